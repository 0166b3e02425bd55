"""A plain weighted sum of the columns: coarser than trees, and steadier where questions are few."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .bags import Vector
from .forest import Example

ROUNDS = 25
BATCH = 64
PACE = 0.05
RESTRAINT = 1e-3
SEED = 20260103


@dataclass(frozen=True)
class Slope:
    """What each column weighs after it is bent to a logarithm, centred and scaled."""

    bent: Vector
    centre: Vector
    scale: Vector
    weights: Vector

    def scores(self, table: Vector) -> Vector:
        """One number a row, larger for what fits better."""
        return self._even(table) @ self.weights

    def _even(self, table: Vector) -> Vector:
        return (_bend(table, self.bent) - self.centre) / self.scale


def _bend(table: Vector, bent: Vector) -> Vector:
    return np.where(bent, np.log1p(np.maximum(table, 0)), table)


def even(values: Vector) -> Vector:
    """On a scale of its own, so that different scores can be added."""
    return (values - values.mean()) / (values.std() + 1e-9)


def evened(table: Vector, bent: Vector) -> Vector:
    """Each column of one question's candidates on a scale of its own: how a candidate stands among the others, whatever the question."""
    straight = _bend(table, bent)
    spread = straight.std(0, dtype=np.float64) + 1e-6
    return ((straight - straight.mean(0, dtype=np.float64)) / spread).astype(np.float32)


def fit(examples: Sequence[Example], bent: Vector) -> Slope:
    """Moves the weights until the right candidates have most of the softmax; at least one example has a right candidate."""
    lessons = [example for example in examples if example.right.any()]
    rows = np.concatenate([_bend(lesson.table, bent) for lesson in lessons])
    centre, scale = rows.mean(0), rows.std(0) + 1e-6
    slope = Slope(bent, centre, scale, np.zeros(rows.shape[1]))
    tables = [slope._even(lesson.table) for lesson in lessons]
    chance, pace = np.random.default_rng(SEED), _Pace(slope.weights)
    for number in range(ROUNDS):
        order = chance.permutation(len(lessons))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            change = sum(_change(tables[place], lessons[place], slope.weights) for place in batch) / BATCH
            pace.move(change - RESTRAINT * slope.weights, PACE * (1 - number / ROUNDS))
    return slope


def _change(table: Vector, lesson: Example, weights: Vector) -> Vector:
    sums = table @ weights
    chances = np.exp(sums - sums.max())
    return lesson.weight * ((lesson.right / lesson.right.sum() - chances / chances.sum()) @ table)


class _Pace:
    """Adam: each weight moves by its mean change over the spread of its changes."""

    def __init__(self, weights: Vector) -> None:
        self.weights, self.mean, self.spread, self.steps = weights, np.zeros_like(weights), np.zeros_like(weights), 0

    def move(self, change: Vector, pace: float) -> None:
        self.steps += 1
        self.mean += 0.1 * (change - self.mean)
        self.spread += 0.01 * (change**2 - self.spread)
        mean, spread = self.mean / (1 - 0.9**self.steps), self.spread / (1 - 0.99**self.steps)
        self.weights += pace * mean / np.sqrt(spread + 1e-8)
