"""The Excel ledgers of the hotline."""

from .calls import CallLedger
from .orders import WorkOrderLedger
from .registers import CallerFlagLedger, SeatSessionLedger

LEDGERS = (CallLedger, WorkOrderLedger, CallerFlagLedger, SeatSessionLedger)
