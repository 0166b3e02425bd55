"""The lives of oversight."""

from .cases import SupervisionFlow
from .instruments import InstrumentFlow
from .reminders import ReminderFlow

__all__ = ["InstrumentFlow", "ReminderFlow", "SupervisionFlow"]
