"""Where committees register, and from what they choose."""

from typing import Any

from django.db.models import Q, QuerySet

from fazhi.kernel.org.models import Person, Unit, UnitKind
from fazhi.kernel.present.declared import units_within

from ..models import (
    Dispute,
    JointCommittee,
    LinkSchemeItem,
    Mediator,
)


class OfCommittees:
    """Registered at committees alone; mediators are chosen from the committee of the case."""

    @classmethod
    def units_for(cls, person: Person | None, roles: Any) -> QuerySet[Unit]:
        found = Unit.objects.none() if person is None else units_within(person, roles)
        return found.filter(kind=UnitKind.COMMITTEE)

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        if name in ("mediator", "shared_with", "registrar", "finder", "by"):
            return Mediator.objects.filter(_serves_beside(unit)) if unit else Mediator.objects.visible_to(person)
        if name in ("root_case", "dispute"):
            return Dispute.objects.visible_to(person).order_by("-opened_on", "-id")
        if name == "partner":
            return Unit.objects.filter(kind=UnitKind.COMMITTEE)
        if name == "region":
            return Unit.objects.filter(kind__in=(UnitKind.VILLAGE, UnitKind.TOWN, UnitKind.COUNTY))
        if name in ("court", "told_unit", "station"):
            return Unit.objects.filter(kind=UnitKind.COURT if name == "court" else UnitKind.POLICE)
        if name in ("scheme_item", "item"):
            return LinkSchemeItem.objects.filter(of__valid_to=None).select_related("of")
        return None


def _serves_beside(unit: Unit) -> Q:
    """Those of the committee, and of the committees that have come in beside it."""
    partners = JointCommittee.objects.filter(of__unit=unit, joined_on__isnull=False).values("partner")
    return Q(unit=unit) | Q(unit__in=partners)
