"""利益冲突: why a lawyer may not take a matter (律师法 第三十九条)."""

from typing import TYPE_CHECKING

from django.db.models import Q

from fazhi.kernel import registry
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person

if TYPE_CHECKING:
    from .models import Consultation

LAW = "律师法 第三十九条"
NOBODY = Q(pk__in=())


def refuse_conflicted(consultation: "Consultation", lawyer: Person | None) -> None:
    """Raise NotAllowed where the other side is a client of the lawyer's firm or was advised by the lawyer; never says whose."""
    if lawyer is None:
        return
    if lawyer.pk in {row.lawyer_id for row in consultation.rows("recusals")}:
        raise NotAllowed(f"{lawyer}已经因利益冲突回避本件，请另行指派", LAW)
    if _is_client(consultation, lawyer) or _has_advised_the_other(consultation, lawyer):
        raise NotAllowed(f"{lawyer}与本件有利益冲突，不能承办，请另行指派", LAW)


def _is_client(consultation: "Consultation", lawyer: Person) -> bool:
    """Whether the firm acts for the opponent, or against the asker."""
    on, clients = consultation.opened_on, registry.model("advice.firmclient").objects
    held = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))
    askers = [row.name for row in consultation.rows("askers") if row.name]
    for_opponent = Q(name=consultation.opponent) if consultation.opponent else NOBODY
    return clients.filter(held, for_opponent | Q(adverse__in=askers), unit=lawyer.unit).exists()


def _has_advised_the_other(consultation: "Consultation", lawyer: Person) -> bool:
    """Whether the opponent has asked this lawyer about one of these askers."""
    names = [row.name for row in consultation.rows("askers") if row.name]
    if not consultation.opponent or not names:
        return False
    askers = registry.model("advice.asker").objects.filter(name=consultation.opponent, of__opponent__in=names)
    return askers.filter(of__handler=lawyer).exists()
