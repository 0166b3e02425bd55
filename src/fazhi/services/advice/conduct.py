"""What is done with a consultation: the verbs that its steps call."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from fazhi.kernel import registry
from fazhi.kernel.flow import clocks, doors
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.declared import flow_of
from fazhi.kernel.flow.docket import Docket
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.flow.telling import tell
from fazhi.kernel.org.models import UnitKind
from fazhi.kernel.records import restricted

from . import anonymous, citing, correcting, duties, limits
from .conflicts import refuse_conflicted
from .roles import LAWYER
from .rules import DANGER_WORDS, EXPIRING_DAYS, PASS_SCORE, REPEAT_DAYS
from .suggesting import suggestions
from .words import Basis, GivenAs, Outcome, Urgency

if TYPE_CHECKING:
    from .models import Consultation


# --- 登记、指派 -------------------------------------------------------------------------------------------------------------


def take_down(consultation: "Consultation", act: Acting) -> None:
    """A title that names nobody, the matter it belongs to, and what can be found out at once."""
    consultation.title = consultation.title or f"{consultation.get_topic_display()}咨询"
    for question in consultation.rows("questions"):
        question.asked_at = act.at
    if act.via != "import":
        _look_into(consultation, act)
    _join_matter(consultation)
    assess(consultation, act)


def _look_into(consultation: "Consultation", act: Acting) -> None:
    """Danger in the words, an earlier contact on the same matter, the nearest articles, who takes it."""
    if any(word in consultation.question for word in DANGER_WORDS.value(act.on)):
        consultation.urgency = Urgency.DANGER
    consultation.duplicate_of = consultation.duplicate_of or _earlier_contact(consultation)
    propose_articles(consultation, act.docket)
    if act.is_by_hand and act.person.may_at(consultation.unit.path, LAWYER):
        refuse_conflicted(consultation, act.person)
        consultation.handler = act.person
    duties.begin(consultation, act)


def propose_articles(consultation: "Consultation", docket: Docket) -> None:
    """Keep the five best articles with the question."""
    kind = registry.model("advice.suggested")
    for row in suggestions(consultation.question, consultation.opened_on, kind):
        row.of = consultation
        docket.add(consultation, row)


def _earlier_contact(consultation: "Consultation") -> "Consultation | None":
    """The last contact of the same asker on the same topic within the city's period."""
    asker = consultation.asker
    if asker is None or not asker.key:
        return None
    since = consultation.opened_on - timedelta(days=REPEAT_DAYS.value(consultation.opened_on))
    earlier = type(consultation).objects.filter(
        askers__key=asker.key, topic=consultation.topic, opened_on__range=(since, consultation.opened_on)
    )
    if consultation.opponent:  # two quarrels of one person are two matters
        earlier = earlier.filter(opponent__in=("", consultation.opponent))
    return earlier.exclude(state="withdrawn").order_by("-event_at", "-pk").first()


def _join_matter(consultation: "Consultation") -> None:
    """One matter however often it is asked about; each contact still counts as one."""
    first = consultation.duplicate_of
    # Not by its key: in a ledger the first contact may have none yet when it is named.
    consultation.matter_key = first.matter_key if first else consultation.pk
    consultation.is_repeat = bool(first) and _is_soon_after(consultation, first)


def _is_soon_after(consultation: "Consultation", first: "Consultation") -> bool:
    return (consultation.opened_on - first.opened_on).days <= REPEAT_DAYS.value(consultation.opened_on)


def assess(consultation: "Consultation", act: Acting) -> None:
    """The day on which the right lapses makes a matter urgent; danger narrows who may read it."""
    consultation.limitation_on = consultation.limitation_on or limits.day_of_lapse(consultation)
    if consultation.urgency == Urgency.ORDINARY and _lapses_soon(consultation, act):
        consultation.urgency = Urgency.EXPIRING
    consultation.is_restricted = consultation.urgency == Urgency.DANGER
    if consultation.is_restricted:
        clocks.start(consultation, flow_of(consultation).clock_named("red"), act.on)
    if consultation.limitation_on:
        clocks.start(consultation, flow_of(consultation).clock_named("limitation"), act.on)


def _lapses_soon(consultation: "Consultation", act: Acting) -> bool:
    last = consultation.limitation_on
    return last is not None and timedelta(0) <= last - act.on <= timedelta(days=EXPIRING_DAYS.value(act.on))


def raise_alarm(consultation: "Consultation", act: Acting) -> None:
    """The police get the least they need at once; the question itself stays here."""
    act.part.told_at, consultation.urgency, consultation.is_restricted = act.at, Urgency.DANGER, True
    act.hand_over(
        consultation,
        "police.alert",
        act.part.told_unit,
        reason="咨询中发现人身危险",
        content=act.part.situation,
        details={"region": consultation.region.name},
    )


def assign(consultation: "Consultation", act: Acting) -> None:
    """To somebody who has no interest on the other side."""
    consultation.assigned_at = act.at
    duties.settle(consultation, act, Outcome.ASSIGNED)
    if act.via != "import":
        refuse_conflicted(consultation, consultation.handler)


def recuse(consultation: "Consultation", act: Acting) -> None:
    act.part.lawyer, consultation.handler = act.person, None
    if act.via != "import":
        duties.offer(consultation, act)


def adopt(consultation: "Consultation", act: Acting) -> None:
    """A proposed article becomes a citation of the answer to come."""
    _cite(consultation, act, f"{act.part.law} {act.part.article}")


