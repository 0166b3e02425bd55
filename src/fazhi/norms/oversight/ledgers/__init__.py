"""The Excel ledgers of oversight."""

from .cases import SupervisionLedger
from .complaints import ComplaintLedger
from .filings import FilingLedger
from .instruments import InstrumentLedger
from .reminders import ReminderLedger
from .reviews import FileLedger, GroupLedger, PlanLedger, TemplateLedger
from .sheets import SheetLedger

__all__ = [
    "ComplaintLedger",
    "FileLedger", "FilingLedger", "GroupLedger", "InstrumentLedger", "PlanLedger", "ReminderLedger", "SheetLedger", "SupervisionLedger", "TemplateLedger",
]  # fmt: skip
