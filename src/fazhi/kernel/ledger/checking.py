"""Whether the database still says what the ledger committed to: each event, each place, each row (reliability.md §3.4)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Model

from fazhi.kernel import registry

from .log.commitments import commitment
from .log.tiles import HASH, WIDTH
from .models import Event, Log, Tile
from .rows import changed_columns, committed, row_key
from .sealing import contents, leaf_of, object_of
from .sequencing import frontier_of

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was changed behind the ledger's back: which row, how, and where if it can be told."""

    row: str
    what: str  # changed, deleted, inserted, broken
    columns: tuple[str, ...] = ()
    event: int | None = None

    def __str__(self) -> str:
        return f"{self.row} {WORDS[self.what]}{'：' + '、'.join(self.columns) if self.columns else ''}"


WORDS = {
    "changed": "被改动",
    "deleted": "被删除",
    "inserted": "是绕过账本写入的",
    "broken": "与账本的前后记录不相连",
}


def sealed_models() -> list[type[Model]]:
    """Every table whose rows the ledger commits to."""
    return [model for model in registry.models() if getattr(model, "is_sealed", False) and model._meta.managed]


def findings() -> Iterator[Finding]:
    """Everything that does not fit; nothing when all is well."""
    latest: dict[str, int | None] = {}
    yield from _events(latest)
    yield from _places()
    yield from _rows(latest)


def _events(latest: dict[str, int | None]) -> Iterator[Finding]:
    """Each event against its own entry and the one before it; notes which event says the last of each row."""
    last: dict[tuple[str, int], tuple[int, str]] = {}
    for event in Event.objects.order_by("id").iterator(chunk_size=CHUNK):
        if not event.log:
            yield Finding(row_key(event), "inserted", event=event.pk)
            continue
        yield from _event(event, last)
        for key, row in event.rows.items():
            latest[key] = event.pk if row else None


def _event(event: Event, last: dict[tuple[str, int], tuple[int, str]]) -> Iterator[Finding]:
    key = row_key(event)
    if leaf_of(event.entry) != event.leaf:
        yield Finding(key, "changed", ("entry",), event.pk)
        return
    entry = json.loads(event.entry)
    if event.salt is not None and (
        entry["c"] != commitment(bytes(event.salt), contents(event)).hex() or entry["obj"] != object_of(event)
    ):
        yield Finding(key, "changed", event=event.pk)
    if event.record_id:
        before = last.get((event.of, event.record_id), (0, ""))
        if (event.rev, entry["rev"], entry["prev"]) != (before[0] + 1, before[0] + 1, before[1]):
            yield Finding(key, "broken", event=event.pk)
        last[event.of, event.record_id] = event.rev, event.leaf


def _places() -> Iterator[Finding]:
    """Each place of each log against its tile and the root of the tree."""
    for log in Log.objects.all():
        held = {tile.index: bytes(tile.hashes) for tile in Tile.objects.filter(log=log, level=0).iterator()}
        placed = (
            Event.objects.filter(log=log.origin, seq__isnull=False).order_by("seq").values_list("seq", "leaf", "id").iterator()
        )
        frontier, expected = type(frontier_of(log))(), 0
        for seq, leaf, key in placed:
            for missing in range(expected, seq):
                yield Finding(f"{log.origin}#{missing}", "deleted")
            place = seq % WIDTH * HASH
            if held.get(seq // WIDTH, b"")[place : place + HASH] != bytes.fromhex(leaf):
                yield Finding(f"ledger.event:{key}", "changed", ("leaf",), key)
            for _ in frontier.append(bytes.fromhex(leaf)):
                pass
            expected = seq + 1
        for missing in range(expected, log.size):
            yield Finding(f"{log.origin}#{missing}", "deleted")
        if frontier.root() != frontier_of(log).root():
            yield Finding(f"ledger.log:{log.pk}", "changed", ("peaks",))


def _rows(latest: dict[str, int | None]) -> Iterator[Finding]:
    """Each row of each sealed table against the last event that wrote it."""
    seen: set[str] = set()
    for model in sealed_models():
        rows = model._base_manager.order_by("pk").iterator(chunk_size=CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            seen.update(row_key(row) for row in chunk)
            yield from _chunk(chunk, latest)
    labels = {registry.label(model) for model in sealed_models()}
    for key, event in latest.items():
        if event is not None and key not in seen and key.partition(":")[0] in labels:
            yield Finding(key, "deleted", event=event)


def _chunk(rows: Iterable[Model], latest: dict[str, int | None]) -> Iterator[Finding]:
    told = [(row, latest.get(row_key(row))) for row in rows]
    events: dict[int, Any] = Event.objects.in_bulk({event for _, event in told if event})
    for row, number in told:
        if number is None or number not in events:
            yield Finding(row_key(row), "inserted")
            continue
        salt, (root, hints) = events[number].salt, events[number].rows[row_key(row)]
        if salt is not None and committed(bytes(salt), row)[0] != root:
            yield Finding(row_key(row), "changed", tuple(changed_columns(bytes(salt), row, hints)), number)
