"""What is done while a dispute is mediated."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow.acting import Acting

from ..days import told_of
from .opening import warn, weigh

if TYPE_CHECKING:
    from ..models import Dispute


def tell_rights(dispute: "Dispute", act: Acting) -> None:
    dispute.rights_told_on = act.on


def investigate(dispute: "Dispute", act: Acting) -> None:
    told_of(act.part, "asked_at", dispute, act)


def collect(dispute: "Dispute", act: Acting) -> None:
    dispute.originals += act.part.is_kept


def return_original(dispute: "Dispute", act: Acting) -> None:
    act.part.is_returned = True
    dispute.originals -= 1


def prolong(dispute: "Dispute", act: Acting) -> None:
    told_of(dispute, "consented_on", dispute, act)


def drop_term(dispute: "Dispute", act: Acting) -> None:
    act.part.is_dropped = True


def hold_session(dispute: "Dispute", act: Acting) -> None:
    told_of(act.part, "held_at", dispute, act)
    dispute.session_count += 1
    weigh(dispute)
    warn(dispute, act)


def add_record(dispute: "Dispute", act: Acting) -> None:
    """What was said before the end, and not written down here then."""
    told_of(act.part, "held_at", dispute, act)
    if timezone.localdate(act.part.held_at) > dispute.result_on:
        raise ValidationError({"held_at": f"调解时间不能晚于结果日期 {dispute.result_on}"})
    dispute.session_count += 1


def sign_record(dispute: "Dispute", act: Acting) -> None:
    act.part.is_signed = True


def suspend(dispute: "Dispute", act: Acting) -> None:
    dispute.suspended_on = act.on


def resume(dispute: "Dispute", act: Acting) -> None:
    dispute.resumed_on = act.on


def open_arbitration(dispute: "Dispute", act: Acting) -> None:
    dispute.arbitration_told_on = act.on
