"""The Excel ledgers of enforcement."""

from .bodies import BodyLedger, ItemLedger, ProvisionLedger
from .cases import PenaltyCaseLedger
from .decisions import DecisionLedger
from .grants import GrantLedger
from .measures import MeasureLedger
from .officers import CertificateLedger, OfficerLedger
from .summaries import SpotPenaltyLedger
from .teams import TeamLedger

__all__ = [
    "BodyLedger",
    "CertificateLedger",
    "DecisionLedger",
    "GrantLedger",
    "ItemLedger",
    "MeasureLedger",
    "OfficerLedger",
    "PenaltyCaseLedger",
    "ProvisionLedger",
    "SpotPenaltyLedger",
    "TeamLedger",
]
