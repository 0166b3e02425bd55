"""The Excel ledgers of enforcement."""

from .announcements import AnnouncementLedger
from .benchmarks import BenchmarkLedger, LeniencyLedger, ScaleItemLedger
from .bodies import BodyLedger, ItemLedger, ProvisionLedger
from .cases import PenaltyCaseLedger
from .decisions import DecisionLedger
from .grants import GrantLedger
from .measures import MeasureLedger
from .officers import CertificateLedger, OfficerLedger
from .substitutions import SubstitutionLedger
from .summaries import SpotPenaltyLedger
from .teams import TeamLedger

__all__ = [
    "AnnouncementLedger",
    "BenchmarkLedger",
    "BodyLedger",
    "CertificateLedger",
    "DecisionLedger",
    "GrantLedger",
    "ItemLedger",
    "LeniencyLedger",
    "MeasureLedger",
    "OfficerLedger",
    "PenaltyCaseLedger",
    "ProvisionLedger",
    "ScaleItemLedger",
    "SpotPenaltyLedger",
    "SubstitutionLedger",
    "TeamLedger",
]
