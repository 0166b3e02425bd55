"""Whether each event still has its place: the tiles, the tree, what was signed and what was published."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from . import published
from .findings import CHANGED, DELETED, INSERTED, Finding, Told
from .log.notes import Note
from .log.tiles import HASH, HEIGHT, WIDTH, hash_path
from .log.tree import Frontier, Refused, suite_of
from .models import Event, Log, Tile
from .store import Alarm
from .tiling import files


def places(tell: Told) -> Iterator[Finding]:
    """Each place of each log against its tiles, the root of the tree, and what was signed and published."""
    for log in Log.objects.order_by("pk"):
        placed = Event.objects.filter(log=log.origin, seq__isnull=False).order_by("seq").values_list("seq", "leaf", "id")
        frontier, signed, tiles, expected = Frontier(suite_of(log.origin)), _Signed(log.origin), _Tiles(log), 0
        for seq, leaf, key in placed.iterator(chunk_size=10_000):
            tell(1)
            yield from _gap(log, expected, seq)
            if seq == frontier.size:  # behind a gap the tree can be followed no further
                signed.see(frontier)
                for level, index, node in frontier.append(bytes.fromhex(leaf)):
                    yield from tiles.compared(level, index, node, key)
            expected = seq + 1
        yield from _gap(log, expected, log.size)
        if frontier.size == expected:
            yield from tiles.left_over(frontier.size)
            if frontier.root() != log.frontier().root():
                yield Finding(f"{log.origin}/tree", CHANGED)
        signed.see(frontier)
        yield from signed.findings(log)


def _gap(log: Log, begin: int, end: int) -> Iterator[Finding]:
    """The places that no event has, with the public line that stood there."""
    if begin >= end:
        return
    checkpoint = published.checkpoint_of(log.origin)
    known = dict(islice(published.entries(checkpoint, begin), end - begin)) if checkpoint else {}
    for missing in range(begin, end):
        yield Finding(f"{log.origin}#{missing}", DELETED, told=known.get(missing, ""))


class _Tiles:
    """The hashes of a log's tree as they are stored, to be held against what the events lead to."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.held = {(tile.level, tile.index): bytes(tile.hashes) for tile in Tile.objects.filter(log=log).iterator()}

    def compared(self, level: int, index: int, node: bytes, event: int) -> Iterator[Finding]:
        rung, rest = divmod(level, HEIGHT)
        place = index % WIDTH * HASH
        if rest == 0 and self.held.get((rung, index // WIDTH), b"")[place : place + HASH] != node:
            yield Finding(f"{self.log.origin}/{hash_path(rung, index // WIDTH)}#{index % WIDTH}", CHANGED, event=event)

    def left_over(self, size: int) -> Iterator[Finding]:
        """Hashes that no event leads to."""
        for (rung, index), hashes in self.held.items():
            if len(hashes) > max(0, (size >> (HEIGHT * rung)) - index * WIDTH) * HASH:
                yield Finding(f"{self.log.origin}/{hash_path(rung, index)}", INSERTED)


class _Signed:
    """The published checkpoint of a log, and whether the database's tree of that size has its root."""

    def __init__(self, origin: str) -> None:
        self.fault, self.fits, self.checkpoint = "", False, None
        try:
            note = published.note_of(origin)
            if note and not Note.read(note).by(published.verifiers(origin)):
                raise Refused("no key of the log has signed it")
            self.checkpoint = published.checkpoint_of(origin)
        except (Refused, UnicodeDecodeError) as reason:
            self.fault = str(reason)

    def see(self, frontier: Frontier) -> None:
        """The tree as it grows under the reader."""
        if self.checkpoint and frontier.size == self.checkpoint.size and frontier.root() == self.checkpoint.root:
            self.fits = True

    def findings(self, log: Log) -> Iterator[Finding]:
        if self.fault:
            yield Finding(f"{log.origin}/checkpoint", CHANGED, told=self.fault)
        if self.checkpoint is None:
            return
        if self.fits:
            yield from _laid(log, self.checkpoint.size)
            return
        if self.checkpoint.size > log.size:
            yield Finding(f"{log.origin}/checkpoint", DELETED, told=f"{log.size} {self.checkpoint.size}")
            return
        yield from self._differing(log)

    def _differing(self, log: Log) -> Iterator[Finding]:
        """Which entries the public has read otherwise."""
        found, now = False, Event.objects.filter(log=log.origin).order_by("seq").values_list("seq", "entry", "id")
        ours = {seq: (entry, key) for seq, entry, key in now.filter(seq__lt=self.checkpoint.size).iterator()}
        try:
            for seq, entry in published.entries(self.checkpoint):
                if seq in ours and ours[seq][0] != entry:
                    found = True
                    yield Finding(f"ledger.event:{ours[seq][1]}", CHANGED, ("entry",), ours[seq][1], told=entry)
        except (Refused, UnicodeDecodeError) as reason:
            yield Finding(f"{log.origin}/tile", CHANGED, told=str(reason))
            return
        if not found:
            yield Finding(f"{log.origin}/checkpoint", CHANGED, told="root")


def _laid(log: Log, size: int) -> Iterator[Finding]:
    """Each published file against what the database gives."""
    place = published.folder(log.origin)
    try:
        for path, data in files(log, 0, size):
            if not (place / path).exists():
                yield Finding(f"{log.origin}/{path}", DELETED)
            elif (place / path).read_bytes() != data:
                yield Finding(f"{log.origin}/{path}", CHANGED)
    except Alarm:
        return  # what spoils the database was told of already
