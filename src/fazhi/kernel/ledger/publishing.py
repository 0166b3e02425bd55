"""The log as files that anyone may keep: signed checkpoints and tiles, never a smaller or another tree (reliability.md §3.2)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.conf import settings

from . import keyring
from .log.notes import Checkpoint, Note, signed
from .log.tiles import HASH, HEIGHT, WIDTH, Reader, bundled, entries_path, hash_path
from .log.tree import SHA256, Node, Refused, check_consistency, consistency
from .models import Event, Log, Tile
from .sequencing import frontier_of


class Alarm(Exception):
    """The log in the database is not a continuation of what was signed: nothing is published, people must look."""


class Store:
    """The last signed checkpoint of each log, in a file of its own; changed only by compare-and-swap, never restored from a backup."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(settings.LEDGER_KEYS) / "checkpoints.sqlite3"
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with closing(self._open()) as store:
            store.execute(
                "CREATE TABLE IF NOT EXISTS checkpoint (origin TEXT, size INTEGER, note TEXT, PRIMARY KEY (origin, size))"
            )

    def _open(self) -> sqlite3.Connection:
        store = sqlite3.connect(self.path, isolation_level=None, timeout=20)
        store.execute("PRAGMA synchronous=FULL")
        return store

    def last(self, origin: str) -> str:
        """The note last signed for a log; empty when there is none."""
        return next(iter(self.all(origin)), "")

    def all(self, origin: str) -> list[str]:
        """Every note signed for a log, the newest first."""
        with closing(self._open()) as store:
            return _notes(store, origin)

    def swap(self, origin: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`; raises Alarm when something else stands there."""
        size = Checkpoint.read(Note.read(new).text).size
        with closing(self._open()) as store:
            store.execute("BEGIN IMMEDIATE")
            if next(iter(_notes(store, origin)), "") != old:
                store.execute("ROLLBACK")
                raise Alarm(f"{origin}：另一个发布者已经签发了检查点，停止发布")
            store.execute("INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?)", [origin, size, new])
            store.execute("COMMIT")


def _notes(store: sqlite3.Connection, origin: str) -> list[str]:
    return [note for (note,) in store.execute("SELECT note FROM checkpoint WHERE origin = ? ORDER BY size DESC", [origin])]


def folder(origin: str) -> Path:
    """Where a log's files lie: the year of its origin below the published folder."""
    return Path(settings.LEDGER_PUBLISHED) / origin.rpartition("/")[2]


def published() -> list[Path]:
    """The folders of all logs that have a checkpoint."""
    return sorted(path.parent for path in Path(settings.LEDGER_PUBLISHED).glob("*/checkpoint"))


def publish() -> list[str]:
    """Sign and lay out every log that has grown; the notes signed. Raises Alarm, and signs nothing more, when one does not fit."""
    return [note for log in Log.objects.order_by("origin") if (note := publish_log(log, Store()))]


def publish_log(log: Log, store: Store) -> str:
    """Sign the log as it is sequenced now, and lay out its files; empty when nothing is new."""
    old, frontier = store.last(log.origin), frontier_of(log)
    now = Checkpoint(log.origin, log.size, frontier.root())
    before = Checkpoint.read(Note.read(old).text) if old else Checkpoint(log.origin, 0, SHA256.empty())
    check_continues(before, now, log)
    laid = _laid(log.origin)
    if old and before.size == now.size:
        if laid != now.size:
            _lay_out(log, laid, now.size, old)
        return ""
    note = signed(now, keyring.signers(log.origin))
    store.swap(log.origin, old, note)
    _lay_out(log, laid, now.size, note)
    return note


def check_continues(before: Checkpoint, now: Checkpoint, log: Log) -> None:
    """Raise Alarm unless the tree begins with the one signed before."""
    try:
        proof = consistency(before.size, now.size, node_of(log, now.size)) if before.size <= now.size else []
        check_consistency(before.size, now.size, proof, before.root, now.root)
    except Refused as reason:
        raise Alarm(
            f"{log.origin}：数据库里的日志不是已经签发的那一本的继续（{reason}），停止发布。请运行 fazhi log recover"
        ) from reason


def node_of(log: Log, size: int) -> Node:
    """Hashes of a log's subtrees, from its tiles in the database."""
    return Reader(lambda path: _tile(log, path), size).node


def _tile(log: Log, path: str) -> bytes:
    """The hashes of a tile by its public path."""
    _, level, *index = path.removesuffix(f".p/{path.rpartition('/')[2]}" if ".p/" in path else "").split("/")
    number = int("".join(part.lstrip("x") for part in index))
    return bytes(Tile.objects.values_list("hashes", flat=True).get(log=log, level=int(level), index=number))


def _laid(origin: str) -> int:
    """How many entries the files hold already."""
    path = folder(origin) / "checkpoint"
    return Checkpoint.read(Note.read(path.read_text()).text).size if path.exists() else 0


def _lay_out(log: Log, begin: int, size: int, note: str) -> None:
    """Write the tiles that have grown, then what names them: the checkpoint last."""
    place = folder(log.origin)
    for path, data in files(log, begin, size):
        write_file(place / path, data)
    write_file(place / "keys", "".join(f"{key.line()}\n" for key in keyring.verifiers(log.origin)).encode())
    write_file(place / "checkpoint", note.encode())


def files(log: Log, begin: int, size: int) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every tile that differs between two sizes."""
    for index in range(begin // WIDTH, -(-size // WIDTH)):
        width = min(WIDTH, size - index * WIDTH)
        yield entries_path(index, width), bundled(_entries(log, index * WIDTH, index * WIDTH + width))
    level = 0
    while size >> (HEIGHT * level):
        yield from _hash_files(log, level, begin >> (HEIGHT * level), size >> (HEIGHT * level))
        level += 1


def _hash_files(log: Log, level: int, begin: int, size: int) -> Iterator[tuple[str, bytes]]:
    tiles = Tile.objects.filter(log=log, level=level, index__gte=begin // WIDTH, index__lt=-(-size // WIDTH)).order_by("index")
    for tile in tiles.iterator(chunk_size=100):
        width = min(WIDTH, size - tile.index * WIDTH)
        yield hash_path(level, tile.index, width), bytes(tile.hashes)[: width * HASH]


def _entries(log: Log, begin: int, end: int) -> list[bytes]:
    found = Event.objects.filter(log=log.origin, seq__gte=begin, seq__lt=end).order_by("seq").values_list("entry", flat=True)
    return [entry.encode() for entry in found]


def write_file(path: Path, data: bytes) -> None:
    """Whole or not at all: beside it, to the disk, then into its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
