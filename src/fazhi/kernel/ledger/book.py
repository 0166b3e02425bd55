"""The one door to the ledger: an Act becomes an Event in the caller's transaction."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.registry import inserting

from . import sealing
from .models import Event

Who = Callable[[], Person | None]
_acting: ContextVar[Who] = ContextVar("acting", default=lambda: None)


@contextmanager
def acting(who: Who) -> Iterator[None]:
    """Whose doing it is, while it lasts, that a watched row is written; asked when one is."""
    before = _acting.set(who)
    try:
        yield
    finally:
        _acting.reset(before)


def acting_person() -> Person | None:
    """Who acts just now, where a face has said so."""
    return _acting.get()()


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
    rows: Sequence[Model] = ()  # what the act wrote, as it stands now: an act that reads a row must not say what is in it
    gone: Sequence[str] = ()  # the names of rows that it removed
    basis: str | None = None  # what the public must be able to read in the entry itself
    of: str = ""  # the label of what it is about, where that is no single record

    def path(self) -> str:
        """Where it happened."""
        return self.unit.path if self.unit else getattr(self.record, "path", "")

    def event(self, now: datetime) -> Event:
        record = self.record
        return Event(
            of=registry.label(record) if record else self.of,
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
    return write_many([act])[0]


def write_many(acts: Sequence[Act]) -> list[Event]:
    """Write many acts at once, in their order, each sealed onto the history of its record; the keys of very many are not read back."""
    now = timezone.now()
    events = [act.event(now) for act in acts]
    known = _known(acts)
    for act, event in zip(acts, events, strict=True):
        last = sealing.seal(event, act, known.get((event.of, event.record_id)))
        if event.record_id:
            known[event.of, event.record_id] = last
            forget_last(act.record)
    if len(events) > inserting.FEW and inserting.insert(events):
        return events
    return Event.objects.bulk_create(events, batch_size=1000)


def forget_last(record: Any) -> None:
    """What a lock brought along holds for one act alone."""
    record.__dict__.pop("last_sealed", None)


def _known(acts: Iterable[Act]) -> dict[tuple[str, int | None], sealing.Last | None]:
    """The last event of each record: brought along by its lock, none for what is new, asked for otherwise."""
    known: dict[tuple[str, int | None], sealing.Last | None] = {}
    asked: dict[str, set[int]] = defaultdict(set)
    for record in (act.record for act in acts if act.record is not None and act.record.pk):
        if "last_sealed" in record.__dict__:
            known[registry.label(record), record.pk] = sealing.brought(record.last_sealed)
        else:
            asked[registry.label(record)].add(record.pk)
    for of, keys in asked.items():
        known |= {(of, key): last for key, last in sealing.last_of(of, keys).items()}
    return known


def history(record: Model) -> QuerySet[Event]:
    """Every act on a record, newest first."""
    return Event.objects.filter(of=registry.label(record), record_id=record.pk).select_related("actor", "unit").order_by("-id")


def difference(before: dict[str, Any], record: Model, names: Iterable[str]) -> dict[str, list[Any]]:
    """Which of these fields changed, as {name: [before, after]}; personal data only as their masks."""
    columns, now = attributes(type(record)), record.__dict__
    return {
        name: [told(record, name, before.get(columns[name])), told(record, name, now.get(columns[name]))]
        for name in names
        if before.get(columns[name]) != now.get(columns[name])
    }


@cache
def attributes(model: type[Model]) -> dict[str, str]:
    """Field → the attribute that holds its value."""
    return {column.name: column.attname for column in model._meta.concrete_fields}


@cache
def masks(model: type[Model]) -> dict[str, Callable[[Any], str]]:
    """How each personal field of a model is told."""
    return {column.name: column.mask for column in model._meta.get_fields() if hasattr(column, "mask")}


def told(record: Model, name: str, value: Any) -> Any:
    """A value as the ledger may tell it: masked where it is personal, plain JSON otherwise."""
    if value and (mask := masks(type(record)).get(name)):
        return mask(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
