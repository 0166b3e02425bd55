"""Which demonstration city stands in this home; how one makes room for another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection

SAMPLE, BUILT = "sample", "built"  # in FAZHI_HOME: the city that was begun, and the one that is wholly in
# What belongs to the installation and not to a city.
STAYING = ("secret.key", "static", "fonts", "earlier")


@dataclass(frozen=True)
class Asked:
    """A city by all that it depends on."""

    size: str
    seed: int
    as_of: date

    def __str__(self) -> str:
        return f"--size {self.size} --seed {self.seed} --as-of {self.as_of}"

    def line(self) -> str:
        return f"{self.size} {self.seed} {self.as_of}\n"

    @classmethod
    def read(cls, path: Path) -> Asked | None:
        """The city that a file names; None where it names none."""
        words = path.read_text().split() if path.exists() else []
        return cls(words[0], int(words[1]), date.fromisoformat(words[2])) if len(words) == 3 else None


def is_sample() -> bool:
    """Whether this home was ever given to a demonstration."""
    return (settings.HOME / SAMPLE).exists()


def begun() -> Asked | None:
    return Asked.read(settings.HOME / SAMPLE)


def built() -> Asked | None:
    """The city that stands here, wholly brought in."""
    return Asked.read(settings.HOME / BUILT)


def begin(city: Asked) -> None:
    """From here on every page says 示例数据; the settings were read before there was a city."""
    (settings.HOME / SAMPLE).write_text(city.line())
    settings.SAMPLE = True


def finish(city: Asked) -> None:
    (settings.HOME / BUILT).write_text(city.line())


def make_room() -> Path:
    """Put all that belongs to the city that stands here into a folder of its own, where it can be looked at again.

    Only with SQLite: a database on a server is its owner's to empty.
    """
    if connection.vendor != "sqlite":
        raise ValueError("数据库里已有另一座示例城市；请用 DATABASE_URL 指定一个空的数据库。")
    connection.close()
    place = _free_folder()
    for entry in list(settings.HOME.iterdir()):
        if entry.name not in STAYING:
            entry.rename(place / entry.name)
    return place


def _free_folder() -> Path:
    earlier = settings.HOME / "earlier"
    earlier.mkdir(exist_ok=True)
    number = 1 + max((int(path.name) for path in earlier.iterdir() if path.name.isdigit()), default=0)
    place = earlier / str(number)
    place.mkdir()
    return place
