"""What the network of services keeps."""

from .advisers import Contract, Settlement, VisitReview, WorkLog
from .catalogue import OpenItem
from .duties import DutySlot
from .receptions import Diversion, Reception
from .registers import Provider, ServiceItem
from .sites import Site, SiteCheck

__all__ = [
    "OpenItem",
    "Contract",
    "WorkLog",
    "Diversion",
    "DutySlot",
    "Provider",
    "Reception",
    "ServiceItem",
    "Site",
    "Settlement",
    "VisitReview",
    "SiteCheck",
]
