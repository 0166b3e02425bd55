"""What both halves of a row's life need: the row, the life, and a way to take a step on its day."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.lives import Life, has_come
from fazhi.kernel.org.models import Person

TOLD = "台账载明"
DAY = timedelta(days=1)

Act = tuple[date, int, Callable[[], None]]
Rung = tuple[Any, str, str]  # a step, the column of its day, the columns that it asks


class Teller:
    """One row and the life it tells; acts are (day, rank on one day, what is done)."""

    def __init__(self, life: Life, row: dict[str, Any], person: Person) -> None:
        self.life, self.row, self.person, self.case = life, row, person, life.case

    def _on(self, name: str, rank: int, act: Callable[[], None]) -> Iterator[Act]:
        """An act on the day that a column names, if it names one."""
        if self.row[name]:
            yield self.row[name], rank, act

    def _take(self, step: Step, on: date, data: dict[str, Any] | None = None, part: Any = None) -> None:
        """Take a step; a row that tells the impossible is refused, with the flow's own sentence."""
        has_come(step.label, on)
        self.life.take(step, None if step.is_automatic_only else self.person, on, data, TOLD, part)

    def _is_open(self, step: Step) -> bool:
        return self.life.flow.states[self.case.state] in step.source

    def _begin_on(self, on: date) -> None:
        """Register, if the row is new."""
        if self.case.version == 0:
            has_come("登记", on)
            self.life.begin(self.person, on)

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
