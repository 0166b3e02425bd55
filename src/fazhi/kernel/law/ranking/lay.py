"""What people say, in the words of the law: a list written by hand, which serves from the first day."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.random import Generator

LIST = Path(__file__).parents[1] / "data" / "lay_words.txt"
SHORT = range(2, 9)  # characters of the law's words that are put in lay words
HALF = 0.5


def in_law(text: str) -> list[str]:
    """What the law calls the things that a text speaks of; the longest of what people say counts, each once."""
    sayings, pattern = _known()
    found = [phrase for saying in pattern.findall(text) for phrase in sayings[saying]]
    return list(dict.fromkeys(found))


def in_lay_words(text: str, chance: "Generator") -> str:
    """The reverse, by chance: every other of the law's words as one of those who mean it would say it."""
    sayings, pattern = _meant()

    def said(found: re.Match[str]) -> str:
        meaning_it = sayings[found[0]]
        return meaning_it[chance.integers(len(meaning_it))] if chance.random() < HALF else found[0]

    return pattern.sub(said, text)


@cache
def _meant() -> tuple[dict[str, list[str]], re.Pattern[str]]:
    sayings: dict[str, list[str]] = {}
    for saying, phrases in _known()[0].items():
        for phrase in phrases:
            sayings.setdefault(phrase, []).append(saying)
    return sayings, _longest_first(phrase for phrase in sayings if len(phrase) in SHORT)


@cache
def _known() -> tuple[dict[str, list[str]], re.Pattern[str]]:
    sayings: dict[str, list[str]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        said, _, meant = line.partition("#")[0].partition("=")
        for saying in said.split():
            sayings.setdefault(saying, []).extend(meant.split())
    return sayings, _longest_first(sayings)


def _longest_first(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
