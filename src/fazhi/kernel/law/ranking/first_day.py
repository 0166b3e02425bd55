"""The order of candidates where nothing was answered yet: a weighted sum whose weights come with the program.

They say how much a column matters (shared words, the law's words for what was asked, the rank of the law), and nothing of any
question or article; `bench/first_day.py` learns them anew. Columns on an absolute scale are left out: they depend on the shelf.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from .bags import Vector
from .columns import Columns, candidates
from .forest import Example
from .slope import Slope, even, fit
from .view import Learned, look

WEIGHTS = Path(__file__).parents[1] / "data" / "first_day.json"
NOT_SHIPPED = {"encoded", "encoded share", "encoded place"}  # which model a house has is not known beforehand
ENCODED = 0.3  # of a given model, beside 1 of the sum, while nothing was answered
ABSOLUTE = NOT_SHIPPED | {
    "body",
    "feedback",
    "lay",
    "said",
    "troubles",
    "worded",
    "best of all",
    "chapter",
    "in text",
    "in headings",
    "in title",
    "beside",
}


@dataclass(frozen=True)
class FirstDay:
    """What some columns weigh, by their names."""

    names: tuple[str, ...]
    slope: Slope

    def scores(self, columns: Columns) -> Vector:
        """One number a candidate, larger for what fits better."""
        plain = self.slope.scores(columns.table(self.names))
        likeness = columns.found.get("encoded")
        return plain if likeness is None or len(plain) < 2 else even(plain) + ENCODED * even(likeness)

    def as_dict(self) -> dict[str, list[float]]:
        """By column: its centre, its scale, its weight, and whether its logarithm is taken."""
        rows = zip(self.slope.centre, self.slope.scale, self.slope.weights, self.slope.bent, strict=True)
        return {name: [*(round(float(value), 4) for value in row)] for name, row in zip(self.names, rows, strict=True)}


def from_dict(weights: Mapping[str, Sequence[float]]) -> FirstDay:
    """The reverse of as_dict."""
    centre, scale, weight, bent = np.array(list(weights.values())).T
    return FirstDay(tuple(weights), Slope(bent > 0, centre, scale, weight))


@cache
def shipped(with_meaning: bool) -> FirstDay:
    """The weights that come with the program."""
    return from_dict(json.loads(WEIGHTS.read_text(encoding="utf-8"))["meaning" if with_meaning else "words"])


def learn(learned: Learned, asked: Iterable[tuple[str, set[int]]]) -> FirstDay:
    """From questions, each with the rows of the articles that answer it."""
    seen = [_looked_at(learned, text, right) for text, right in asked]
    first, _ = seen[0]
    bends = dict(zip(first.found, first.shape.bent, strict=True))
    names = tuple(name for name in bends if name not in ABSOLUTE)
    examples = [Example(columns.table(names), right) for columns, right in seen]
    return FirstDay(names, fit(examples, np.array([bends[name] for name in names])))


def _looked_at(learned: Learned, text: str, right: set[int]) -> tuple[Columns, Vector]:
    view = look(learned, text)
    rows = candidates(learned, view, None)
    return Columns(learned, view, rows), np.isin(rows, list(right))
