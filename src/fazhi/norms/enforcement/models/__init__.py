"""The nouns of enforcement."""

from .bodies import EnforcementBody, ItemBasis, ItemBody, PowerItem, Provision
from .case_parts import CaseOfficer, CaseParty, CrimeTransfer, Evidence, Recusal
from .cases import PenaltyCase
from .decision_parts import Discussion, Hearing, Penalty, Review, Service, Statement
from .decisions import Decision
from .fulfilment import Instalment, Payment, Remedy
from .measures import Measure, MeasureGoods
from .officers import AnnualCheck, Certificate, Exam, Officer, ServicePeriod, Suspension, TrainingYear
from .summaries import SpotPenalty
from .teams import GrantEvaluation, GrantItem, PowerGrant, TownshipTeam

__all__ = [
    "AnnualCheck", "CaseOfficer", "CaseParty", "Certificate", "CrimeTransfer", "Discussion", "EnforcementBody", "Evidence", "Exam",
    "GrantEvaluation", "GrantItem", "Hearing", "Instalment", "ItemBasis", "ItemBody", "Measure", "MeasureGoods", "Officer", "Payment",
    "Penalty", "PenaltyCase", "Decision", "PowerGrant", "PowerItem", "Provision", "Recusal", "Remedy", "Review", "Service",
    "ServicePeriod", "Statement", "SpotPenalty", "Suspension", "TownshipTeam", "TrainingYear",
]  # fmt: skip
