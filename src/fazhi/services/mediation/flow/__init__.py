"""The lives of mediation's cases, gathered from their files."""

from .alerts import RiskAlertFlow
from .complaints import ComplaintFlow
from .disputes import DisputeFlow
from .leads import LeadFlow
from .subsidies import SubsidyFlow

__all__ = ["ComplaintFlow", "DisputeFlow", "LeadFlow", "RiskAlertFlow", "SubsidyFlow"]
