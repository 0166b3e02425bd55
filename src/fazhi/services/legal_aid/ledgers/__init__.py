"""The Excel ledgers of legal aid."""

from .cases import AidCaseLedger
from .registers import AidLawyerLedger, SubsidyRateLedger
from .smaller import DutyHelpLedger, ObjectionLedger, ReferralLedger

__all__ = [
    "AidCaseLedger",
    "AidLawyerLedger",
    "DutyHelpLedger",
    "ObjectionLedger",
    "ReferralLedger",
    "SubsidyRateLedger",
]
