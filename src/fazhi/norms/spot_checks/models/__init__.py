"""The nouns of spot checks."""

from .directories import Avoidance, CheckInspector, CheckItem, CheckTarget
from .draws import DrawTask, Side, Source, Stratum
from .inspections import Inspection, Member
from .plans import CheckPlan, PlanLine
from .supervision import ActReceipt, CheckList, SupervisionItem

__all__ = [
    "ActReceipt",
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
