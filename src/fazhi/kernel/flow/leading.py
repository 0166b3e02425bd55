"""A row of a ledger led through its life: each act on its own day, in the order of the days, then of the work."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.org.models import Person

from .declared import Step
from .lives import Life, has_come

TOLD = "台账载明"
DAY = timedelta(days=1)

Act = tuple[date, int, Callable[[], None]]
Rung = tuple[Any, str, str]  # a step, the column of its day, the columns that it asks


class Teller:
    """One row and the life it tells; acts are (day, rank on one day, what is done)."""

    def __init__(self, life: Life, row: dict[str, Any], person: Person) -> None:
        self.life, self.row, self.person, self.case = life, row, person, life.case

    def in_order(self, acts: Iterator[Act]) -> None:
        """Do what the row tells, each act on its day."""
        for _, _, act in sorted(acts, key=lambda each: each[:2]):
            act()

    def _on(self, name: str, rank: int, act: Callable[[], None]) -> Iterator[Act]:
        """An act on the day that a column names, if it names one."""
        if self.row[name]:
            yield self.row[name], rank, act

    def _take(self, step: Step, on: date, data: dict[str, Any] | None = None, part: Any = None) -> None:
        """Take a step; a row that tells the impossible is refused, with the flow's own sentence."""
        has_come(step.label, on)
        self.life.take(step, None if step.is_automatic_only else self.person, on, data, TOLD, part)

    def _if(self, step: Step, on: date, *names: str) -> None:
        """A step that may be taken where the case stands, with the columns that it asks."""
        if self._is_open(step):
            self._take(step, on, self._said(*names))

    def _is_open(self, step: Step) -> bool:
        return self.life.flow.states[self.case.state] in step.source

    def _begin_on(self, on: date, parts: dict[str, Any] | None = None) -> None:
        """Register, if the row is new."""
        if self.case.version == 0:
            has_come("登记", on)
            self.life.begin(self.person, on, parts)

    def _said(self, *names: str) -> dict[str, Any]:
        """The columns that say something, under their own names."""
        return {name: self.row[name] for name in names if self.row.get(name) not in (None, "")}

    def _climb(self, rungs: Sequence[Rung]) -> None:
        """Each step of a straight life that the row has a day for, or has left behind."""
        reached = max((at for at, (step, *_) in enumerate(rungs) if step.target.name == self.row["state"]), default=-1)
        for at, (step, name, asked) in enumerate(rungs):
            if self._is_open(step) and (self.row[name] or at <= reached):
                self._take(step, self._day(name, step), {each: self.row[each] for each in asked.split()})

    def _day(self, name: str, step: Step) -> date:
        if not self.row[name]:
            raise ValidationError({name: f"写了“{step.target.label}”，就要写这一步的日期"})
        return self.row[name]
