"""From a question to articles in order, with what speaks for each; everything that was learned is optional."""

from dataclasses import dataclass

import numpy as np

from .bags import Vector, best
from .blend import Judge
from .columns import Columns, candidates
from .first_day import FirstDay, shipped
from .slope import even
from .view import Learned, View, look

LIKENESS_SHARE = 0.5  # beside 1 of the widened articles
REMEMBERED_SHARE = 0.6  # beside 1 of the first day's sum, while the questions are too few for a judge
MOST_GROUNDS = 3


@dataclass(frozen=True)
class Ranked:
    """An article by its key, its score, and the answered questions that led to it, the nearest first."""

    key: int
    score: float
    grounds: tuple[str, ...]


@dataclass(frozen=True)
class Ranker:
    """`names` are those of the answered questions, in the order of the memory; `first_day` where other weights than the shipped ones."""

    learned: Learned
    judge: Judge | None = None
    names: tuple[str, ...] = ()
    first_day: FirstDay | None = None

    def rank(self, text: str, top: int, day: int | None = None) -> list[Ranked]:
        """The best articles for a question among those in force on a day (20240501; None where days do not matter)."""
        if not len(self.learned.index) or top < 1:
            return []
        view = look(self.learned, text)
        if view.is_empty:
            return []
        rows = candidates(self.learned, view, self.learned.index.in_force(day))
        scores = self._scores(view, rows)
        chosen = best(scores, top)
        grounds = self._grounds(view, rows[chosen])
        keys = self.learned.index.keys[rows[chosen]]
        return [Ranked(int(key), float(score), ground) for key, score, ground in zip(keys, scores[chosen], grounds, strict=True)]

    def _scores(self, view: View, rows: Vector) -> Vector:
        columns = Columns(self.learned, view, rows)
        if self.judge is not None and self.judge.knows(columns):
            return self.judge.scores(columns.table())
        first_day = (self.first_day or shipped(self.learned.meaning is not None)).scores(columns)
        if view.recalled is None or len(rows) < 2:
            return first_day
        remembered = _share(view, "widened salient")[rows] + LIKENESS_SHARE * view.dense["both"][rows]
        return even(first_day) + REMEMBERED_SHARE * even(remembered)

    def _grounds(self, view: View, rows: Vector) -> list[tuple[str, ...]]:
        """For each article, the questions like this one whose answers rest on it."""
        if view.recalled is None:
            return [()] * len(rows)
        memory, near = self.learned.memory, best(view.recalled.nearness, 20)
        places = {int(row): place for place, row in enumerate(memory.articles)}
        cited = memory.cited[near].toarray() > 0
        return [self._names(near, cited[:, places[row]]) if row in places else () for row in map(int, rows)]

    def _names(self, near: Vector, cites: Vector) -> tuple[str, ...]:
        return tuple(self.names[place] for place in near[cites][:MOST_GROUNDS])


def _share(view: View, name: str) -> Vector:
    """A score as a share of the best one."""
    return view.dense[name] / (np.max(view.dense[name]) + 1e-6)
