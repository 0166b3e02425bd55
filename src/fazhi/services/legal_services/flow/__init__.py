"""The lives of sites, of duties, of advisers' contracts and logs, and of receptions."""

from .advisers import ContractFlow, WorkLogFlow
from .catalogue import OpenItemFlow
from .duties import DutySlotFlow
from .receptions import ReceptionFlow
from .registers import YEARLY
from .sites import SiteFlow

__all__ = ["OpenItemFlow", "ContractFlow", "WorkLogFlow", "DutySlotFlow", "ReceptionFlow", "SiteFlow", "YEARLY"]
