"""By when a work order is dispatched and answered: by its level."""

from typing import TYPE_CHECKING

from fazhi.kernel.calendar import Hours, Period, WorkingDays, WorkingHours

from .rules import DISPATCH_HOURS, MOST_URGENT_REPLY_HOURS, REPLY_DAYS, URGENT_DISPATCH_HOURS, URGENT_REPLY_HOURS
from .words import Level

if TYPE_CHECKING:
    from .models import WorkOrder

ORDINARY_DISPATCH, URGENT_DISPATCH = WorkingHours(DISPATCH_HOURS), Hours(URGENT_DISPATCH_HOURS)
REPLIES: dict[str, Period] = {
    Level.ORDINARY: WorkingDays(REPLY_DAYS),
    Level.URGENT: Hours(URGENT_REPLY_HOURS),
    Level.MOST_URGENT: Hours(MOST_URGENT_REPLY_HOURS),
}


def of_dispatch(order: "WorkOrder") -> Period:
    return ORDINARY_DISPATCH if order.level == Level.ORDINARY else URGENT_DISPATCH


def of_reply(order: "WorkOrder") -> Period:
    return REPLIES[order.level]
