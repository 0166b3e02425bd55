"""A log a year: each begins with the last checkpoint of the one before, and so does a log whose key was lost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from .book import Act
from .log.notes import Checkpoint
from .models import Event, Log
from .sealing import seal

SKEW = timedelta(minutes=1)  # by which the clocks of the machines may differ


def newest() -> Log | None:
    """The log that was begun last."""
    return Log.objects.order_by("-pk").first()


def in_order(origins: Iterable[str]) -> list[str]:
    """Logs that are there before those that are still to begin, which go by their names."""
    known = {origin: key for key, origin in Log.objects.values_list("pk", "origin")}
    return sorted(origins, key=lambda origin: (origin not in known, known.get(origin, 0), origin))


def is_settled(log: Log) -> bool:
    """Whether no entry can come to a log any more: none waits, and no transaction runs that may have written one unseen."""
    return not Event.objects.filter(log=log.origin, seq__isnull=True).exists() and not _older_transaction()


def _older_transaction() -> bool:
    """A transaction that began before the year did; on SQLite the sequencer itself is the only writer."""
    if connection.vendor != "postgresql":
        return False
    year = timezone.localtime().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(xact_start) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        oldest: datetime | None = cursor.fetchone()[0]
    return oldest is not None and oldest < year + SKEW


def begin(origin: str, before: Log | None) -> tuple[Log, list[tuple[int, str, str]]]:
    """A new log, and its first entry where it goes on from another, which is closed."""
    log = Log.objects.create(origin=origin, follows=before.origin if before else "")
    if before is None:
        return log, []
    Log.objects.filter(pk=before.pk).update(is_closed=True)
    event = _first_entry(origin, checkpoint_of(before))
    return log, [(event.pk, origin, event.leaf)]


def checkpoint_of(log: Log) -> Checkpoint:
    """The state of a log's tree as it is sequenced."""
    return Checkpoint(log.origin, log.size, log.frontier().root())


def _first_entry(origin: str, last: Checkpoint) -> Event:
    act = Act(None, "continue", f"接续日志 {last.origin}"[:120], via="log", basis=last.text())
    event = act.event(timezone.now())
    seal(event, act, None, log=origin)
    event.save(force_insert=True)
    return event
