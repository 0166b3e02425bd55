"""The nouns of oversight."""

from .case_parts import Accountability, BodyStatement, CaseSupervisor, Finding, Obstruction, SupervisedAct
from .cases import Supervision
from .complaints import Complaint
from .files import Deduction, Problem, ReviewedFile, ScoreSheet
from .filings import Filing
from .groups import ReviewGroup
from .instrument_parts import RectificationItem
from .instruments import Instrument
from .plans import ReviewPlan, Stratum
from .reminders import Reminder
from .templates import ScoringTemplate, TemplateItem

__all__ = [
    "Accountability", "BodyStatement", "CaseSupervisor", "Complaint", "Deduction", "Filing", "Finding", "Instrument", "Obstruction", "Problem", "RectificationItem",
    "Reminder", "ReviewGroup", "ReviewPlan", "ReviewedFile", "ScoreSheet", "ScoringTemplate", "Stratum", "SupervisedAct", "Supervision", "TemplateItem",
]  # fmt: skip
