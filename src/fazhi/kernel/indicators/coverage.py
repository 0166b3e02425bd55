"""Figures that count units of the tree: how many there are, and how many of them have something; “均” only when all do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from fazhi.kernel.org.models import Unit

from .figures import FigureRow


@dataclass(frozen=True, slots=True)
class UnitCount:
    """Units of a kind in force on a day, and those among them that `having` names by id."""

    code: str
    label: str
    of: Callable[[date], QuerySet[Unit]]
    having: Callable[[date], set[int]]
    unit: str = "个"
    sentence: str = "{every}{amount}{unit}"

    def __call__(self, on: date) -> FigureRow:
        units = set(self.of(on).values_list("pk", flat=True))
        having = units & self.having(on)
        every = "全部" if units and having == units else ""
        text = self.sentence.format(every=every, amount=len(having), unit=self.unit, all=len(units))
        definition = f"{self.label}：{len(having)}，应有 {len(units)}；分母取自{on}的机构树"
        return FigureRow(self.code, self.label, text, len(having), self.unit, len(having), definition)
