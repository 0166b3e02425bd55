"""What is done with a dispute: the verbs that its steps call."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow import clocks, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.doors import register
from fazhi.kernel.flow.models import HandOver

from . import grading, kinship
from .days import told_of
from .models import RiskAlert
from .words import ConfirmationResult, Performance, RaisedBy, Result, Risk

if TYPE_CHECKING:
    from .models import Dispute

LIMITS = ("limit", "labour")
MOST = Decimal("999999999999.99")  # as wide as the column is


# --- 受理 -------------------------------------------------------------------------------------------------------------------


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


# --- 调解 -------------------------------------------------------------------------------------------------------------------


def tell_rights(dispute: "Dispute", act: Acting) -> None:
    dispute.rights_told_on = act.on


def investigate(dispute: "Dispute", act: Acting) -> None:
    told_of(act.part, "asked_at", dispute, act)


def prolong(dispute: "Dispute", act: Acting) -> None:
    told_of(dispute, "consented_on", dispute, act)


def drop_term(dispute: "Dispute", act: Acting) -> None:
    act.part.is_dropped = True


def hold_session(dispute: "Dispute", act: Acting) -> None:
    told_of(act.part, "held_at", dispute, act)
    dispute.session_count += 1
    weigh(dispute)
    warn(dispute, act)


def suspend(dispute: "Dispute", act: Acting) -> None:
    dispute.suspended_on = act.on


def resume(dispute: "Dispute", act: Acting) -> None:
    dispute.resumed_on = act.on


def open_arbitration(dispute: "Dispute", act: Acting) -> None:
    dispute.arbitration_told_on = act.on


# --- 结果 -------------------------------------------------------------------------------------------------------------------


def agree_in_writing(dispute: "Dispute", act: Acting) -> None:
    _sign(dispute, act)
    _agree(dispute, act, Result.WRITTEN)


def agree_orally(dispute: "Dispute", act: Acting) -> None:
    """An oral agreement takes effect on the day it is reached (人民调解法 第三十条)."""
    act.part.effective_on = act.on
    _agree(dispute, act, Result.ORAL)


def agree_partly(dispute: "Dispute", act: Acting) -> None:
    """What is settled binds; mediation goes on about the rest."""
    _sign(dispute, act)
    _bind(dispute, act)


def end_rest(dispute: "Dispute", act: Acting) -> None:
    """The rest fails; the part that was agreed stands as the result."""
    _end(dispute, act, Result.WRITTEN)


def amend(dispute: "Dispute", act: Acting) -> None:
    """A new agreement in the place of all that stood; its terms say what is still owed (人民调解法 第三十三条第三款)."""
    _sign(dispute, act)
    for old in [each for each in dispute.rows("agreements") if each is not act.part and not each.is_superseded]:
        old.is_superseded, act.part.supersedes = True, old
        act.save(old)
    for term in dispute.standing_terms:
        term.is_dropped = True
        act.save(term)
    _bind(dispute, act)
    dispute.confirmation = ""


def seal(dispute: "Dispute", act: Acting) -> None:
    told_of(act.part, "sealed_on", dispute, act)
    dispute.effective_on = act.part.effective_on = act.part.day_of_effect


def fail(dispute: "Dispute", act: Acting) -> None:
    _end(dispute, act, Result.FAILED)


def deem_failed(dispute: "Dispute", act: Acting) -> None:
    """Time itself ended it (医疗纠纷预防和处理条例 第三十八条)."""
    dispute.end_reason = "超过调解期限未达成调解协议，视为调解不成"
    _end(dispute, act, Result.FAILED)


def withdraw(dispute: "Dispute", act: Acting) -> None:
    _end(dispute, act, Result.WITHDRAWN)


def transfer(dispute: "Dispute", act: Acting) -> None:
    _end(dispute, act, Result.TRANSFERRED)


def refuse(dispute: "Dispute", act: Acting) -> None:
    dispute.end_reason = dispute.end_reason or "一方明确拒绝调解"
    _end(dispute, act, Result.REFUSED)


def decline(dispute: "Dispute", act: Acting) -> None:
    _end(dispute, act, Result.NOT_ACCEPTED)


def _sign(dispute: "Dispute", act: Acting) -> None:
    told_of(act.part, "parties_signed_on mediator_signed_on sealed_on", dispute, act)
    act.part.effective_on = act.part.day_of_effect


def _agree(dispute: "Dispute", act: Acting, result: Result) -> None:
    _bind(dispute, act)
    _end(dispute, act, result)
    weigh(dispute)


def _bind(dispute: "Dispute", act: Acting) -> None:
    """The proposed terms become those of this agreement; the amount is that of all that stands."""
    act.part.ordinal = 1 + max(term.agreement_no for term in dispute.rows("terms"))
    for term in dispute.proposed_terms:
        term.agreement_no = act.part.ordinal
        act.save(term)
    dispute.agreement_amount = sum((term.amount or Decimal(0) for term in dispute.standing_terms), Decimal(0))
    if dispute.agreement_amount > MOST:
        raise ValidationError(f"各条款金额合计 {dispute.agreement_amount:,} 元，超过了可以登记的 {MOST:,} 元，请核对条款金额")
    dispute.effective_on, dispute.performance = act.part.effective_on, Performance.NOT_DUE


def _end(dispute: "Dispute", act: Acting, result: Result) -> None:
    dispute.result, dispute.result_on = result, act.on
    dispute.is_late = any(_has_passed(row, act.on) for row in clocks.running(dispute) if row["name"] in LIMITS) or dispute.is_late
    if dispute.hand_over_id:
        _tell_sender(dispute, act, result)


def _has_passed(row: dict[str, Any], on: date) -> bool:
    return row["state"] == "running" and bool(row["due"]) and row["due"] < on.isoformat()


def _tell_sender(dispute: "Dispute", act: Acting, result: Result) -> None:
    """What still waits is sent back with the reason; what was taken over is answered."""
    told = f"{result.label}：{dispute.end_reason}" if dispute.end_reason else result.label
    if dispute.hand_over.state == HandOver.State.SENT:
        handovers.send_back(dispute.hand_over, act.person, told)
    else:
        handovers.answer(dispute.hand_over, act.person, told)


# --- 履行、确认、回访、归档 --------------------------------------------------------------------------------------------------


def perform(dispute: "Dispute", act: Acting) -> None:
    """One term was performed, on the day told or on that of the act."""
    part = act.part
    part.performed_on = part.performed_on or act.on
    told_of(part, "performed_on", dispute, act)
    dispute.just_performed = part
    left = [term for term in dispute.unperformed_terms if term != part]
    dispute.performance = Performance.PARTLY if left else Performance.DONE


def fulfil(dispute: "Dispute", act: Acting) -> None:
    """The sender gets the proof of performance: with it the police may refrain from a penalty."""
    dispute.performance = Performance.DONE
    if dispute.hand_over_id:
        handovers.answer(dispute.hand_over, act.person, f"协议已经全部履行（{act.on}），可以出具履行证明")


def breach(dispute: "Dispute", act: Acting) -> None:
    some = any(term.performed_on for term in dispute.standing_terms)
    dispute.performance = Performance.PARTLY if some else Performance.BROKEN


def sue(dispute: "Dispute", act: Acting) -> None:
    told_of(dispute, "sued_on", dispute, act)


def ask_court(dispute: "Dispute", act: Acting) -> None:
    """The court gets the agreement's terms and never what was conceded on the way."""
    act.part.applied_on = act.on
    terms = [
        {"content": term.content, "obligor": term.obligor, "due_on": str(term.due_on or "")} for term in dispute.standing_terms
    ]
    act.hand_over(
        dispute,
        "court.confirmation",
        act.part.court,
        reason="双方共同申请司法确认",
        consent=True,
        details={"effective_on": str(dispute.effective_on), "terms": terms},
    )


def note_court(dispute: "Dispute", act: Acting) -> None:
    act.part.accepted_on = act.on


def confirmed(dispute: "Dispute", act: Acting) -> None:
    _decided(dispute, act, ConfirmationResult.VALID)


def not_confirmed(dispute: "Dispute", act: Acting) -> None:
    _decided(dispute, act, ConfirmationResult(act.part.result))


def _decided(dispute: "Dispute", act: Acting, result: ConfirmationResult) -> None:
    act.part.result, act.part.decided_on = result, act.on
    dispute.confirmation = result


def note_visit(dispute: "Dispute", act: Acting) -> None:
    act.part.visited_on = dispute.last_visit_on = act.on
    if act.part.is_new_risk:
        dispute.risk_decided_on = None
    dispute.satisfaction = act.part.rating if act.part.is_reached else ""


def close(dispute: "Dispute", act: Acting) -> None:
    dispute.closed_on = act.on


def archive(dispute: "Dispute", act: Acting) -> None:
    """What was said of people's dangerousness has served its purpose (个人信息保护法 第四十七条)."""
    dispute.archived_on = act.on
    dispute.signals, dispute.risk_explained = [], ""
