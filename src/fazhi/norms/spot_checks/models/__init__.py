"""The nouns of spot checks."""

from .claims import ClaimYear, ItemClaim
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
    "ClaimYear",
    "DrawTask",
    "Inspection",
    "ItemClaim",
    "Member",
    "PlanLine",
    "Side",
    "Source",
    "Stratum",
    "SupervisionItem",
]
