"""Whether a dispute is one that was here before, and what it is called."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from fazhi.kernel import registry

from .rules import SAME_DISPUTE_MONTHS
from .words import PartyKind, Side

if TYPE_CHECKING:
    from .models import Dispute, Party

DAYS_IN_MONTH = 30.44


def title(dispute: "Dispute", parties: "Sequence[Party]") -> str:
    """张某与李某邻里纠纷: the first of each of the two sides, people by surname alone."""
    heads = [next((party for party in parties if party.side == side), None) for side in (Side.APPLICANT, Side.RESPONDENT)]
    return "与".join(called(party) for party in heads if party) + dispute.get_kind_display()


def called(party: "Party") -> str:
    return f"{party.name[:1]}某" if party.kind == PartyKind.PERSON else party.name


def first_of_same(dispute: "Dispute", parties: "Sequence[Party]") -> "Dispute | None":
    """The first case of the same parties and kind within the city's period; two of the parties must be the same."""
    keys = {party.key for party in parties}
    if len(keys) < 2:
        return None
    since = dispute.opened_on - timedelta(days=round(SAME_DISPUTE_MONTHS.value() * DAYS_IN_MONTH))
    known = registry.model("mediation.party").objects.filter(
        name__in=[party.name for party in parties], of__kind=dispute.kind, of__opened_on__range=(since, dispute.opened_on)
    )
    shared: dict[int, set[str]] = {}
    for party in known.exclude(of=dispute.pk).select_related("of__root_case").order_by("of_id"):
        shared.setdefault(party.of_id, set()).add(party.key)
        if len(shared[party.of_id] & keys) >= 2:
            return party.of.root_case or party.of
    return None
