"""What both halves of a row's life need: the row, the life, and a way to take a step on its day."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.lives import Life
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person

from ..flow import DisputeFlow as F

TOLD = "台账载明"
DAY = timedelta(days=1)

Act = tuple[date, int, Callable[[], None]]


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
        self._has_come(step.label, on)
        self.life.take(step, None if step.is_automatic_only else self.person, on, data, TOLD, part)

    def _is_open(self, step: Step) -> bool:
        return F.states[self.case.state] in step.source

    def _has_come(self, what: str, on: date) -> None:
        """A ledger tells what was done; nothing was done tomorrow."""
        if on > timezone.localdate():
            raise NotAllowed(f"“{what}”的日期 {on} 还没有到，台账只登记已经办理的事")
