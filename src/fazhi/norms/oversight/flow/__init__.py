"""The lives of oversight."""

from .cases import SupervisionFlow
from .complaints import ComplaintFlow
from .files import ReviewedFileFlow, ScoreSheetFlow
from .instruments import InstrumentFlow
from .plans import ReviewPlanFlow
from .reminders import ReminderFlow

__all__ = [
    "ComplaintFlow",
    "InstrumentFlow",
    "ReminderFlow",
    "ReviewPlanFlow",
    "ReviewedFileFlow",
    "ScoreSheetFlow",
    "SupervisionFlow",
]
