"""The checkpoints that were signed, in a file of the publisher's own: changed only by compare-and-swap, never restored from a backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from .log.notes import Checkpoint
from .log.tree import Refused


class Alarm(Exception):
    """The log in the database is not a continuation of what was signed: nothing is published, people must look."""


class Store:
    """Every signed checkpoint of each log; the newest is what the next must continue."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(settings.LEDGER_SIGNING) / "checkpoints.sqlite3"
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._open() as store:
            store.execute(
                "CREATE TABLE IF NOT EXISTS checkpoint (origin TEXT, size INTEGER, note TEXT, PRIMARY KEY (origin, size))"
            )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        store = sqlite3.connect(self.path, isolation_level=None, timeout=20)
        try:
            store.execute("PRAGMA synchronous=FULL")
            yield store
        except sqlite3.DatabaseError as reason:
            raise Alarm(f"签发记录 {self.path.name} 不能读写（{reason}），停止发布。") from reason
        finally:
            store.close()

    def last(self, origin: str) -> str:
        """The note last signed for a log; empty when there is none."""
        with self._open() as store:
            return _last(store, origin)

    def swap(self, origin: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`; raises Alarm when something else stands there."""
        size = Checkpoint.of(new).size
        with self._open() as store:
            store.execute("BEGIN IMMEDIATE")
            if _last(store, origin) != old:
                store.execute("ROLLBACK")
                raise Alarm(f"{origin}：另一个发布程序已经签发了检查点，停止发布。请确认只有一个发布程序在运行。")
            store.execute("INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?)", [origin, size, new])
            store.execute("COMMIT")


def _last(store: sqlite3.Connection, origin: str) -> str:
    rows = store.execute("SELECT size, note FROM checkpoint WHERE origin = ? ORDER BY size DESC LIMIT 1", [origin])
    size, note = rows.fetchone() or (0, "")
    try:
        if note and Checkpoint.of(note).size != size:
            raise Refused("its size is another")
    except (Refused, TypeError) as reason:
        raise Alarm(f"{origin}：签发记录被改动，停止发布（{reason}）。") from reason
    return note
