"""The Excel ledgers of the hotline."""

from .calls import CallLedger
from .orders import WorkOrderLedger
from .registers import CallerFlagLedger, KnowledgeLedger, SeatSessionLedger

LEDGERS = (CallLedger, WorkOrderLedger, KnowledgeLedger, CallerFlagLedger, SeatSessionLedger)
