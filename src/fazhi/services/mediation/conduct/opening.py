"""What is done when a dispute comes in: named, graded, warned of, heard, accepted."""

from typing import TYPE_CHECKING

from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.doors import register
from fazhi.kernel.flow.models import HandOver

from .. import grading, kinship
from ..models import RiskAlert
from ..words import RaisedBy, Risk

if TYPE_CHECKING:
    from ..models import Dispute


def take_down(dispute: "Dispute", act: Acting) -> None:
    """The title from the parties, the root from what went before, the difficulty from the rules."""
    parties = dispute.rows("parties")
    dispute.title = dispute.title or kinship.title(dispute, parties)
    if act.via != "import" and not dispute.root_case and not dispute.root_doubt:
        dispute.root_case = kinship.first_of_same(dispute, parties)
    dispute.root_key = dispute.root_case.root_key if dispute.root_case else dispute.pk
    weigh(dispute)
    warn(dispute, act)


def weigh(dispute: "Dispute") -> None:
    """Grade anew, unless a ledger or a person with a reason has graded it."""
    if not dispute.difficulty_override:
        dispute.difficulty, dispute.difficulty_rule = grading.graded(dispute)


def regrade(dispute: "Dispute", act: Acting) -> None:
    """A person's grade stands against the rules, with the reason."""
    dispute.difficulty_override = act.reason[:200]
    dispute.difficulty_rule = f"人工调整：{act.reason}"[:100]


def describe(dispute: "Dispute", act: Acting) -> None:
    weigh(dispute)
    warn(dispute, act)


def warn(dispute: "Dispute", act: Acting) -> None:
    """What the rules say of risk and of reporting; a ledger tells of the past, about which nobody is warned."""
    if act.via == "import":
        return
    if dispute.must_be_reported and not dispute.reported_at:
        dispute.major_since = dispute.major_since or act.on
    score = grading.score(dispute.signals)
    if score.level in (Risk.RED, Risk.ORANGE) and score.as_words() != dispute.risk_explained:
        dispute.risk_decided_on = None
    dispute.suggested_risk, dispute.risk_explained = (score.level, score.as_words()) if dispute.signals else ("", "")


def decide_risk(dispute: "Dispute", act: Acting) -> None:
    """A person has looked at what the rules suggest."""
    dispute.risk_decided_on = act.on


def raise_alert(dispute: "Dispute", act: Acting) -> None:
    """The alert begins a life of its own, seen by the office alone."""
    dispute.risk_decided_on = act.on
    by_rule = dispute.suggested_risk in (Risk.RED, Risk.ORANGE)
    told = {
        "unit": dispute.unit,
        "dispute": dispute,
        "level": dispute.risk,
        "signals": dispute.signals,
        "brief": act.reason,
        "people": dispute.people,
        "raised_by": RaisedBy.RULE if by_rule else RaisedBy.PERSON,
    }
    register(RiskAlert, act.person, told, at=act.at, via=act.via)


def report(dispute: "Dispute", act: Acting) -> None:
    dispute.reported_at = act.at


def hear_consent(dispute: "Dispute", act: Acting) -> None:
    act.part.consented_on = act.on


def accept(dispute: "Dispute", act: Acting) -> None:
    """What another body sent is taken over by being accepted."""
    dispute.accepted_on = act.on
    if dispute.hand_over_id and dispute.hand_over.state == HandOver.State.SENT:
        handovers.accept(dispute.hand_over, act.person, opened=dispute)
