"""The one door to the ledger: an Act becomes an Event in the caller's transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person, Unit

from .models import Event


@dataclass(slots=True)
class Act:
    """What is to be written of one act; `record` may still lack its key when the act is noted."""

    record: Model | None
    act: str
    title: str
    actor: Person | None = None
    stands_in_for: Person | None = None
    unit: Unit | None = None
    at: datetime | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    reason: str = ""
    law: str = ""
    via: str = "desk"
    key: str = ""
    version: int | None = None

    def event(self, now: datetime) -> Event:
        record = self.record
        return Event(
            of=registry.label(record) if record else "",
            record_id=record.pk if record else None,
            number=getattr(record, "number", "") or "",
            unit_id=self.unit.pk if self.unit else getattr(record, "unit_id", None),
            act=self.act,
            title=self.title,
            actor=self.actor,
            stands_in_for=self.stands_in_for,
            happened_at=self.at or now,
            recorded_at=now,
            changes=self.changes,
            reason=self.reason,
            law=self.law,
            via=self.via,
            key=self.key or None,
            version=getattr(record, "version", 0) if self.version is None else self.version,
        )


def write(act: Act) -> Event:
    """Write one act; must stand in the transaction of what it tells."""
    event = act.event(timezone.now())
    event.save(force_insert=True)
    return event


def write_many(acts: Sequence[Act]) -> list[Event]:
    """Write many acts at once, in their order."""
    now = timezone.now()
    return Event.objects.bulk_create([act.event(now) for act in acts], batch_size=1000)


def history(record: Model) -> QuerySet[Event]:
    """Every act on a record, newest first."""
    return Event.objects.filter(of=registry.label(record), record_id=record.pk).select_related("actor", "unit").order_by("-id")


def difference(before: dict[str, Any], record: Model, names: Iterable[str]) -> dict[str, list[Any]]:
    """Which of these fields changed, as {name: [before, after]}; personal data only as their masks."""
    columns = {name: _column(record, name) for name in names}
    return {
        name: [told(record, name, before.get(column)), told(record, name, record.__dict__.get(column))]
        for name, column in columns.items()
        if before.get(column) != record.__dict__.get(column)
    }


def _column(record: Model, name: str) -> str:
    return record._meta.get_field(name).attname


def told(record: Model, name: str, value: Any) -> Any:
    """A value as the ledger may tell it: masked where it is personal, plain JSON otherwise."""
    mask = getattr(record._meta.get_field(name), "mask", None)
    if mask and value:
        return mask(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
