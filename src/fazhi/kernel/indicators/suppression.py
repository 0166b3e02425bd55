"""Small cells: a number so small that somebody could be known by it is not told outside the offices."""

from typing import Any, Protocol

from fazhi.kernel.law import CityRule

SMALLEST_CELL = CityRule(
    "portal.smallest_cell", "公布数字的最小单元", default=5, unit="件", note="更小的数可能认出具体的人，公布时隐去；不会小于 5"
)
FLOOR = 5  # reliability.md V3: below it no city may go


def least() -> int:
    """The smallest number that is told."""
    return max(FLOOR, SMALLEST_CELL.value())


class Counted(Protocol):
    """A figure or its snapshot: what was counted, out of how many."""

    numerator: Any
    denominator: int | None
    records: int


def is_small(count: Any) -> bool:
    """Whether a count is neither nothing nor enough; nothing points at nobody."""
    return count is not None and 0 < count < least()


def hides(figure: Counted) -> bool:
    """Whether so few stand behind a figure, or behind its rest, that it may not be told."""
    counts = [figure.records, figure.numerator]
    if figure.denominator is not None and figure.numerator is not None:
        counts += [figure.denominator, figure.denominator - figure.numerator]
    return any(map(is_small, counts))


def instead(label: str = "") -> str:
    """What is said in the place of a small number."""
    return f"{label}少于 {least()}，不公布具体数"
