"""The Excel ledgers of spot checks."""

from .directories import AvoidanceLedger, CheckInspectorLedger, CheckItemLedger, CheckTargetLedger
from .plans import CheckPlanLedger
from .tasks import DrawTaskLedger, InspectionLedger

__all__ = [
    "AvoidanceLedger",
    "CheckInspectorLedger",
    "CheckItemLedger",
    "CheckPlanLedger",
    "CheckTargetLedger",
    "DrawTaskLedger",
    "InspectionLedger",
]
