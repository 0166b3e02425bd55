"""The lives of calls, of work orders and letters, of draws and reports, of caller flags and of seats."""

from .calls import CallFlow
from .cooperation import CooperationFlow
from .flags import CallerFlagFlow
from .orders import WorkOrderFlow
from .quality import QualityDrawFlow
from .reports import MonthReportFlow
from .seats import SeatSessionFlow

__all__ = [
    "CallFlow",
    "CallerFlagFlow",
    "CooperationFlow",
    "MonthReportFlow",
    "QualityDrawFlow",
    "SeatSessionFlow",
    "WorkOrderFlow",
]
