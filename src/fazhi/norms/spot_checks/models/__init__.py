"""The nouns of spot checks."""

from .directories import Avoidance, CheckInspector, CheckItem, CheckTarget
from .draws import DrawTask, Side, Source, Stratum
from .inspections import Inspection, Member

__all__ = [
    "Avoidance",
    "CheckInspector",
    "CheckItem",
    "CheckTarget",
    "DrawTask",
    "Inspection",
    "Member",
    "Side",
    "Source",
    "Stratum",
]
