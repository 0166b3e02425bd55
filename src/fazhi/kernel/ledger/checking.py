"""Whether the database still says what the ledger committed to: each event, each place, each row (reliability.md §3.4)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Model

from fazhi.kernel import registry

from .findings import BROKEN, CHANGED, DELETED, EXCHANGED, INSERTED, Finding, Told
from .log.tree import suite_of
from .models import Event
from .places_checked import places
from .rows import changed_columns, committed, row_key
from .sealing import commitment_of, leaf_of, object_of, previous_in

CHUNK = 500
MOST_PAIRED = 200  # changed rows of a table among which exchanges are looked for


def sealed_models() -> list[type[Model]]:
    """Every table whose rows the ledger commits to."""
    return [model for model in registry.models() if getattr(model, "is_sealed", False) and model._meta.managed]


def findings(since: date | None = None, tell: Told = lambda done: None) -> Iterator[Finding]:
    """Everything that does not fit; nothing when all is well. With a day, only what was written from then on."""
    latest: dict[str, int | None] = {}
    yield from _events(latest, since, tell)
    yield from places(tell)
    yield from _rows(latest, since, tell)


def amount(since: date | None = None) -> int:
    """How many rows will be looked at."""
    events = Event.objects.count()
    return _since(since).count() + events + (0 if since else sum(model._base_manager.count() for model in sealed_models()))


def _since(since: date | None) -> Any:
    return Event.objects.filter(recorded_at__date__gte=since) if since else Event.objects.all()


def _events(latest: dict[str, int | None], since: date | None, tell: Told) -> Iterator[Finding]:
    """Each event against its own entry and the one before it; notes which event says the last of each row."""
    last: dict[tuple[str, int], tuple[str, int, str]] = {}
    for event in _since(since).order_by("id").iterator(chunk_size=CHUNK):
        tell(1)
        if not event.log:
            yield Finding(row_key(event), INSERTED, event=event.pk)
            continue
        before = _before(event, last, asked=since is not None) if event.record_id else None
        yield from _event(event, before)
        if event.record_id:
            last[event.of, event.record_id] = event.log, event.rev, event.leaf
        for key, row in event.rows.items():
            latest[key] = event.pk if row else None


def _before(event: Event, last: dict[tuple[str, int], tuple[str, int, str]], *, asked: bool) -> tuple[str, int, str] | None:
    """The event before on the same record; looked up where the reading began in the middle."""
    held = last.get((event.of, event.record_id))
    if held or not asked:
        return held
    found = Event.objects.filter(of=event.of, record_id=event.record_id, rev=event.rev - 1)
    return found.values_list("log", "rev", "leaf").first()


def _event(event: Event, before: tuple[str, int, str] | None) -> Iterator[Finding]:
    key = row_key(event)
    if leaf_of(event.log, event.entry) != event.leaf:
        yield Finding(key, CHANGED, ("entry",), event.pk)
        return
    entry = json.loads(event.entry)
    if event.salt is not None and (entry["c"] != commitment_of(event).hex() or entry["obj"] != object_of(event)):
        yield Finding(key, CHANGED, event=event.pk)
    rev = before[1] + 1 if before else 1
    if event.record_id and (event.rev, entry["rev"], entry["prev"]) != (rev, rev, previous_in(event.log, before)):
        yield Finding(key, BROKEN, event=event.pk)


def _rows(latest: dict[str, int | None], since: date | None, tell: Told) -> Iterator[Finding]:
    """Each row of each sealed table against the last event that wrote it."""
    of_label: dict[str, dict[int, int | None]] = defaultdict(dict)
    for key, event in latest.items():
        label, _, pk = key.rpartition(":")
        of_label[label][int(pk)] = event
    for model in sealed_models():
        yield from of_model(model, of_label[registry.label(model)], since, tell)


def of_model(
    model: type[Model], latest: dict[int, int | None], since: date | None = None, tell: Told = lambda done: None
) -> Iterator[Finding]:
    """The rows of one table against the events that wrote them last, by primary key; None for one that was removed by an act."""
    every = model._base_manager.order_by("pk")
    rows = (every.filter(pk__in=list(latest)) if since else every).iterator(chunk_size=CHUNK)
    gone, changed = set(latest), []
    while chunk := list(islice(rows, CHUNK)):
        tell(len(chunk))
        gone -= {row.pk for row in chunk}
        changed += _chunk(chunk, latest)
    yield from exchanges(changed)
    for key in sorted(key for key in gone if latest[key] is not None):
        yield Finding(f"{registry.label(model)}:{key}", DELETED, event=latest[key])


def _chunk(rows: Iterable[Model], latest: dict[int, int | None]) -> Iterator[tuple[Model, Finding]]:
    told = [(row, latest.get(row.pk)) for row in rows]
    events: dict[int, Any] = Event.objects.in_bulk({event for _, event in told if event})
    for row, number in told:
        if number is None or number not in events:
            yield row, Finding(row_key(row), INSERTED)
            continue
        event, (root, hints) = events[number], events[number].rows[row_key(row)]
        salt, suite = event.salt, suite_of(event.log)
        if salt is not None and committed(bytes(salt), row, suite)[0] != root:
            yield row, Finding(row_key(row), CHANGED, tuple(changed_columns(bytes(salt), row, hints, suite)), number)


def exchanges(changed: list[tuple[Model, Finding]]) -> Iterator[Finding]:
    """Changed rows as they are; two of which each says what the other was to say are told as exchanged."""
    pool = [(row, finding) for row, finding in changed if finding.what == CHANGED][:MOST_PAIRED]
    partner: dict[str, Finding] = {}
    for at, (one, first) in enumerate(pool):
        for other, second in pool[at + 1 :]:
            if (
                first.row not in partner
                and first.columns == second.columns
                and _was(one, other, first)
                and _was(other, one, second)
            ):
                partner |= {first.row: second, second.row: first}
    for _, finding in changed:
        yield replace(finding, what=EXCHANGED, told=partner[finding.row].row) if finding.row in partner else finding


def _was(row: Model, other: Model, finding: Finding) -> bool:
    """Whether a row was to say, in the changed columns, what the other says now."""
    event = Event.objects.get(pk=finding.event)
    was = copy(row)
    for name in finding.columns:
        column = row._meta.get_field(name)
        if column.many_to_many:
            return False
        was.__dict__[column.attname] = other.__dict__[column.attname]
    return committed(bytes(event.salt), was, suite_of(event.log))[0] == event.rows[finding.row][0]
