"""A question's candidates as rows of numbers: what the ranking is learned from and decided by."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .bags import Table, Vector, best, held
from .index import Index
from .memory import Memory
from .view import Learned, View

# Way of looking → how many of its best articles are candidates.
FIRST = {
    "body": 60,
    "salient": 80,
    "said": 80,
    "said salient": 100,
    "widened": 120,
    "widened salient": 150,
    "both": 150,
    "carried": 80,
    "meaning": 80,
    "told": 60,
    "cited": 60,
    "feedback": 60,
    "ridge": 40,
    "worded": 120,
    "tuned": 120,
    "lay": 40,
    "troubles": 40,
    "encoded": 120,
}
SCORES = (
    "body", "lay", "worded", "feedback", "salient", "widened", "widened salient", "told", "cited", "meaning", "carried", "both", "tuned",
    "troubles", "said", "said salient", "encoded",
)  # fmt: skip
VOTES = ("by told", "by asked", "by answer", "by salient")
COLD = {"body": 100, "said": 150, "meaning": 150, "feedback": 100, "worded": 200, "lay": 60, "troubles": 60, "encoded": 150}
LIKELY_LAWS, OF_LIKELY_LAWS = 3, 60


def candidates(learned: Learned, view: View, allowed: Vector | None) -> Vector:
    """The rows worth a closer look, in their order; `allowed` leaves out what does not hold on the day."""
    dense = view.dense if allowed is None else {name: np.where(allowed, values, -1) for name, values in view.dense.items()}
    if view.recalled is None:
        chosen = [best(dense[name], most) for name, most in COLD.items() if name in dense]
    else:
        chosen = [best(dense[name], most) for name, most in FIRST.items() if name in dense]
        chosen += [np.flatnonzero(dense[name] > 0) for name in VOTES]
        likely = np.flatnonzero(np.isin(learned.index.laws, best(_by_law(learned.index, dense["ridge"]), LIKELY_LAWS)))
        chosen += [likely[best(dense[name][likely], OF_LIKELY_LAWS)] for name in ("both", "salient")]
    rows = np.unique(np.concatenate(chosen))
    if view.recalled is None:
        rows = rows[(view.dense["worded"] + view.dense["troubles"])[rows] > 0]
    return rows if allowed is None else rows[allowed[rows]]


def _by_law(index: Index, values: Vector) -> Vector:
    return np.add.reduceat(values, index.law_starts) if len(index) else values


@dataclass(frozen=True)
class Shape:
    """What is known of each column beforehand."""

    names: tuple[str, ...]
    directions: tuple[int, ...]
    bent: tuple[bool, ...]


class Columns:
    """Named columns over the candidates; direction 1 speaks for a candidate, -1 against it, 0 either.

    Those that are `bent` span orders of magnitude, and a plain sum takes their logarithm.
    """

    def __init__(self, learned: Learned, view: View, rows: Vector) -> None:
        self.index, self.view, self.rows = learned.index, view, rows
        self.found: dict[str, Vector] = {}
        self.directions: list[int] = []
        self.bent: list[bool] = []
        self._words(view)
        self._surroundings(view.dense["body"])
        if learned.memory is not None:
            self._past(learned.memory)

    @property
    def shape(self) -> Shape:
        return Shape(tuple(self.found), tuple(self.directions), tuple(self.bent))

    def table(self, names: Iterable[str] | None = None) -> Vector:
        """(candidates × columns), all of them or those named."""
        chosen = self.found.values() if names is None else [self.found[name] for name in names]
        return np.stack([np.broadcast_to(np.asarray(column, np.float32), len(self.rows)) for column in chosen], 1)

    def add(self, name: str, values: Vector | float, direction: int = 1, bent: bool = False) -> None:
        self.found[name] = values
        self.directions.append(direction)
        self.bent.append(bent)

    def ranked(self, name: str, dense: Vector) -> None:
        """A score as it is, as a share of the best one, and as a place."""
        values = dense[self.rows]
        places = np.empty(len(values), np.float32)
        places[np.argsort(-values, kind="stable")] = np.arange(len(values))
        self.add(name, values)
        self.add(f"{name} share", values / (dense.max() + 1e-6))
        self.add(f"{name} place", places, -1, bent=True)

    def _words(self, view: View) -> None:
        for name in filter(view.dense.__contains__, SCORES):
            self.ranked(name, view.dense[name])
        columns, lay = view.columns[view.columns < len(self.index.words)], view.in_law.indices
        either = np.union1d(columns, lay)
        counts = held(self.index.counts, self.rows, either)
        own, of_lay = (counts[:, np.searchsorted(either, some)] for some in (columns, lay))
        heads, titles = self._once(self.index.heads, columns), self._once(self.index.titles, columns)
        rare = self.index.rare[columns]
        text = np.maximum(own - heads - titles, 0)
        self.add("held", (own > 0) @ rare / (rare.sum() + 1e-6))
        self.add("lay held", (of_lay > 0) @ self.index.rare[lay] / (self.index.rare[lay].sum() + 1e-6))
        self.add("in text", text / (text + 1) @ rare)
        self.add("in headings", (heads > 0) @ rare)
        self.add("in title", (titles > 0) @ (rare * ~self.index.single[columns]))
        self.add("best of all", view.dense["body"].max(), 0)

    def _once(self, table: Table, columns: Vector) -> Vector:
        """How often the surroundings of each candidate hold each word; those of a chapter are the same for all of it."""
        chapters, place = np.unique(self.index.chapters[self.rows], return_inverse=True)
        return held(table, self.index.chapter_starts[chapters], columns)[place]

    def _surroundings(self, body: Vector) -> None:
        """How well the law, the chapter and the neighbours fit."""
        index, rows = self.index, self.rows
        by_law, by_chapter = _most(body, index.law_starts), _most(body, index.chapter_starts)
        self.add("law", by_law[index.laws[rows]] / (body.max() + 1e-6), 0)
        self.add("law place", np.argsort(np.argsort(-by_law))[index.laws[rows]], -1, bent=True)
        self.add("chapter", by_chapter[index.chapters[rows]], 0)
        mean = np.add.reduceat(body, index.chapter_starts) / np.diff(index.chapter_starts, append=len(index))
        self.add("chapter mean", mean[index.chapters[rows]] / (body.max() + 1e-6), 0)
        self.add("beside", self._beside(body, 1))
        worded = self.view.dense["worded"]
        runs = {"law": (index.laws, index.law_starts), "chapter": (index.chapters, index.chapter_starts)}
        for name, (run, starts) in runs.items():
            self.add(f"{name} worded", _most(worded, starts)[run[rows]] / (worded.max() + 1e-6), 0)
        self.add("beside worded", self._beside(worded, 1) / (worded.max() + 1e-6))
        self.add("level", index.levels[rows], 0)
        self.add("length", index.lengths[rows], 0, bent=True)

    def _beside(self, dense: Vector, distance: int) -> Vector:
        """The better of two neighbours in the same law."""
        laws, last = self.index.laws, len(self.index) - 1
        sides = [np.clip(self.rows + step, 0, last) for step in (-distance, distance)]
        return np.maximum(*(dense[side] * (laws[side] == laws[self.rows]) for side in sides))

    def _past(self, memory: Memory) -> None:
        dense, index, rows = self.view.dense, self.index, self.rows
        self.ranked("ridge", dense["ridge"])
        for name in (*VOTES, "of questions", "of answers"):
            self.add(name, dense[name][rows])
            self.add(f"{name} share", dense[name][rows] / (dense[name].max() + 1e-6))
        cited = np.zeros(len(index), np.float32)
        cited[memory.articles] = np.asarray(memory.cited.sum(0)).ravel()
        for name, values in {"law": dense["ridge"], "law votes": dense["by told"], "law cited": cited}.items():
            self.add(f"past {name}", _by_law(index, values)[index.laws[rows]], bent=name != "law")
        for name, values in {"chapter votes": dense["by told"], "chapter cited": cited}.items():
            self.add(f"past {name}", np.add.reduceat(values, index.chapter_starts)[index.chapters[rows]], bent=True)
        self.add("past cited", cited[rows], 0, bent=True)
        self.add("ridge beside", np.maximum(self._beside(dense["ridge"], 1), self._beside(dense["ridge"], 2)))
        self.add("votes beside", self._beside(dense["by told"], 1))
        self.add("nearest of all", self.view.recalled.nearness.max(), 0)


def _most(values: Vector, starts: Vector) -> Vector:
    """The largest value of each run."""
    return np.maximum.reduceat(values, starts)
