"""The Excel ledgers of spot checks."""

from .claims import ItemClaimLedger
from .directories import AvoidanceLedger, CheckInspectorLedger, CheckItemLedger, CheckTargetLedger
from .plans import CheckPlanLedger
from .supervision import ActReceiptLedger, CheckListLedger, SupervisionItemLedger
from .tasks import DrawTaskLedger, InspectionLedger

__all__ = [
    "ActReceiptLedger",
    "AvoidanceLedger",
    "CheckInspectorLedger",
    "CheckItemLedger",
    "CheckListLedger",
    "CheckPlanLedger",
    "CheckTargetLedger",
    "DrawTaskLedger",
    "InspectionLedger",
    "ItemClaimLedger",
    "SupervisionItemLedger",
]
