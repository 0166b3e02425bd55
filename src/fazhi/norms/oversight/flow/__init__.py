"""The lives of oversight."""

from .cases import SupervisionFlow
from .complaints import ComplaintFlow
from .files import ReviewedFileFlow, ScoreSheetFlow
from .filings import FilingFlow
from .groups import ReviewGroupFlow
from .instruments import InstrumentFlow
from .plans import ReviewPlanFlow
from .reminders import ReminderFlow

__all__ = [
    "ComplaintFlow",
    "FilingFlow",
    "InstrumentFlow",
    "ReminderFlow",
    "ReviewGroupFlow",
    "ReviewPlanFlow",
    "ReviewedFileFlow",
    "ScoreSheetFlow",
    "SupervisionFlow",
]
