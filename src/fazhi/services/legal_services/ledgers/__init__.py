"""The Excel ledgers of the network of services."""

from .advisers import ContractLedger, WorkLogLedger
from .catalogue import OpenItemLedger
from .duties import DutySlotLedger
from .receptions import ReceptionLedger
from .registers import ProviderLedger, ServiceItemLedger
from .sites import SiteLedger

LEDGERS = (
    SiteLedger,
    ServiceItemLedger,
    OpenItemLedger,
    ProviderLedger,
    DutySlotLedger,
    ContractLedger,
    WorkLogLedger,
    ReceptionLedger,
)
