"""Events get their places in the log, a batch at a time, by one holder: reliability.md §3.2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

from django.db import connection, transaction

from .log.tiles import HASH, HEIGHT, WIDTH
from .log.tree import Frontier
from .models import Event, Log, Tile

BATCH = 5000
HOLDER = 0x66617A6869  # the advisory lock of PostgreSQL; SQLite's single writer needs none

Waiting = tuple[int, str, str]  # id, log, leaf


def sequence() -> int:
    """Place every waiting event; how many were placed. Killed at any point, the batch under way is repeated with the same result."""
    placed = 0
    while (found := sequence_batch()) == BATCH:
        placed += found
    return placed + found


@transaction.atomic
def sequence_batch(limit: int = BATCH) -> int:
    """Place the waiting events of one batch; 0 while another holder is at it."""
    if not _is_holder():
        return 0
    # By what has no place yet, never by the last id: a transaction may commit late with a lower one.
    waiting = list(Event.objects.filter(seq__isnull=True).exclude(log="").order_by("id").values_list("id", "log", "leaf")[:limit])
    by_log: dict[str, list[Waiting]] = defaultdict(list)
    for row in waiting:
        by_log[row[1]].append(row)
    for origin, rows in by_log.items():
        append(Log.objects.select_for_update().get_or_create(origin=origin)[0], rows)
    return len(waiting)


def _is_holder() -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [HOLDER])
        return cursor.fetchone()[0]


def append(log: Log, rows: Sequence[Waiting]) -> None:
    """Place events at the end of a locked log, in this order."""
    frontier = frontier_of(log)
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


def frontier_of(log: Log) -> Frontier:
    """The right edge of a log's tree as it is stored."""
    peaks = bytes(log.peaks)
    return Frontier(size=log.size, peaks=[peaks[at : at + HASH] for at in range(0, len(peaks), HASH)])


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
