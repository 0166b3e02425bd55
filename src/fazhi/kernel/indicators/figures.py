"""The figure table: which figures a report prints, in which sentence, and what each comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fazhi.kernel import registry
from fazhi.kernel.org.models import Unit

from .evaluation import evaluate
from .values import Value
from .windows import Window


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


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as it stands: the sentence as a report prints it, the exact value, and how many records are behind it."""

    code: str
    label: str
    text: str
    value: object
    unit: str
    records: int
    definition: str
    answer: Value | None = None


def figure_table(on: date, unit: Unit | None = None) -> list[FigureRow]:
    """Every declared figure on a day, in the order of the codes."""
    return [row_of(figure, on, unit) for _, figure in sorted(registry.on("figures").items())]


def row_of(figure: Figure, on: date, unit: Unit | None = None) -> FigureRow:
    """One line of the table."""
    if figure.asks:
        return figure.asks(on)
    value = evaluate(figure.indicator, unit, figure.window, on)
    return FigureRow(
        figure.code,
        value.label,
        figure.sentence.format(text=value.text),
        value.value,
        value.unit,
        value.records,
        value.definition,
        value,
    )
