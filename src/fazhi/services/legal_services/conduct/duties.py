"""What is done with duties: confirmed, checked in, replaced."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed

from ..rules import CONFIRM_DAYS

if TYPE_CHECKING:
    from ..models import DutySlot


def day_to_confirm(duty: DutySlot) -> date:
    """So many days before as the period is long, twice: it ends that many days before the duty."""
    return duty.on - 2 * timedelta(days=CONFIRM_DAYS.value(duty.on))


def eve_of_duty(duty: DutySlot) -> date:
    return duty.eve


def check_in(duty: DutySlot, act: Acting) -> None:
    if act.on != duty.on:
        raise NotAllowed(f"这次值班在{duty.on}，只能当天签到")
    duty.checked_in_at, duty.is_late = act.at, duty.is_late_at(act.at)


def check_out(duty: DutySlot, act: Acting) -> None:
    duty.checked_out_at = act.at


def replace(duty: DutySlot, act: Acting) -> None:
    """Somebody as able takes the slot, at the same place."""
    if act.via == "import":
        return
    kind = type(duty)
    act.opens(kind(unit=duty.unit, site=duty.site, on=duty.on, slot=duty.slot, provider=duty.substitute, replaces=duty))
