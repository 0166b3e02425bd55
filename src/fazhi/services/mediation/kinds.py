"""Which kind of dispute a text tells of, by its words; a suggestion with its reason, and whoever registers decides."""

from dataclasses import dataclass
from datetime import date

from .rules import KIND_WORDS
from .words import DisputeKind

MOST_WORDS = 5


@dataclass(frozen=True)
class Guess:
    """The kind whose words weigh most, and those words."""

    kind: DisputeKind
    because: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind.label}（提到{'、'.join(self.because)}）"


def guesses(text: str, on: date | None = None) -> list[Guess]:
    """Every kind of which a word occurs, the heaviest first: a word counts by its length and, a little, by how often it occurs."""
    found = []
    for kind, words in KIND_WORDS.value(on).items():
        held = {word: text.count(word) for word in words.split() if word in text}
        if held and kind in DisputeKind.values:
            weight = sum(len(word) * min(times, 3) ** 0.5 for word, times in held.items())
            heaviest = sorted(held, key=lambda word, held=held: -len(word) * held[word])[:MOST_WORDS]
            found.append((weight, Guess(DisputeKind(kind), tuple(heaviest))))
    return [guess for _, guess in sorted(found, key=lambda pair: -pair[0])]


def doubt(kind: str, text: str, on: date | None = None) -> str:
    """A sentence where the words tell of another kind than the one that was chosen; nothing where they agree or say nothing."""
    found = guesses(text, on)
    if not found or found[0].kind == kind:
        return ""
    return f"按内容更像{found[0]}，请核对类型"
