"""The lives of calls, of work orders, of caller flags and of seats."""

from .calls import CallFlow
from .flags import CallerFlagFlow
from .orders import WorkOrderFlow
from .seats import SeatSessionFlow

__all__ = ["CallFlow", "CallerFlagFlow", "SeatSessionFlow", "WorkOrderFlow"]
