"""The nouns of legal aid, gathered from their files."""

from .cases import AidCase
from .duty import DutyHelp
from .following import AidComplaint, AidVisit, ChangeRequest, Material, Progress
from .lawyers import AidLawyer
from .objections import Objection
from .people import Recipient, Representative
from .rates import SubsidyRate
from .referrals import Referral

__all__ = [
    "AidCase",
    "AidComplaint",
    "AidLawyer",
    "AidVisit",
    "ChangeRequest",
    "DutyHelp",
    "Material",
    "Objection",
    "Progress",
    "Recipient",
    "Referral",
    "Representative",
    "SubsidyRate",
]
