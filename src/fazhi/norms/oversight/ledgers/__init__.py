"""The Excel ledgers of oversight."""

from .cases import SupervisionLedger
from .instruments import InstrumentLedger
from .reminders import ReminderLedger

__all__ = ["InstrumentLedger", "ReminderLedger", "SupervisionLedger"]
