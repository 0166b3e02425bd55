"""The Excel ledgers of mediation: what each column is, and the life that a row tells."""

from .alerts import RiskAlertLedger
from .complaints import ComplaintLedger
from .disputes import DisputeLedger
from .leads import LeadLedger, ScreeningLedger
from .linkage import JointOfficeLedger, LinkSchemeLedger
from .meetings import JointMeetingLedger
from .registers import CommitteeLedger, MediatorLedger
from .subsidies import SubsidyLedger

__all__ = [
    "CommitteeLedger",
    "ComplaintLedger",
    "DisputeLedger",
    "JointMeetingLedger",
    "JointOfficeLedger",
    "LeadLedger",
    "LinkSchemeLedger",
    "MediatorLedger",
    "RiskAlertLedger",
    "ScreeningLedger",
    "SubsidyLedger",
]
