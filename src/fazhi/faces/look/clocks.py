"""A clock as a page shows it: its badge, its weeks and why the day is the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fazhi.kernel.calendar import Grid

from .parts import Due

MEANINGS = (("skip-day", "skip-day", "休息日、暂停"), ("end", "fa", "最后一天"))


@dataclass(frozen=True, slots=True)
class Key:
    """A line of a legend: the class of the mark and its words."""

    css: str
    label: str


@dataclass(frozen=True, slots=True)
class ClockCard:
    """All that a clock shows: what runs, by which law, until when and why."""

    title: str
    due: Due
    law: Any = ""
    note: str = ""
    grid: Grid | None = None
    reasons: Sequence[Any] = ()
    open: bool = False

    @property
    def legend(self) -> list[Key]:
        return legend_of(self.grid) if self.grid else []


def legend_of(grid: Grid) -> list[Key]:
    """Only what the grid holds, in the order in which a reader meets it."""
    held = {name for week in grid.weeks for cell in week.cells for name in cell.classes.split()}
    passed = [Key("q2", f"已过 {grid.passed} 天")] if "passed" in held else []
    return passed + [Key(css, label) for name, css, label in MEANINGS if name in held]