# --- 答复 -------------------------------------------------------------------------------------------------------------------


def answer(consultation: "Consultation", act: Acting) -> None:
    """The answer that stands from now on, with its articles as they are in force today."""
    given = act.part
    _sign(consultation, act)
    _renew(consultation, act)
    _cite(consultation, act, given.cited)
    rows = [row for row in consultation.rows("citations") if row.round == given.round]
    given.cited, consultation.is_cited, consultation.rounds = "、".join(citing.as_written(rows)), bool(rows), given.round
    if consultation.answered_at is None:
        consultation.answered_at, consultation.answered_on = act.at, act.on
        consultation.is_late = limits.is_past(consultation, act.on)


def _sign(consultation: "Consultation", act: Acting) -> None:
    """Who answers, when, and in what capacity; a ledger's own person, not whoever imports it."""
    given, told = act.part, act.via == "import"
    consultation.handler = consultation.handler or act.person
    duties.settle(consultation, act, Outcome.ASSIGNED)
    given.round, given.given_at = consultation.rounds + 1, act.at
    given.given_by = consultation.answered_by = consultation.handler if told else act.person
    if told:
        by_a_firm = given.given_by and given.given_by.unit.kind == UnitKind.FIRM
        given.given_as = GivenAs.LAWYER if by_a_firm else GivenAs.STAFF


def _renew(consultation: "Consultation", act: Acting) -> None:
    """What was adopted before its law was amended is cited as it is today, and whoever answers is told to read it again."""
    for row in consultation.rows("citations"):
        if row.round != consultation.rounds + 1 or row.version is None or row.version.is_in_force(act.on):
            continue
        [today] = citing.resolved(f"{row.law} {row.article}", act.on)
        row.version, row.version_on = today.version, today.version.adopted_on if today.version else None
        row.quoted, row.in_force = today.quoted, today.in_force
        act.save(row)
        told = f"{row}在引用以后修订过，答复引用的是现行条文，请核对答复内容"
        act.docket.sendings.append(partial(tell, consultation, f"renewed:{row.law}{row.article}"[:50], told))


def _cite(consultation: "Consultation", act: Acting, text: str) -> None:
    """Add the citations of a text that the coming answer does not have yet."""
    coming = consultation.rounds + 1
    known = {(row.law, row.article) for row in consultation.rows("citations") if row.round == coming}
    kind = registry.model("advice.citation")
    for cited in citing.resolved(text, act.on) if text.strip() else ():
        if (cited.law, cited.place) not in known:
            row = kind(of=consultation, round=coming, law=cited.law, article=cited.place, version=cited.version)
            row.version_on = cited.version.adopted_on if cited.version else None
            row.quoted, row.in_force = cited.quoted, cited.in_force
            act.docket.add(consultation, row)


def correct(consultation: "Consultation", act: Acting) -> None:
    """A wrong or outdated answer is replaced and its asker told; the old one stays to be read."""
    if consultation.told_on > act.on:
        raise ValidationError({"told_on": "告知日期不能晚于更正之日"})
    act.part.corrects, consultation.closed_on = act.reason[:200], None
    before = {(row.law, row.article) for row in consultation.standing_citations}
    answer(consultation, act)
    if dropped := before - {(row.law, row.article) for row in consultation.standing_citations}:
        act.docket.sendings.append(partial(correcting.raise_on_others, consultation, dropped))
    for row in consultation.open_corrections:
        row.told_on = consultation.told_on
        act.save(row)


def decline(consultation: "Consultation", act: Acting) -> None:
    """What cannot be answered is told with its reason, and counts as no answer."""
    _sign(consultation, act)
    act.part.basis, act.part.cited = Basis.NONE, ""


def ask_again(consultation: "Consultation", act: Acting) -> None:
    act.part.asked_at, consultation.just_asked_on = act.at, act.on


# --- 闭环 -------------------------------------------------------------------------------------------------------------------


def note_visit(consultation: "Consultation", act: Acting) -> None:
    act.part.visited_on = consultation.last_visit_on = act.on
    if act.part.is_reached and act.part.rating:
        consultation.rating = act.part.rating


def merge(consultation: "Consultation", act: Acting) -> None:
    _join_matter(consultation)


def part_ways(consultation: "Consultation", act: Acting) -> None:
    """Another matter after all."""
    consultation.duplicate_of = None
    _join_matter(consultation)


def check_quality(consultation: "Consultation", act: Acting) -> None:
    consultation.is_qualified = consultation.score >= PASS_SCORE.value(act.on)


def propose_entry(consultation: "Consultation", act: Acting) -> None:
    """A draft for the library, with every name taken out; somebody else reviews it. What only few may read does not become one."""
    if consultation.grounds_to_restrict() or restricted.of(consultation):
        raise NotAllowed("限制查阅的、涉及未成年人和人身危险的咨询，不拟入问答库", "个人信息保护法 第二十八条第二款")
    given = consultation.standing_answer
    consultation.is_in_library = True
    doors.register(
        registry.model("advice.qaentry"),
        act.person,
        {
            "unit": consultation.unit,
            "topic": consultation.topic,
            "question": anonymous.without_names(consultation.question, consultation),
            "answer": anonymous.without_names(given.text, consultation),
            "cited": given.cited,
            "consultation": consultation,
        },
        at=act.at,
        via=act.via,
    )
