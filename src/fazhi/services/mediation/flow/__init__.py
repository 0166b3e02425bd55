"""The lives of mediation's cases, and what committees owe, gathered from their files."""

from .alerts import RiskAlertFlow
from .complaints import ComplaintFlow
from .disputes import DisputeFlow
from .duties import RE_ELECTION
from .leads import LeadFlow
from .meetings import JointMeetingFlow
from .schemes import LinkSchemeFlow
from .subsidies import SubsidyFlow

__all__ = [
    "ComplaintFlow",
    "DisputeFlow",
    "JointMeetingFlow",
    "LeadFlow",
    "LinkSchemeFlow",
    "RE_ELECTION",
    "RiskAlertFlow",
    "SubsidyFlow",
]
