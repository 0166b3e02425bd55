"""The Excel ledgers of spot checks."""

from .directories import AvoidanceLedger, CheckInspectorLedger, CheckItemLedger, CheckTargetLedger
from .tasks import DrawTaskLedger, InspectionLedger

__all__ = [
    "AvoidanceLedger",
    "CheckInspectorLedger",
    "CheckItemLedger",
    "CheckTargetLedger",
    "DrawTaskLedger",
    "InspectionLedger",
]
