"""Several committees on one dispute; and one dispute mediated once more."""

from typing import TYPE_CHECKING, Any

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Person

from ..words import AGREED, ApplyForm, Circumstance, Label, Result, Signal, Source

if TYPE_CHECKING:
    from ..models import Dispute, Party

JOINT = "mediation.joint"
SAME_MATTER = "unit title kind subtype region occurred_on facts demands claimed people"
SAME_PARTY = (
    "side kind name sex ethnicity id_number credit_code head_office demand occupation phone address service_address capacity lives_by_work "
    "agent agent_kind authority authority_to special_authority"
)
FAILED = (Result.FAILED, Result.REFUSED)


def ask_along(dispute: "Dispute", act: Acting) -> None:
    """The other committee answers the hand-over; what a ledger tells was answered long ago."""
    part = act.part
    part.asked_on, part.joined_on = act.on, act.on if act.via == "import" else None
    dispute.asked_along += 1
    dispute.labels = dispute.labels if Label.JOINT in dispute.labels else [*dispute.labels, Label.JOINT]
    act.hand_over(
        dispute,
        JOINT,
        part.partner,
        reason=part.duty or "邀请联合调解",
        content=dispute.facts,
        consent=True,
        about=part.partner.code,
    )


def come_along(dispute: "Dispute", act: Acting) -> None:
    act.part.joined_on = act.on


def stay_away(dispute: "Dispute", act: Acting) -> None:
    act.part.declined_on = act.on


def heard_back(row: HandOver, person: Person | None) -> None:
    """The other committee took its part, or sent the invitation back."""
    step = {HandOver.State.ACCEPTED: "come_along", HandOver.State.RETURNED: "stay_away"}.get(row.state)
    dispute = registry.model("mediation.dispute").objects.filter(pk=row.record_id).first()
    part = dispute and next((each for each in dispute.rows("joint_committees") if _waits(each, row)), None)
    if step and part:
        doors.take(step, dispute, None, {}, part=part, via="schedule", reason=row.return_reason or f"{row.to_unit}接收")


def _waits(part: Any, row: HandOver) -> bool:
    return part.partner_id == row.to_unit_id and not part.joined_on and not part.declined_on


registry.leave(handovers.HEARD_BACK, JOINT, heard_back)


def tell_partners(dispute: "Dispute", act: Acting, told: str) -> None:
    """Whoever mediated along is told how it ended, and so is who has not answered yet."""
    if dispute.asked_along:
        for row in handovers.of_case(dispute).filter(kind=JOINT, state__in=(HandOver.State.SENT, HandOver.State.ACCEPTED)):
            handovers.answer(row, act.person, told)


def mediate_again(dispute: "Dispute", act: Acting) -> None:
    """A case of its own that hangs on the first; whoever is a party is asked anew."""
    dispute.again_on = act.on
    told = {name: getattr(dispute, name) for name in SAME_MATTER.split()}
    told |= {"source": Source.APPLIED, "apply_form": ApplyForm.ORAL, "root_case": dispute.root_case or dispute}
    told |= {"circumstances": _since(dispute), "signals": _signals(dispute)}
    parties = {"parties": [_asked_anew(party) for party in dispute.living_parties]}
    doors.register(type(dispute), act.person, told, parties, at=act.at, via=act.via)


def _since(dispute: "Dispute") -> list[str]:
    failed = dispute.result in FAILED and Circumstance.REPEATED not in dispute.circumstances
    return [*dispute.circumstances, *([Circumstance.REPEATED] if failed else [])]


def _signals(dispute: "Dispute") -> list[str]:
    """Who has agreed and not kept to it has broken the word."""
    broken = dispute.result in AGREED and dispute.unperformed_terms and Signal.BROKEN_WORD not in dispute.signals
    return [*dispute.signals, *([Signal.BROKEN_WORD] if broken else [])]


def _asked_anew(party: "Party") -> "Party":
    return type(party)(**{name: getattr(party, name) for name in SAME_PARTY.split()})
