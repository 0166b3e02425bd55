"""The Excel ledgers of the network of services."""

from .advisers import ContractLedger, WorkLogLedger
from .duties import DutySlotLedger
from .receptions import ReceptionLedger
from .registers import ProviderLedger, ServiceItemLedger
from .sites import SiteLedger

LEDGERS = (
    SiteLedger,
    ServiceItemLedger,
    ProviderLedger,
    DutySlotLedger,
    ContractLedger,
    WorkLogLedger,
    ReceptionLedger,
)
