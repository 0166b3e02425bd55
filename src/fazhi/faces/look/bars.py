"""Bars: shares of a whole, and a mark on a stretch of a scale."""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 0.4


@dataclass(frozen=True, slots=True)
class Segment:
    """A rectangle of a bar that is 100 wide and 8 high."""

    css: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class BarRow:
    """A row of a bar table: its name, its segments and the figures beside it."""

    label: str
    segments: Sequence[Segment]
    figures: Sequence[str] = ()
    url: str = ""
    total: str = ""


def shares(parts: Sequence[tuple[str, float]]) -> list[Segment]:
    """Shares of their sum, side by side with a hair between them; nothing is drawn for nothing."""
    whole = sum(amount for _, amount in parts)
    segments, at = [], 0.0
    for css, amount in parts:
        width = 100 * amount / whole if whole else 0
        if amount > 0:
            segments.append(Segment(css, round(at, 2), round(max(width - GAP, GAP), 2)))
        at += width
    return segments


def length(value: float, highest: float, css: str = "fa") -> list[Segment]:
    """One bar from zero."""
    return [Segment(css, 0.0, round(100 * value / highest, 2))] if highest > 0 and value > 0 else []


def marks(value: float, reference: float | None, low: float, high: float) -> list[Segment]:
    """A part of a scale does not start at zero, so it is shown by marks: a thin one for the whole city, a thick one here."""
    thin = [] if reference is None else [Segment("fe", _at(reference, low, high), 0.5)]
    return [*thin, Segment("fa", _at(value, low, high), 2.0)]


def _at(value: float, low: float, high: float) -> float:
    return round(min(max(100 * (value - low) / (high - low), 0), 98), 2)
