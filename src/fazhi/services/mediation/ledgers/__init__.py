"""The Excel ledgers of mediation: what each column is, and the life that a row tells."""

from .disputes import DisputeLedger
from .leads import LeadLedger
from .linkage import JointOfficeLedger, LinkSchemeLedger
from .registers import CommitteeLedger, MediatorLedger

__all__ = ["CommitteeLedger", "DisputeLedger", "JointOfficeLedger", "LeadLedger", "LinkSchemeLedger", "MediatorLedger"]
