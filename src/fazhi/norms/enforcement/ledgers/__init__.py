"""The Excel ledgers of enforcement's registers."""

from .bodies import BodyLedger, ItemLedger, ProvisionLedger
from .grants import GrantLedger
from .officers import CertificateLedger, OfficerLedger
from .teams import TeamLedger

__all__ = ["BodyLedger", "CertificateLedger", "GrantLedger", "ItemLedger", "OfficerLedger", "ProvisionLedger", "TeamLedger"]
