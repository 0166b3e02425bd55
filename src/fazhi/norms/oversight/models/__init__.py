"""The nouns of oversight."""

from .case_parts import Accountability, BodyStatement, CaseSupervisor, Finding, SupervisedAct
from .cases import Supervision
from .instruments import Instrument
from .reminders import Reminder

__all__ = [
    "Accountability", "BodyStatement", "CaseSupervisor", "Finding", "Instrument", "Reminder", "SupervisedAct", "Supervision",
]  # fmt: skip
