"""The Excel ledgers of the hotline."""

from .calls import CallLedger
from .months import CooperationLedger, MonthReportLedger, QualityDrawLedger
from .orders import WorkOrderLedger
from .registers import CallerFlagLedger, SeatSessionLedger

LEDGERS = (
    CallLedger,
    WorkOrderLedger,
    CooperationLedger,
    MonthReportLedger,
    QualityDrawLedger,
    CallerFlagLedger,
    SeatSessionLedger,
)
