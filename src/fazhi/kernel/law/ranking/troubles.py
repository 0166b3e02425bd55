"""What people ask about an article, in their words: a list written by hand, which serves from the first day."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).parents[1] / "data" / "lay_troubles.txt"
PART = "…"


@dataclass(frozen=True)
class Trouble:
    """The words by which an article is known, and what people say who ask about it."""

    known_by: tuple[str, ...]
    sayings: tuple[str, ...]


def sayings_of(law: str, text: str) -> list[str]:
    """What people say who ask about an article of a law (by its short title)."""
    return [saying for each in known_in(law, text) for saying in each.sayings]


def known_in(law: str, text: str) -> list[Trouble]:
    """The lines of the list that are on an article."""
    return [each for each in _of_law(law) if all(word in text for word in each.known_by)]


def every() -> list[Trouble]:
    """The whole list."""
    return [each for lines in _troubles().values() for each in lines]


@cache
def _of_law(title: str) -> list[Trouble]:
    return [each for head, lines in _troubles().items() if _heads(head, title) for each in lines]


def _heads(head: str, title: str) -> bool:
    """Whether lines are of a law: by its title, or by a part of it where the heading begins with …"""
    return head.removeprefix(PART) in title if head.startswith(PART) else head == title


@cache
def _troubles() -> dict[str, list[Trouble]]:
    """The list, by heading."""
    found: dict[str, list[Trouble]] = {}
    for line in filter(_is_said, LIST.read_text(encoding="utf-8").splitlines()):
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        else:
            known_by, _, said = line.partition("=")
            lines.append(Trouble(tuple(known_by.split()), tuple(said.split())))
    return found


def _is_said(line: str) -> bool:
    return bool(line) and not line.startswith("#")
