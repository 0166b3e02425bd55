"""What staff see and fill in."""

from fazhi.kernel.present.declared import Desk

from .ledgers import RightsLedger
from .models import RightsRequest

LEDGERS = (RightsLedger,)


class RightsDesk(Desk):
    model = RightsRequest
    icon = "key"
    place = 90
    columns = "title number kind name asker state opened_on due_on"
    filters = "unit state kind opened_on"
    form = "unit kind name asker id_number phone wish"
    facts = "kind name asker id_number phone wish is_identified identified_by decision refused_because done_on"
    empty = "还没有人提出个人信息方面的请求"
