"""An application from its receipt to the decision."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.law import BadCitation, Citation
from fazhi.kernel.org.models import Person

from ..gates.applying import is_past
from ..grounds import Ground
from ..limits import FORWARD, supplement_day
from ..words import NOTIFIED, Decision, Group, Path

if TYPE_CHECKING:
    from ..models import AidCase

# What a form says of itself need not be said again.
FREE_OF_TEST = {Ground.HERO, Ground.BRAVERY, Ground.ACQUITTED, Ground.VIOLENCE, Ground.UNLIMITED_OTHER}


def take_down(case: "AidCase", act: Acting) -> None:
    """A title that names nobody; how many, who among them is protected; whether a request from custody came in time."""
    if case.origin in NOTIFIED:
        case.means_path = Path.NOTICE
    elif case.ground in FREE_OF_TEST:
        case.means_path = Path.UNLIMITED
    if case.asked_in_custody_at:
        case.is_detained = True
        case.was_forwarded_late = case.event_at - case.asked_in_custody_at > FORWARD
    count_people(case, case.rows("recipients"))
    more = f"（{case.people}人）" if case.people > 1 else ""
    case.title = case.title or f"{case.cause}{more}"
    act.narrow(case, case.grounds_to_restrict())


def count_people(case: "AidCase", rows: list[Any]) -> None:
    """Thirty workers are one matter and thirty recipients."""
    case.people = len(rows) or 1
    case.has_special = any(set(row.groups) - {Group.WOMAN} for row in rows) or any(row.is_minor for row in rows)


def add_recipient(case: "AidCase", act: Acting) -> None:
    rows = case.with_added("recipients", act)
    count_people(case, rows)
    act.narrow(case, case.grounds_to_restrict(rows))


def note_material(case: "AidCase", act: Acting) -> None:
    act.part.received_on = act.on


def list_gaps(case: "AidCase", act: Acting) -> None:
    """Once and completely; the last day stands in the notice."""
    case.missing_told_on = act.on
    case.supplement_by = case.supplement_by or supplement_day(act.on)
    if case.supplement_by < act.on:
        raise ValidationError({"supplement_by": "补充材料的最后日期不能早于告知之日"})


def supplement(case: "AidCase", act: Acting) -> None:
    case.supplemented_on = act.on
    if act.part is not None:
        act.part.received_on = act.on


def grant(case: "AidCase", act: Acting) -> None:
    _decide(case, act, Decision.GRANTED)
    _answer_sender(case, act, "决定给予法律援助")


def correct(case: "AidCase", act: Acting) -> None:
    """The refusal is taken back as the bureau has ordered; it stays in the count of refusals."""
    case.was_corrected, case.closed_on = True, None
    grant(case, act)


def refuse(case: "AidCase", act: Acting) -> None:
    """In writing, with the article and the reason (法律援助法 第四十三条第一款)."""
    case.refused_under = _cited(case.refused_under)
    case.was_refused, case.refused_on = True, act.on
    _decide(case, act, Decision.REFUSED)
    _answer_sender(case, act, "决定不予法律援助，已书面告知申请人理由和异议途径")


def _decide(case: "AidCase", act: Acting, decision: Decision) -> None:
    case.is_decided_late = not case.was_corrected and is_past(case, "review", act)
    case.decision, case.decided_on, case.decided_by = decision, act.on, act.person


def _cited(text: str) -> str:
    try:
        return str(Citation.parse(text))
    except BadCitation as fault:
        raise ValidationError({"refused_under": f"请写明依据的条款：{fault}"}) from fault


def deem_withdrawn(case: "AidCase", act: Acting) -> None:
    case.decision, case.decided_on = Decision.WITHDRAWN, act.on
    _answer_sender(case, act, "申请人未按要求补充材料，视为撤回申请")


def withdraw(case: "AidCase", act: Acting) -> None:
    _answer_sender(case, act, "申请人撤回申请")


def transfer(case: "AidCase", act: Acting) -> None:
    """To the centre where the law says; it gets what the applicant has told, and nobody asks again."""
    case.decision, case.decided_on = Decision.TRANSFERRED, act.on
    act.hand_over(
        case,
        "legal_aid.aidcase",
        case.transfer_to,
        reason="不属于本机构受理（法律援助法第三十八条），转送",
        content=case.facts or case.cause,
        consent=True,
        details=told_of(case),
    )
    _answer_sender(case, act, f"已转送{case.transfer_to}")


def come_back(case: "AidCase", act: Acting) -> None:
    """The other centre does not hold itself competent: the days since the application was received have run on."""
    case.decision, case.decided_on, case.closed_on = "", None, None
    case.transfer_told = f"退回：{act.reason}"[:300]


def heard_back(row: HandOver, person: Person | None) -> None:
    """What another centre does with a case that was sent to it is seen here, and by the applicant under the first code."""
    case = registry.model("legal_aid.aidcase").objects.filter(pk=row.record_id).first()
    if case is None or case.state != "transferred":
        return
    if row.state == HandOver.State.RETURNED:
        doors.take("come_back", case, None, {}, reason=row.return_reason, via="schedule")
    else:
        told = row.result or f"{row.to_unit.name}已经接收"
        doors.take("note_transfer", case, None, {"transfer_told": told[:300]}, reason=f"{row.to_unit}反馈", via="schedule")


registry.leave(handovers.SENDER_HEARS, "legal_aid.aidcase", heard_back)


def told_of(case: "AidCase") -> dict[str, str]:
    """What the next centre needs; in the words that consultations use too."""
    first = next(iter(case.rows("recipients")), None)
    return {
        "region": case.competent.code,
        "asker": first.name if first else "",
        "phone": first.phone if first else "",
        "opponent": case.opponent,
        "limitation_on": str(case.limitation_on or ""),
        "kind": case.kind,
        "ground": case.ground,
        "cause": case.cause,
        "received_on": str(case.opened_on),
    }


def _answer_sender(case: "AidCase", act: Acting, told: str) -> None:
    """Whoever sent the matter learns what became of it, once the case is written."""
    if case.hand_over_id and act.via != "import":
        act.docket.sendings.append(partial(handovers.answer, case.hand_over, act.person, told))


def recall_notice(case: "AidCase", act: Acting) -> None:
    """The accused has a defender of his own; nobody may limit that right (法律援助法 第二十七条)."""
    case.decision, case.decided_on = Decision.WITHDRAWN, act.on
