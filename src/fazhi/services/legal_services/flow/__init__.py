"""The lives of sites, of duties, of advisers' contracts and logs, and of receptions."""

from .advisers import ContractFlow, WorkLogFlow
from .duties import DutySlotFlow
from .receptions import ReceptionFlow
from .sites import SiteFlow

__all__ = ["ContractFlow", "WorkLogFlow", "DutySlotFlow", "ReceptionFlow", "SiteFlow"]
