"""The lives of plans, of draws and of inspections."""

from .draws import DrawTaskFlow
from .inspections import InspectionFlow
from .plans import CheckPlanFlow

__all__ = ["CheckPlanFlow", "DrawTaskFlow", "InspectionFlow"]
