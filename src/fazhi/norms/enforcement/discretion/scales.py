"""What a benchmark says of one violation, in memory: its model, its rows, the range of the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from .ranges import Range, bands

AMBIGUOUS = "从轻和从重的情形都有，不能自动抵消；请权衡后选定裁量情节，并写明理由"


class Undecided(ValueError):
    """The benchmark cannot be applied to what was told; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a benchmark. Tiers: a condition of a level and its range. Weights: a factor's grade and its percent. Matrix: a cell."""

    factor: str
    grade: str
    level: str = ""
    weight: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    column: str = ""  # of a matrix: the grade of the second factor


@dataclass(frozen=True)
class Scale:
    """One violation of a benchmark; amounts are yuan, or multiples where `is_multiple`."""

    model: str
    law: Range
    rows: tuple[Row, ...] = ()
    start: Decimal = Decimal(20)  # per cent, of weights
    second: str = ""  # of a matrix: the name of the second factor
    rule: str = "general"  # of bands
    is_multiple: bool = False
    needs_all: frozenset[str] = frozenset()  # levels of tiers whose conditions must all be proved

    @cached_property
    def factors(self) -> dict[str, list[str]]:
        """Factor → its grades in the order of the table, the lowest first."""
        found: dict[str, list[str]] = {}
        for row in self.rows:
            grades = found.setdefault(row.factor, [])
            if row.grade not in grades:
                grades.append(row.grade)
        if self.second:
            found[self.second] = list(dict.fromkeys(row.column for row in self.rows))
        return found

    @cached_property
    def cells(self) -> dict[tuple[str, str], Row]:
        """(factor, grade) → its line; of a matrix (grade, grade of the second factor)."""
        return {(row.grade, row.column) if self.second else (row.factor, row.grade): row for row in self.rows}

    @cached_property
    def cut(self) -> dict[str, Range]:
        """The law's range by the general rule, which names the level of an amount."""
        return bands("general", self.law)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a benchmark makes of a case: a level, a range in yuan within the law's, and how it came about."""

    level: str
    range: Range
    law: Range
    why: tuple[str, ...]
    percent: Decimal | None = None
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def suggested(self) -> Decimal | None:
        """The middle of the range; its one bound where it has no other."""
        low, high = self.range.low, self.range.high
        if low is None or high is None:
            return low if high is None else high
        return (low + high) / 2
