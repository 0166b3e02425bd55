"""The lives of legal aid's cases, gathered from their files."""

from .cases import AidCaseFlow
from .duty import DutyHelpFlow
from .objections import ObjectionFlow
from .referrals import ReferralFlow

__all__ = ["AidCaseFlow", "DutyHelpFlow", "ObjectionFlow", "ReferralFlow"]
