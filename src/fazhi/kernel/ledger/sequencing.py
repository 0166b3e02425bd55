"""Events get their places in the log, a batch at a time, by one holder: reliability.md §3.2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

from django.db import connection, transaction
from django.db.models import QuerySet

from . import shards
from .log.tiles import HEIGHT, WIDTH
from .models import Event, Log, Tile

BATCH = 5000
HOLDER = 0x66617A6869  # the advisory lock of PostgreSQL; SQLite's single writer needs none

Waiting = tuple[int, str, str]  # id, log, leaf


def sequence() -> int:
    """Place every waiting event; how many were placed. Killed at any point, the batch under way is repeated with the same result."""
    placed = 0
    # Asked before a transaction is begun: most of the time nothing waits, and SQLite has but one writer.
    while waiting().exists() and (found := sequence_batch()):
        placed += found
    return placed


def waiting() -> QuerySet[Event]:
    """The events that have no place yet, in logs that still take some."""
    closed = Log.objects.filter(is_closed=True).values("origin")
    # By what has no place yet, never by the last id: a transaction may commit late with a lower one.
    return Event.objects.filter(seq__isnull=True).exclude(log="").exclude(log__in=closed)


@transaction.atomic
def sequence_batch(limit: int = BATCH) -> int:
    """Place the waiting events of one batch; 0 while another holder is at it, or nothing can be placed."""
    if not _is_holder():
        return 0
    by_log: dict[str, list[Waiting]] = defaultdict(list)
    for row in list(waiting().order_by("id").values_list("id", "log", "leaf")[:limit]):
        by_log[row[1]].append(row)
    return sum(_place(origin, by_log[origin]) for origin in shards.in_order(by_log))


def _place(origin: str, rows: list[Waiting]) -> int:
    log = Log.objects.select_for_update().filter(origin=origin).first()
    first: list[Waiting] = []
    if log is None:
        before = shards.newest()
        if before and not shards.is_settled(before):
            return 0
        log, first = shards.begin(origin, before)
    append(log, [*first, *rows])
    return len(first) + len(rows)


def _is_holder() -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [HOLDER])
        return cursor.fetchone()[0]


def append(log: Log, rows: Sequence[Waiting]) -> None:
    """Place events at the end of a locked log, in this order."""
    frontier = log.frontier()
    _give_places(zip(count(log.size), (row[0] for row in rows), strict=False))
    made: dict[int, list[bytes]] = defaultdict(list)
    for _, _, leaf in rows:
        for level, _, node in frontier.append(bytes.fromhex(leaf)):
            if level % HEIGHT == 0:
                made[level // HEIGHT].append(node)
    for level, hashes in made.items():
        _extend(log, level, log.size >> (HEIGHT * level), hashes)
    log.size, log.peaks = frontier.size, b"".join(frontier.peaks)
    log.save()


def _give_places(pairs: Iterable[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Event._meta.db_table} SET seq = %s WHERE id = %s AND seq IS NULL", list(pairs))  # noqa: S608


def _extend(log: Log, level: int, begin: int, hashes: Sequence[bytes]) -> None:
    """Add hashes to the tiles of a level, from place `begin` on."""
    held = {tile.index: bytes(tile.hashes) for tile in log.tiles.filter(level=level, index=begin // WIDTH)}
    for place, made in enumerate(hashes, begin):
        held[place // WIDTH] = held.get(place // WIDTH, b"") + made
    Tile.objects.bulk_create(
        [Tile(log=log, level=level, index=index, hashes=data) for index, data in held.items()],
        update_conflicts=True,
        unique_fields=["log", "level", "index"],
        update_fields=["hashes"],
    )
