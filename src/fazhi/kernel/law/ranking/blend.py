"""The judge of candidates: trees and a plain sum, each on its own scale, added."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .bags import Vector
from .columns import Columns, Shape
from .forest import Example, Forest, grow
from .slope import Slope, even, fit

PLAIN = 0.7  # of the plain sum beside 1 of the trees


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
        return even(self.forest.scores(table)) + PLAIN * even(self.slope.scores(table))


def settle(examples: Sequence[Example], shape: Shape) -> Judge:
    """Learned from the same examples."""
    return Judge(grow(examples, shape.directions), fit(examples, np.array(shape.bent)), shape.names)
