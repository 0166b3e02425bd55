"""Figures that count units of the tree: how many there are, and how many of them have something; “均” only when all do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.paths import within

from .values import FigureRow


@dataclass(frozen=True, slots=True)
class UnitCount:
    """Units of a kind in force on a day, and those among them that `having` names by id."""

    code: str
    label: str
    of: Callable[[date], QuerySet[Unit]]
    having: Callable[[date], set[int]]
    unit: str = "个"
    sentence: str = "{every}{amount}{unit}"
    says: Callable[[list[Unit], list[Unit]], str] | None = None  # of those that have and lack, where a sentence is not enough
    means: str = ""  # what having it means; the label otherwise

    def __call__(self, on: date, under: Unit | None = None) -> FigureRow:
        having, lacking = self.parted(on, under)
        text = self.says(having, lacking) if self.says and not under else self._sentence(having, lacking)
        whole = len(having) + len(lacking)
        definition = f"{self.means or self.label}：{len(having)}，应有 {whole}；分母取自{on}的机构树"
        return FigureRow(self.code, self.label, text, len(having), self.unit, len(having), definition, out_of=whole)

    def _sentence(self, having: list[Unit], lacking: list[Unit]) -> str:
        every = "全部" if having and not lacking else ""
        return self.sentence.format(every=every, amount=len(having), unit=self.unit, all=len(having) + len(lacking))

    def parted(self, on: date, under: Unit | None = None) -> tuple[list[Unit], list[Unit]]:
        """The units that have it, and those that lack it; of a subtree, when one is named."""
        units = self.of(on).filter(within(under.path)) if under else self.of(on)
        named = self.having(on)
        rows = list(units.order_by("path"))
        return [unit for unit in rows if unit.pk in named], [unit for unit in rows if unit.pk not in named]
