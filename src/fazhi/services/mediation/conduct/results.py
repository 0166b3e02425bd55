"""What is done when mediation ends: bound, counted, told to whoever sent the matter."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow import clocks, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import HandOver

from ..days import told_of
from ..words import AGREED, DEEMED_FAILED, ApplyForm, Performance, Result, Source
from . import joining
from .opening import weigh

LIMITS = ("limit", "labour")
MOST = Decimal("999999999999.99")  # as wide as the column is


if TYPE_CHECKING:
    from ..models import Dispute


def agree_in_writing(dispute: "Dispute", act: Acting) -> None:
    _sign(dispute, act)
    _agree(dispute, act, Result.WRITTEN)


def agree_orally(dispute: "Dispute", act: Acting) -> None:
    """An oral agreement takes effect on the day it is reached (人民调解法 第三十条)."""
    act.part.form, act.part.effective_on = ApplyForm.ORAL, act.on
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
    dispute.confirmation = dispute.judgment = ""
    dispute.wishes_confirmation_on = dispute.all_wish_on = None
    for party in dispute.rows("parties"):
        party.checked_on, party.doubt, party.wishes_confirmation_on = None, "", None
        act.save(party)


def seal(dispute: "Dispute", act: Acting) -> None:
    told_of(act.part, "sealed_on", dispute, act)
    dispute.effective_on = act.part.effective_on = act.part.day_of_effect


def fail(dispute: "Dispute", act: Acting) -> None:
    _end(dispute, act, Result.FAILED)


def deem_failed(dispute: "Dispute", act: Acting) -> None:
    """Time itself ended it (医疗纠纷预防和处理条例 第三十八条)."""
    dispute.end_reason = DEEMED_FAILED
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
    joining.tell_partners(dispute, act, f"{result.label}：{dispute.end_reason}" if dispute.end_reason else result.label)


def _has_passed(row: dict[str, Any], on: date) -> bool:
    return row["state"] == "running" and bool(row["due"]) and row["due"] < on.isoformat()


def told_to_sender(dispute: "Dispute", result: Result) -> str:
    """A court also gets what all sides confirmed as fact and where they can be served; never what was conceded."""
    told = f"{result.label}：{dispute.end_reason}" if dispute.end_reason else result.label
    if dispute.source != Source.COURT or result in AGREED:
        return told
    served = [f"{party.name} {party.service_address}" for party in dispute.living_parties if party.service_address]
    more = (("无争议事实", dispute.undisputed), ("送达地址", "、".join(served)))
    return "；".join([told, *(f"{label}：{text}" for label, text in more if text)])


def _tell_sender(dispute: "Dispute", act: Acting, result: Result) -> None:
    """What still waits is sent back with the reason; what was taken over is answered."""
    told = told_to_sender(dispute, result)
    if dispute.hand_over.state == HandOver.State.SENT:
        handovers.send_back(dispute.hand_over, act.person, told)
    else:
        handovers.answer(dispute.hand_over, act.person, told)
