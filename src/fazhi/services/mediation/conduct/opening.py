"""What is done when a dispute comes in: named, graded, warned of, heard, accepted."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from fazhi.kernel import registry
from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.doors import register
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.records.restricted import Ground

from .. import grading, kinship
from ..days import past_of
from ..models import RiskAlert
from ..words import LABELLED, Circumstance, Injury, Label, RaisedBy, Risk, Signal

if TYPE_CHECKING:
    from ..models import Dispute

HOTLINES = ("12345", "12348")  # systems whose tickets are answered by ringing back


def take_down(dispute: "Dispute", act: Acting) -> None:
    """The title from the parties, the root from what went before, the difficulty from the rules."""
    parties = dispute.rows("parties")
    dispute.title = dispute.title or kinship.title(dispute, parties)
    if act.via != "import" and not dispute.root_case and not dispute.root_doubt:
        dispute.root_case = kinship.first_of_same(dispute, parties)
    dispute.root_key = dispute.root_case.root_key if dispute.root_case else dispute.pk
    if dispute.hand_over:
        _take_over_incident(dispute, act)
    if act.via != "import" and (label := _link_of(dispute)):
        dispute.labels = _with(dispute.labels, label)
    weigh(dispute)
    warn(dispute, act)
    guard(dispute, act)


def _link_of(dispute: "Dispute") -> str:
    """The mechanism that brought it: by who sent it, or because a hotline did."""
    sent = dispute.hand_over
    is_rung = sent is not None and (sent.source_system in HOTLINES or sent.of.startswith("hotline."))
    return LABELLED.get(dispute.source) or (Label.HOTLINE if is_rung else "")


def guard(dispute: "Dispute", act: Acting) -> None:
    """A dispute of a minor or of violence at home is its team's alone, from the act that tells it (未成年人保护法 第一百零三条)."""
    told = dispute.grounds_to_restrict()
    if getattr(act.part, "is_minor", False) and Ground.MINOR not in told:
        told.append(Ground.MINOR)
    act.narrow(dispute, told)


def _take_over_incident(dispute: "Dispute", act: Acting) -> None:
    """What the police told with the quarrel, as they told it."""
    told = dispute.hand_over.details
    if "incident_no" not in told or dispute.rows("incidents"):
        return
    incident = registry.model("mediation.incident")(
        of=dispute,
        incident_no=str(told["incident_no"])[:60],
        happened_at=happened_at(told.get("incident_at", "")) or act.at,
        station=dispute.hand_over.from_unit,
        injury={each.label: each.value for each in Injury}.get(str(told.get("injury", "")), Injury.NONE),
        is_security_case=bool(told.get("security_case")),
        repeats=int(told["repeat_count"]) if str(told.get("repeat_count", "")).isdigit() else 0,
    )
    act.docket.add(dispute, incident)
    _heed(dispute, incident)


def happened_at(told: Any) -> datetime | None:
    """A moment that another system wrote; none where it is none."""
    try:
        found = parse_datetime(str(told))
    except ValueError:
        return None
    return timezone.make_aware(found) if found and timezone.is_naive(found) else found


def add_party(dispute: "Dispute", act: Acting) -> None:
    """Whoever joins has not been told the rights yet, and so has not all been told."""
    dispute.rights_told_on = None
    guard(dispute, act)


def complete_party(dispute: "Dispute", act: Acting) -> None:
    """What was not known at the registration; a number tells the age, and with it who must be represented."""
    act.part.clean()
    guard(dispute, act)


def end_party(dispute: "Dispute", act: Acting) -> None:
    past_of(act.part, "ended_on", act)


def note_incident(dispute: "Dispute", act: Acting) -> None:
    """What the police know weighs on the risk and on the difficulty."""
    _heed(dispute, act.part)
    describe(dispute, act)


def _heed(dispute: "Dispute", incident: Any) -> None:
    dispute.labels = _with(dispute.labels, Label.POLICE)
    if incident.repeats:
        dispute.signals = _with(dispute.signals, Signal.POLICE_TWICE)
    if incident.injury == Injury.SERIOUS:
        dispute.circumstances = _with(dispute.circumstances, Circumstance.INJURY)


def _with(words: list[str], word: str) -> list[str]:
    return words if word in words else [*words, word]


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
    guard(dispute, act)


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
    dispute.risk_decided_on = dispute.alerted_on = act.on
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
