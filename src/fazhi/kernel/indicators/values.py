"""What a figure is made of, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from .windows import Stretch, Window
from .wording import Number, measure_of

if TYPE_CHECKING:
    from .declared import Indicator
    from .places import Scope

PLACES = Decimal("0.0001")  # what a roll-up keeps of a sum
SECONDS_A_DAY = Decimal(86_400)


@dataclass(frozen=True, slots=True)
class Sums:
    """What adds up: a numerator, a denominator, and how many records are behind them."""

    numerator: Decimal = Decimal(0)
    denominator: int = 0
    records: int = 0

    @classmethod
    def read(cls, row: dict[str, Any], prefix: str = "") -> Sums:
        """From a row of aggregates named numerator, denominator, records."""
        return cls(*(kind(row.get(prefix + name)) for name, kind in READ.items()))

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.numerator + other.numerator, self.denominator + other.denominator, self.records + other.records)


def number(value: Any) -> Decimal:
    """An aggregate as a Decimal; a duration in days."""
    if isinstance(value, timedelta):
        return (Decimal(value // timedelta(microseconds=1)) / 1_000_000 / SECONDS_A_DAY).quantize(PLACES)
    return Decimal(str(value or 0)).quantize(PLACES)


READ = {"numerator": number, "denominator": lambda value: int(value or 0), "records": lambda value: int(value or 0)}
NOTHING = Sums()


@dataclass(frozen=True, slots=True)
class Value:
    """A figure: its value and text, what it was made of, and how it was asked for."""

    code: str
    label: str
    value: Number | None
    text: str
    numerator: Number
    denominator: int | None
    records: int
    unit: str
    window: Window
    stretch: Stretch
    definition: str
    empty: bool
    scope: Scope = field(repr=False)
    indicator: Indicator = field(repr=False)

    def __str__(self) -> str:
        return f"{self.label}{self.text}"

    def agrees_with(self, other: Value) -> bool:
        """Whether two reckonings of a figure are one: the same text and records, and sums that differ by rounding alone."""
        same = (self.text, self.denominator, self.records) == (other.text, other.denominator, other.records)
        return same and abs(self.numerator - other.numerator) <= self.indicator.margin(self.records)

    @property
    def is_full(self) -> bool:
        """Whether a rate or a coverage has reached all."""
        return self.denominator is not None and self.denominator == self.numerator and not self.empty

    @property
    def coverage(self) -> Decimal | None:
        """Numerator in per cent of the denominator."""
        return self.numerator * 100 / Decimal(self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as a report has it: the sentence, the exact value (金额 in 元), and how many records or units are behind it."""

    code: str
    label: str
    text: str
    value: object
    unit: str
    records: int
    definition: str
    answer: Value | None = None
    out_of: int | None = None

    @property
    def measure(self) -> str:
        """The unit of the exact value: 元 for what is written in 万元."""
        return measure_of(self.unit)
