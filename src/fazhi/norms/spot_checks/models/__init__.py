"""The nouns of spot checks."""

from .directories import Avoidance, CheckInspector, CheckItem, CheckTarget
from .draws import DrawTask, Side, Source, Stratum
from .inspections import Inspection, Member
from .plans import CheckPlan, PlanLine
from .supervision import CheckList, SupervisionItem

__all__ = [
    "Avoidance",
    "CheckInspector",
    "CheckItem",
    "CheckList",
    "CheckPlan",
    "CheckTarget",
    "DrawTask",
    "Inspection",
    "Member",
    "PlanLine",
    "Side",
    "Source",
    "Stratum",
    "SupervisionItem",
]
