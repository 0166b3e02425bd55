"""What other rooms may ask of the network by name (ADR 18): who is on duty for a unit at a moment."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person, Unit

from .models import DutySlot
from .words import Licence, Slot

NOON, EVENING, DAWN = time(12), time(18), time(8)
# Who has said to come; who is checked in stands before who has only confirmed.
THERE = ("on_duty", "confirmed")


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody with an account who sits at a site now, and what this one knows best."""

    person: Person
    place: str
    specialties: str
    is_there: bool


def on_duty(unit: Unit, at: datetime) -> list[OnDuty]:
    """Those on duty at the unit's own sites and those of its region; failing these, at the sites of the regions above it."""
    while unit is not None:
        if found := _at(unit, timezone.localtime(at)):
            return found
        unit = unit.parent
    return []


def _at(unit: Unit, at: datetime) -> list[OnDuty]:
    rows = _slots(at).filter(Q(site__unit=unit) | Q(site__region=unit) | Q(unit=unit))
    told = [OnDuty(row.provider.person, row.site.title, row.provider.specialties, row.state == "on_duty") for row in rows]
    return list({each.person.pk: each for each in sorted(told, key=lambda each: each.is_there)}.values())


def _slots(at: datetime) -> QuerySet[DutySlot]:
    now = DutySlot.objects.filter(
        on=at.date(), slot__in=_running(at.time()), state__in=THERE, provider__licence=Licence.PRACTISING
    )
    return now.exclude(provider__person=None).select_related("provider__person__unit", "site").order_by("pk")


def _running(now: time) -> tuple[str, ...]:
    """Morning before noon, night from six in the evening until eight; stand-by at all hours."""
    if now < DAWN or now >= EVENING:
        return (Slot.NIGHT, Slot.STANDBY)
    return (Slot.MORNING if now < NOON else Slot.AFTERNOON, Slot.STANDBY)


registry.leave("answers", "legal_services.on_duty", on_duty)
