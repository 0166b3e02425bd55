"""The Excel ledgers of enforcement's registers."""

from .bodies import BodyLedger, ItemLedger, ProvisionLedger
from .officers import CertificateLedger, OfficerLedger
from .teams import TeamLedger

__all__ = ["BodyLedger", "CertificateLedger", "ItemLedger", "OfficerLedger", "ProvisionLedger", "TeamLedger"]
