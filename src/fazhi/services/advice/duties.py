"""值班领办: a question goes to whoever is on duty, one after the other; who has it may give it back, and what nobody takes rises."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.flow.telling import tell
from fazhi.kernel.law.tokens import shared_words
from fazhi.kernel.org.roles import CLERK

from .conflicts import refuse_conflicted
from .roles import STAFF
from .rules import CLAIM_MINUTES
from .words import SAME_VISIT, Outcome, Urgency

if TYPE_CHECKING:
    from .models import Consultation

ON_DUTY = "legal_services.on_duty"  # who keeps the roster answers by this name; nobody does where it is not installed
BACK = timedelta(days=14)  # an older question that nobody has is a matter of the clerks'
OPEN = ("assigned", "answering")


class IsOffered(Gate):
    """Whose turn it is takes it; a clerk may take any."""

    def refusal(self, case: "Consultation", act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or case.offered_to_id == act.person.pk or act.person.may_at(case.path, CLERK):
            return None
        return NotAllowed("这件咨询现在派给别的值班人员，等他领办或者由办事员指派")


is_offered = IsOffered()


# --- 步骤 -------------------------------------------------------------------------------------------------------------------


def begin(consultation: "Consultation", act: Acting) -> None:
    """What comes without anybody at hand is offered at once; danger waits for nobody."""
    if consultation.urgency == Urgency.DANGER:
        _say(consultation, act, "danger", "写到了人身危险，请立即报警、启动红色通道，不排队")
    elif consultation.channel not in SAME_VISIT and consultation.handler_id is None:
        offer(consultation, act)


def offer(consultation: "Consultation", act: Acting) -> None:
    """To the next who is on duty and has nothing to do with the other side; to nobody where there is none."""
    chosen = next_on_duty(consultation, act.at)
    consultation.offered_to, consultation.offered_at = (chosen.person, act.at) if chosen else (None, None)
    if chosen:
        kind = registry.model("advice.offer")
        act.docket.add(consultation, kind(of=consultation, person=chosen.person, place=chosen.place, offered_at=act.at))
        minutes = CLAIM_MINUTES.value(act.on)
        _say(consultation, act, "offer", f"派给您了，请在 {minutes} 分钟内领办；不能办的不用管，到时派给下一位", chosen.person)


def claim(consultation: "Consultation", act: Acting) -> None:
    """Taken by whoever acts, who must have no interest on the other side."""
    refuse_conflicted(consultation, act.person)
    consultation.handler, consultation.assigned_at = act.person, act.at
    settle(consultation, act, Outcome.CLAIMED)


def release(consultation: "Consultation", act: Acting) -> None:
    """Given back with a reason; the next on duty is asked, not the same again."""
    for row in consultation.rows("offers"):
        if row.person_id == consultation.handler_id and row.outcome == Outcome.CLAIMED:
            _end(row, act, Outcome.RELEASED)
    consultation.handler = None
    offer(consultation, act)


def rise(consultation: "Consultation", act: Acting) -> None:
    """Nobody took it in time: the office learns of it, and the next on duty is asked."""
    settle(consultation, act, Outcome.PASSED)
    consultation.is_risen = True
    _say(consultation, act, f"rise:{len(consultation.rows('offers'))}", "派给值班人员后没有人按时领办，请指派")
    offer(consultation, act)


def settle(consultation: "Consultation", act: Acting, outcome: Outcome) -> None:
    """The turn that runs comes to its end; it is nobody's turn any more."""
    for row in consultation.rows("offers"):
        if row.outcome == Outcome.WAITING:
            mine = outcome != Outcome.CLAIMED or row.person_id == act.person.pk
            _end(row, act, outcome if mine else Outcome.ASSIGNED)
    consultation.offered_to, consultation.offered_at = None, None


def _end(row: Any, act: Acting, outcome: Outcome) -> None:
    row.outcome, row.ended_at = outcome, act.at
    act.save(row)


def _say(consultation: "Consultation", act: Acting, key: str, sentence: str, person: Any = None) -> None:
    act.docket.sendings.append(partial(tell, consultation, key, sentence, person))


# --- 谁在值班 ---------------------------------------------------------------------------------------------------------------


def next_on_duty(consultation: "Consultation", at: datetime) -> Any:
    """Who is there before who is only expected, who knows the topic before who does not, who has least before who has more."""
    asked = registry.on("answers").get(ON_DUTY)
    had = {row.person_id for row in consultation.rows("offers")}
    found = [each for each in (asked(consultation.unit, at) if asked else ()) if each.person.pk not in had]
    load = _load([each.person.pk for each in found])
    topic = consultation.get_topic_display()

    def order(each: Any) -> tuple[bool, bool, int, int]:
        return not each.is_there, not shared_words(topic, each.specialties), load.get(each.person.pk, 0), each.person.pk

    return next((each for each in sorted(found, key=order) if _may_take(consultation, each.person)), None)


def _load(people: list[int]) -> dict[int, int]:
    """How many open consultations each has, or is being asked to take."""
    if not people:
        return {}
    rows = registry.model("advice.consultation").objects
    held = rows.filter(handler__in=people, state__in=OPEN).values_list("handler").annotate(Count("pk"))
    asked = rows.filter(offered_to__in=people, state="submitted").values_list("offered_to").annotate(Count("pk"))
    load: dict[int, int] = {}
    for person, amount in (*held, *asked):
        load[person] = load.get(person, 0) + amount
    return load


def _may_take(consultation: "Consultation", person: Any) -> bool:
    try:
        refuse_conflicted(consultation, person)
    except NotAllowed:
        return False
    return person.may_at(consultation.unit.path, *STAFF)


# --- 每分钟 -----------------------------------------------------------------------------------------------------------------


def turn(now: datetime | None = None) -> int:
    """Offer what waits for a roster that has begun since, and let rise what was not taken in time; how many moved."""
    now = now or timezone.now()
    late = now - timedelta(minutes=CLAIM_MINUTES.value())
    rows = registry.model("advice.consultation").objects.filter(
        Q(offered_to=None) | Q(offered_at__lte=late),
        state="submitted",
        handler=None,
        is_restricted=False,
        event_at__gte=now - BACK,
    )
    waiting = rows.exclude(channel__in=SAME_VISIT).select_related("unit").prefetch_related("offers", "askers", "recusals")
    return sum(_moved(case, now) for case in waiting.order_by("pk"))


def _moved(case: "Consultation", now: datetime) -> bool:
    if case.offered_to_id is None and next_on_duty(case, now) is None:
        return False
    try:
        doors.take("rise" if case.offered_to_id else "offer", case, None, {}, at=now, via="schedule")
    except NotAllowed:
        return False
    return True
