"""The log as it was published: what anyone reads, the site itself among them, without any key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from .log.notes import Checkpoint, Note, Verifier
from .log.tiles import WIDTH, Reader, entries_path, unbundled
from .log.tree import Refused, suite_of

ALARM = "alarm"  # the file in which the publisher says why it has stopped


def folder(origin: str) -> Path:
    """Where a log's files lie: its name in one word below the published folder."""
    return Path(settings.LEDGER_PUBLISHED) / slug(origin)


def slug(origin: str) -> str:
    """A log's name as one word of an address."""
    return origin.replace("/", "-")


def folders() -> list[Path]:
    """The folders of all logs that have a checkpoint, the oldest first."""
    return sorted((path.parent for path in Path(settings.LEDGER_PUBLISHED).glob("*/checkpoint")), key=_begun)


def _begun(place: Path) -> tuple[str, float]:
    origin = Checkpoint.of((place / "checkpoint").read_text()).origin
    return origin.removesuffix("/sm3").rpartition("/")[2], (place / "keys").stat().st_ctime


def note_of(origin: str) -> str:
    """The newest published checkpoint of a log, with all its signatures; empty when there is none."""
    return _read(folder(origin) / "checkpoint")


def checkpoint_of(origin: str) -> Checkpoint | None:
    """What that checkpoint says."""
    note = note_of(origin)
    return Checkpoint.of(note) if note else None


def alarm() -> str:
    """Why the publisher has stopped, with the time; empty while it goes on."""
    return _read(Path(settings.LEDGER_PUBLISHED) / ALARM).strip()


def verifiers(origin: str) -> list[Verifier]:
    """Every key that ever signed a log."""
    return _keys(folder(origin) / "keys")


def witnesses(origin: str) -> list[Verifier]:
    """The witnesses that are asked to sign a log's checkpoints."""
    return _keys(folder(origin) / "witnesses")


def signed_by(origin: str, note: str) -> list[Verifier]:
    """Which witnesses signed a note."""
    return Note.read(note).by(witnesses(origin))


def _keys(path: Path) -> list[Verifier]:
    return [Verifier.read(line) for line in _read(path).splitlines()]


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""


def reader(checkpoint: Checkpoint) -> Reader:
    """Hashes of a published log's subtrees, from its tiles."""
    place = folder(checkpoint.origin)
    return Reader(lambda path: (place / path).read_bytes(), checkpoint.size, suite_of(checkpoint.origin))


def entries(checkpoint: Checkpoint, begin: int = 0) -> Iterator[tuple[int, str]]:
    """(place, entry) of a published log, from a place on; raises `Refused` where a file is missing or cut off."""
    place = folder(checkpoint.origin)
    for index in range(begin // WIDTH, -(-checkpoint.size // WIDTH)):
        path = place / entries_path(index, min(WIDTH, checkpoint.size - index * WIDTH))
        if not path.exists():
            raise Refused(f"{path.relative_to(place)} is missing")
        for at, entry in enumerate(unbundled(path.read_bytes()), index * WIDTH):
            if at >= begin:
                yield at, entry.decode()
