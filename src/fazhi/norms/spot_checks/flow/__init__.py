"""The lives of plans, of draws, of inspections and of claims."""

from .claims import ItemClaimFlow
from .draws import DrawTaskFlow
from .inspections import InspectionFlow
from .plans import CheckPlanFlow

__all__ = ["CheckPlanFlow", "DrawTaskFlow", "InspectionFlow", "ItemClaimFlow"]
