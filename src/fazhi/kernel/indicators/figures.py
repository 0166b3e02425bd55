"""The figure table: which figures a report prints, in which sentence, and what each comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fazhi.kernel import registry
from fazhi.kernel.org.models import Unit

from .coverage import UnitCount
from .declared import indicator_of
from .evaluation import evaluate_many
from .places import NOW, Scope
from .values import FigureRow, Value
from .windows import Window

__all__ = ["Figure", "FigureRow", "figure_table", "table_of"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a report: its code, the sentence with {text}, and the indicator behind it."""

    code: str
    sentence: str
    indicator: str = ""
    window: Window | None = None
    asks: Callable[[date], FigureRow] | None = None  # for what is counted of units or schemes, not of records

    def __post_init__(self) -> None:
        registry.leave("figures", self.code, self)


def figure_table(on: date, unit: Unit | None = None, from_records: bool = False) -> list[FigureRow]:
    """Every declared figure on a day, in the order of the codes; what only the whole city has is left out for a unit."""
    return table_of(list(registry.on("figures").values()), Scope.of(unit, NOW, on), on, unit, from_records)


def table_of(
    figures: list[Figure], scope: Scope, on: date, unit: Unit | None = None, from_records: bool = False
) -> list[FigureRow]:
    """Some of them, asked together."""
    values = _values(figures, scope, on, from_records)
    rows = [
        _row(each, values[each.window and each.window.name, each.indicator]) if not each.asks else _asked(each, on, unit)
        for each in sorted(figures, key=lambda figure: figure.code)
    ]
    return [row for row in rows if row]


def _values(figures: list[Figure], scope: Scope, on: date, from_records: bool) -> dict[tuple[str | None, str], Value]:
    found: dict[tuple[str | None, str], Value] = {}
    counted = [each for each in figures if not each.asks]
    for window in {each.window and each.window.name: each.window for each in counted}.values():
        together = {each.indicator for each in counted if (each.window and each.window.name) == (window and window.name)}
        values = evaluate_many([indicator_of(code) for code in sorted(together)], scope, window, on, from_records)
        found |= {(window and window.name, code): value for code, value in values.items()}
    return found


def _asked(figure: Figure, on: date, unit: Unit | None) -> FigureRow | None:
    if isinstance(figure.asks, UnitCount):
        return figure.asks(on, unit)
    return None if unit else figure.asks(on)


def _row(figure: Figure, value: Value) -> FigureRow:
    return FigureRow(
        figure.code,
        value.label,
        figure.sentence.format(text=value.text),
        value.value,
        value.unit,
        value.records,
        value.definition,
        value,
        value.denominator,
    )
