"""The judge of candidates: trees and a plain sum, each on its own scale, added."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .bags import Vector, best
from .columns import Columns, Shape
from .forest import Example, Forest, grow
from .slope import Slope, even, evened, fit

PLAIN = 1.0  # of the plain sum beside 1 of the trees
CLOSER = 150  # candidates that the trees look at, the first by the plain sum
BEHIND = 100.0  # beyond what both can differ by


@dataclass(frozen=True)
class Judge:
    """Puts candidates in order; the score is comparable within one question only."""

    forest: Forest
    slope: Slope
    names: tuple[str, ...]

    def knows(self, columns: Columns) -> bool:
        """Whether it was taught on these columns; another version of the program may have others."""
        return self.names == tuple(columns.found)

    def scores(self, table: Vector) -> Vector:
        """One number a row, larger for what fits better."""
        if len(table) < 2:
            return np.zeros(len(table))
        plain = self.slope.scores(table)
        first = best(plain, CLOSER)
        scores = even(plain) - BEHIND
        scores[first] = even(self.forest.scores(evened(table, self.slope.bent)[first])) + PLAIN * even(plain[first])
        return scores


def settle(examples: Sequence[Example], shape: Shape) -> Judge:
    """Learned from the same examples."""
    bent = np.array(shape.bent)
    level = [Example(evened(each.table, bent), each.right, each.weight) for each in examples]
    return Judge(grow(level, shape.directions), fit(examples, bent), shape.names)
