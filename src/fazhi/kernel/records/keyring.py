"""The keys of sensitive columns: files outside the database, readable by one user of the machine alone, each with a name that its ciphertexts carry."""

from __future__ import annotations

import fcntl
import os
import re
from base64 import b32encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from secrets import token_bytes

from django.conf import settings

from .ciphers import SUITES, Suite

MATCHING = "h"  # of the keyed hashes by which a value is found again
NAMED = re.compile(r"([a-z])([0-9]+)-([a-z2-7]{4})")


@dataclass(frozen=True, slots=True)
class Key:
    """One key: `a1-k3df` is the first one, of suite a; its letters of chance tell it from another first one."""

    name: str
    secret: bytes

    @property
    def number(self) -> int:
        return int(NAMED.fullmatch(self.name)[2])

    @property
    def tag(self) -> str:
        """The letters of chance alone: with them a keyed hash says by which key it was made."""
        return self.name[-4:]


class Ring:
    """All keys that lie in the folder at one moment."""

    def __init__(self, place: Path) -> None:
        found = (Key(path.stem, path.read_bytes()) for path in sorted(place.glob("*.key")) if NAMED.fullmatch(path.stem))
        self.keys = {key.name: key for key in found}

    def of(self, letters: str) -> list[Key]:
        """The keys of these kinds, the oldest first."""
        return sorted((key for key in self.keys.values() if key.name[0] in letters), key=lambda key: (key.number, key.name))

    @cached_property
    def current(self) -> Key:
        """The key under which everything new is written."""
        return self.of("".join(SUITES))[-1]

    @cached_property
    def matching(self) -> list[Key]:
        """The keys of the hashes, the newest first: it makes, all find."""
        return self.of(MATCHING)[::-1]

    def suite(self, key: Key) -> Suite:
        return SUITES[key.name[0]]


_held: dict[str, Ring] = {}


def folder() -> Path:
    """Where the keys lie; FAZHI_KEYS puts them elsewhere."""
    path = Path(settings.KEYS) / "fields"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def ring() -> Ring:
    """The keys as they were last read; made once, when there are none at all."""
    place = folder() if "ring" not in _held else None
    if place is not None:
        _held["ring"] = _complete(place)
    return _held["ring"]


def key(name: str) -> Key | None:
    """A key by its name; the folder is read again, should another process have added it."""
    if name not in ring().keys:
        forget()
    return ring().keys.get(name)


def forget() -> None:
    """Read the folder again at the next question."""
    _held.clear()


def _complete(place: Path) -> Ring:
    made = Ring(place)
    if made.of("".join(SUITES)) and made.of(MATCHING):
        return made
    with _alone(place):
        made = Ring(place)
        if not made.of("".join(SUITES)):
            _write(place, settings.FIELD_CIPHER, 1)
        if not made.of(MATCHING):
            _write(place, MATCHING, 1)
    return Ring(place)


def add(letter: str) -> Key:
    """One key more, which is the current one from now on."""
    place = folder()
    with _alone(place):
        same = Ring(place).of(MATCHING if letter == MATCHING else "".join(SUITES))
        made = _write(place, letter, same[-1].number + 1 if same else 1)
    forget()
    return made


def remove(name: str) -> None:
    """Destroy a key that nothing is written under any more."""
    (folder() / f"{name}.key").unlink()
    forget()


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """One process at a time adds keys."""
    with (place / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(place: Path, letter: str, number: int) -> Key:
    size = 32 if letter == MATCHING else SUITES[letter].size
    made = Key(f"{letter}{number}-{b32encode(token_bytes(4)).decode().lower()[:4]}", token_bytes(size))
    handle = os.open(place / f"{made.name}.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(made.secret)
        file.flush()
        os.fsync(file.fileno())
    return made
