"""The lives of draws and of inspections."""

from .draws import DrawTaskFlow
from .inspections import InspectionFlow

__all__ = ["DrawTaskFlow", "InspectionFlow"]
