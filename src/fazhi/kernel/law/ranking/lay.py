"""What people say, in the words of the law: a list written by hand, which serves from the first day."""

import re
from functools import cache
from pathlib import Path

LIST = Path(__file__).parents[1] / "data" / "lay_words.txt"


def in_law(text: str) -> list[str]:
    """What the law calls the things that a text speaks of; the longest of what people say counts, each once."""
    sayings, pattern = _known()
    found = [phrase for saying in pattern.findall(text) for phrase in sayings[saying]]
    return list(dict.fromkeys(found))


@cache
def _known() -> tuple[dict[str, list[str]], re.Pattern[str]]:
    sayings: dict[str, list[str]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        said, _, meant = line.partition("#")[0].partition("=")
        for saying in said.split():
            sayings.setdefault(saying, []).extend(meant.split())
    return sayings, re.compile("|".join(map(re.escape, sorted(sayings, key=len, reverse=True))))
