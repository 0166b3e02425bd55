"""The geometry of charts: values become points, ticks and rectangles, so that templates hold no arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

LEFT, RIGHT, TOP, BOTTOM = 46.0, 16.0, 14.0, 32.0
NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    text: str = ""
    label: str = ""
    css: str = ""
    url: str = ""

    def __str__(self) -> str:
        return f"{self.x:.1f},{self.y:.1f}"


@dataclass(frozen=True, slots=True)
class Spark:
    """A line without axes, in a box of 120 × 28."""

    points: str
    view_box: str = "0 0 120 28"


@dataclass(frozen=True, slots=True)
class Tick:
    y: float
    text_y: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    css: str
    points: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """One year as a line with dots over an area, the year before as a dashed line."""

    width: float
    height: float
    left: float
    right: float
    text_x: float
    ticks: Sequence[Tick]
    lines: Sequence[Line]
    area: str
    dots: Sequence[Point]
    months: Sequence[Point]
    lead: Point | None
    summary: str


def spark(values: Sequence[float], width: float = 120, height: float = 28, margin: float = 3) -> Spark | None:
    """A sparkline; fewer than two values draw nothing."""
    if len(values) < 2:
        return None
    low, high = min(values), max(values)
    span = (high - low) or 1
    step, room = width / (len(values) - 1), height - 2 * margin
    flat = 0.5 if high == low else 0.0
    points = (Point(at * step, height - margin - room * ((value - low) / span + flat)) for at, value in enumerate(values))
    return Spark(" ".join(map(str, points)), f"0 0 {width:g} {height:g}")


def scale(highest: float, steps: int = 4) -> list[float]:
    """Round marks from zero to at least the highest value: 0, 250, 500, 750, 1000."""
    if highest <= 0:
        return [0.0, 1.0]
    raw = highest / steps
    power = 10 ** floor(log10(raw))
    step = next(nice * power for nice in NICE if nice * power >= raw - 1e-9)
    return [step * number for number in range(ceil(highest / step - 1e-9) + 1)]


def number_words(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def line_chart(
    labels: Sequence[str],
    values: Sequence[float | None],
    before: Sequence[float | None] = (),
    *,
    width: float = 524,
    height: float = 272,
    unit: str = "",
) -> LineChart:
    """A line chart that starts at zero; a missing value breaks nothing, it is left out."""
    present = [value for value in (*values, *before) if value is not None]
    marks = scale(max(present, default=0))
    field = _Field(len(labels), marks[-1], width, height)
    dots = field.points(values, labels)
    return LineChart(
        width=width,
        height=height,
        left=LEFT,
        right=width - RIGHT,
        text_x=LEFT - 8,
        ticks=[Tick(field.y(mark), field.y(mark) + 4, number_words(mark)) for mark in marks],
        lines=_lines(field.points(before, labels), dots),
        area=_area(dots, height - BOTTOM),
        dots=dots,
        months=[Point(field.x(at), height - 8, label, css=f"m{at % 2}") for at, label in enumerate(labels)],
        lead=_lead(dots),
        summary="，".join(f"{dot.label} {dot.text}{unit}" for dot in dots),
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """The drawing area: where a value of a column lies."""

    columns: int
    highest: float
    width: float
    height: float

    def x(self, column: int) -> float:
        room = self.width - LEFT - RIGHT
        return round(LEFT + (room * column / (self.columns - 1) if self.columns > 1 else room / 2), 1)

    def y(self, value: float) -> float:
        floor_y = self.height - BOTTOM
        return round(floor_y - (floor_y - TOP) * value / self.highest, 1)

    def points(self, values: Sequence[float | None], labels: Sequence[str]) -> list[Point]:
        known = ((at, value) for at, value in enumerate(values) if value is not None)
        return [Point(self.x(at), self.y(value), number_words(value), labels[at]) for at, value in known]


def _lines(before: Sequence[Point], now: Sequence[Point]) -> list[Line]:
    drawn = (("l2", before), ("l1", now))
    return [Line(css, " ".join(map(str, points))) for css, points in drawn if len(points) > 1]


def _area(dots: Sequence[Point], floor_y: float) -> str:
    if len(dots) < 2:
        return ""
    corners = (Point(dots[0].x, floor_y), *dots, Point(dots[-1].x, floor_y))
    return " ".join(map(str, corners))


def _lead(dots: Sequence[Point]) -> Point | None:
    """The last value, written above its dot."""
    return Point(dots[-1].x, max(dots[-1].y - 12, 12), dots[-1].text) if dots else None
