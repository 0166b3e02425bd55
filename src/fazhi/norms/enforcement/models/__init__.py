"""The nouns of enforcement."""

from .bodies import EnforcementBody, ItemBasis, ItemBody, PowerItem, Provision
from .officers import AnnualCheck, Certificate, Exam, Officer, ServicePeriod, Suspension, TrainingYear
from .teams import GrantEvaluation, GrantItem, PowerGrant, TownshipTeam

__all__ = [
    "AnnualCheck",
    "Certificate",
    "EnforcementBody",
    "Exam",
    "GrantEvaluation",
    "GrantItem",
    "ItemBasis",
    "ItemBody",
    "Officer",
    "PowerGrant",
    "PowerItem",
    "Provision",
    "ServicePeriod",
    "Suspension",
    "TownshipTeam",
    "TrainingYear",
]
