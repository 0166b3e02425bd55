"""The nouns of enforcement."""

from .announcements import AnnouncedItem, Announcement
from .benchmarks import Benchmark, LeniencyItem, ScaleItem, ScaleRow
from .bodies import EnforcementBody, ItemBasis, ItemBody, PowerItem, Provision
from .case_parts import CaseOfficer, CaseParty, CrimeTransfer, Evidence, Recusal
from .cases import PenaltyCase
from .decision_parts import Discussion, Hearing, Penalty, Review, Service, Statement
from .decisions import Decision
from .discretion import DiscretionUse
from .fulfilment import Instalment, Payment, Remedy
from .measures import Measure, MeasureGoods
from .officers import AnnualCheck, Certificate, Exam, Officer, ServicePeriod, Suspension, TrainingYear
from .publicity import Consultation, Publication, Recording
from .statistics import StatCell, YearReport
from .substitutions import Substitution
from .summaries import SpotPenalty
from .teams import GrantEvaluation, GrantItem, PowerGrant, TownshipTeam

__all__ = [
    "AnnouncedItem", "Announcement", "AnnualCheck", "Benchmark", "CaseOfficer", "CaseParty", "Certificate", "Consultation", "CrimeTransfer", "Decision",
    "DiscretionUse", "Discussion", "EnforcementBody", "Evidence", "Exam", "GrantEvaluation", "GrantItem", "Hearing", "Instalment", "ItemBasis", "ItemBody",
    "LeniencyItem", "Measure", "MeasureGoods", "Officer", "Payment", "Penalty", "PenaltyCase", "PowerGrant", "PowerItem", "Provision", "Publication", "Recording",
    "Recusal", "Remedy", "Review", "ScaleItem", "ScaleRow", "Service", "ServicePeriod", "SpotPenalty", "StatCell", "Statement", "Substitution", "Suspension",
    "TownshipTeam", "TrainingYear", "YearReport",
]  # fmt: skip
