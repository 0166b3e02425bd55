"""The Excel ledgers of oversight."""

from .cases import SupervisionLedger
from .complaints import ComplaintLedger
from .instruments import InstrumentLedger
from .reminders import ReminderLedger
from .reviews import FileLedger, PlanLedger, SheetLedger, TemplateLedger

__all__ = [
    "ComplaintLedger",
    "FileLedger", "InstrumentLedger", "PlanLedger", "ReminderLedger", "SheetLedger", "SupervisionLedger", "TemplateLedger",
]  # fmt: skip
