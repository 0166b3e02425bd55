"""What staff see and fill in, gathered from its files."""

from ..ledgers import (
    CommitteeLedger,
    ComplaintLedger,
    DisputeLedger,
    JointMeetingLedger,
    JointOfficeLedger,
    LeadLedger,
    LinkSchemeLedger,
    MediatorLedger,
    RiskAlertLedger,
    ScreeningLedger,
    SubsidyLedger,
)
from .disputes import DisputeDesk
from .leads import LeadDesk, RiskAlertDesk, ScreeningDesk
from .linkage import JointMeetingDesk, JointOfficeDesk, LinkSchemeDesk
from .registers import CommitteeDesk, ComplaintDesk, MediatorDesk, SubsidyDesk

LEDGERS = (
    *(CommitteeLedger, MediatorLedger, DisputeLedger, LeadLedger, ScreeningLedger, LinkSchemeLedger, JointOfficeLedger),
    *(JointMeetingLedger, RiskAlertLedger, SubsidyLedger, ComplaintLedger),
)
DESKS = (
    *(DisputeDesk, LeadDesk, ScreeningDesk, RiskAlertDesk, CommitteeDesk, MediatorDesk, SubsidyDesk, ComplaintDesk),
    *(LinkSchemeDesk, JointOfficeDesk, JointMeetingDesk),
)
