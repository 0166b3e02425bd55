"""The sealed log as it stands at one moment, read once for as many figures as one likes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Model, Q, QuerySet

from fazhi.kernel import registry
from fazhi.kernel.ledger.log.tree import range_hash, suite_of
from fazhi.kernel.ledger.models import Event, Log
from fazhi.kernel.ledger.rereading import is_whole, root_of_row
from fazhi.kernel.ledger.rows import row_key
from fazhi.kernel.ledger.sealing import leaf_of
from fazhi.kernel.ledger.tiling import node_of
from fazhi.kernel.records.models import Part

CHUNK = 500


class Waiting(ValidationError):
    """Acts have not got their places in the log yet; in a moment they have."""


@dataclass(frozen=True, slots=True)
class Tip:
    """The last entry of one object's history in one log."""

    log: int  # which of the reading's logs
    index: int
    leaf: str
    of: str
    record: int | None
    org: str
    day: str
    goes_on: bool  # in a later year's log


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that does not say what the ledger committed to: no page, API or import wrote it so."""

    row: str
    what: str  # changed, deleted, inserted, rewritten
    event: int | None = None

    def __str__(self) -> str:
        return f"{self.row} {FAULTS[self.what]}"


FAULTS = {
    "changed": "被绕过系统改动（账本里没有这次改动）",
    "deleted": "被绕过系统删除",
    "inserted": "是绕过系统写入的，账本里没有",
    "rewritten": "的账本记录被改写",
}


class Reading:
    """How far each log goes, whose histories end where, and which rows no longer fit."""

    def __init__(self, sizes: dict[str, int] | None = None, tell: Callable[[int], None] = lambda rows: None) -> None:
        self._tell = tell  # how many rows more were looked at
        logs = Log.objects.order_by("pk")
        self.sizes = {log.origin: log.size for log in logs if log.size} if sizes is None else sizes
        self.place = {origin: number for number, origin in enumerate(self.sizes)}
        self._tips: dict[str, list[Tip]] = {}
        self._faults: dict[type[Model], list[Fault]] = {}
        self._whole: set[int] = set()  # events that say what they committed to: one act writes rows of several tables

    def root(self, origin: str) -> bytes:
        """The root over the first entries of a log, as many as are read."""
        log, size = Log.objects.get(origin=origin), self.sizes[origin]
        return range_hash(0, size, node_of(log, log.size), suite_of(origin))

    def covered(self) -> Q:
        """The events below the stated sizes."""
        within = Q(pk__in=())
        for origin, size in self.sizes.items():
            within |= Q(log=origin, seq__lt=size)
        return within

    def tips(self, kind: str) -> list[Tip]:
        """Where the histories of all objects of a kind end, in the order of the log."""
        if kind not in self._tips:
            self._tips[kind] = sorted(_tips(self, kind), key=lambda tip: (tip.log, tip.index))
        return self._tips[kind]

    def faults(self, model: type[Model]) -> list[Fault]:
        """The rows of a table that were changed, put in or taken out behind the ledger's back."""
        if model not in self._faults:
            self._faults[model] = list(_faults(model, self._whole, self._tell))
        return self._faults[model]


def kind_of(model: type[Model]) -> str:
    """The public kind of a record's entries."""
    return model._meta.app_label


def owner_of(model: type[Model]) -> type[Model]:
    """The record on whose history a row's entries stand."""
    return model._meta.get_field("of").related_model if issubclass(model, Part) else model


def must_be_placed(kind: str) -> None:
    """Raise Waiting unless every act of a kind has its place."""
    if Event.objects.filter(of__startswith=f"{kind}.", seq__isnull=True).exists():
        raise Waiting("刚刚办理的事项还没有排入账本，请过一分钟再发布")


def _tips(reading: Reading, kind: str) -> Iterator[Tip]:
    events = Event.objects.filter(reading.covered())
    known = events.filter(of__startswith=f"{kind}.", record_id__isnull=False)
    newest = known.values("log", "of", "record_id").annotate(newest=Max("id")).values("newest")
    rows = Event.objects.filter(pk__in=newest).values_list("log", "seq", "leaf", "of", "record_id", "entry").order_by("id")
    found = [(reading.place[log], *row) for log, *row in rows.iterator(chunk_size=2000)]
    last: dict[tuple[str, int], int] = {}
    for log, _, _, of, record, _ in found:
        last[of, record] = max(log, last.get((of, record), -1))
    for log, seq, leaf, of, record, entry in found:
        told = json.loads(entry)
        yield Tip(log, seq, leaf, of, record, told["org"], told["day"], log < last[of, record])
    yield from _without_contents(reading, events, kind)


def _without_contents(reading: Reading, events: QuerySet[Event], kind: str) -> Iterator[Tip]:
    """Entries that came back from the files alone: whose they are nobody can tell any more, that they are is seen."""
    last: dict[str, Tip] = {}
    for log, seq, leaf, entry in events.filter(of="", act="recovered").order_by("id").values_list("log", "seq", "leaf", "entry"):
        told = json.loads(entry)
        if told["kind"] == kind:
            last[told["obj"]] = Tip(reading.place[log], seq, leaf, "", None, told["org"], told["day"], False)
    yield from last.values()


def last_writers(model: type[Model]) -> dict[str, int | None]:
    """Row → the event that wrote it last; None for one that an act removed."""
    label, found = registry.label(model), {}
    of = {label, registry.label(owner_of(model))}
    for event, rows in Event.objects.filter(of__in=of).order_by("id").values_list("id", "rows").iterator(chunk_size=2000):
        for key, row in rows.items():
            if key.partition(":")[0] == label:
                found[key] = event if row else None
    return found


def _faults(model: type[Model], whole: set[int], tell: Callable[[int], None]) -> Iterator[Fault]:
    writers, seen = last_writers(model), set()
    rows = model._base_manager.order_by("pk").iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        seen.update(row_key(row) for row in chunk)
        yield from _chunk(chunk, writers, whole)
        tell(len(chunk))
    yield from (Fault(key, "deleted", event) for key, event in writers.items() if event and key not in seen)


def _chunk(rows: Iterable[Model], writers: dict[str, int | None], whole: set[int]) -> Iterator[Fault]:
    """The faults of some rows; `whole` grows by the events that were found so."""
    told = [(row, writers.get(row_key(row))) for row in rows]
    events: dict[int, Any] = Event.objects.in_bulk({event for _, event in told if event})
    unknown = [event for pk, event in events.items() if pk not in whole]
    rewritten = {event.pk for event in unknown if leaf_of(event.log, event.entry) != event.leaf or not is_whole(event)}
    whole.update(events.keys() - rewritten)
    for row, number in told:
        key = row_key(row)
        if number is None:
            yield Fault(key, "inserted")
        elif number in rewritten:
            yield Fault(key, "rewritten", number)
        elif events[number].salt is not None and root_of_row(events[number], row) != events[number].rows[key][0]:
            yield Fault(key, "changed", number)
