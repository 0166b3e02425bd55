"""The tile map: one square a township, set in blocks by county; position is rough, area means nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

PITCH_X, PITCH_Y, WIDTH, HEIGHT = 49.0, 40.0, 46.0, 37.0
HEAD, BLOCK_GAP = 36.0, 24.0
MOST = 704.0


@dataclass(frozen=True, slots=True)
class Town:
    """A township and its figure; column and row are its place in its county's block."""

    name: str
    value: float | None
    url: str = ""
    column: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class County:
    """A county and its townships; x and y place its block by hand, in squares."""

    name: str
    towns: Sequence[Town]
    total: str = ""
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """A drawn square."""

    x: float
    y: float
    text_x: float
    name_y: float
    value_y: float
    name: str
    value: str
    css: str
    text_css: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class CountyName:
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Class:
    """One of the five steps of the hue, with its bounds in words."""

    css: str
    label: str


# How many bounds → which of the five steps of the hue stand for what lies between them.
SPREAD = ((3,), (2, 4), (1, 3, 5), (1, 2, 4, 5), (1, 2, 3, 4, 5))


@dataclass(frozen=True, slots=True)
class TileMap:
    """A map ready to be drawn."""

    view_box: str
    tiles: Sequence[Tile]
    names: Sequence[CountyName]
    legend: Sequence[Class]
    width: float = WIDTH
    height: float = HEIGHT


def tile_map(counties: Sequence[County], unit: str = "件", bounds: Sequence[float] = ()) -> TileMap:
    """The map of all counties; four bounds part the values into five steps, quintiles if none are given."""
    values = [town.value for county in counties for town in county.towns if town.value is not None]
    limits = list(bounds) or quintiles(values)
    tiles: list[Tile] = []
    names: list[CountyName] = []
    for county, (left, top) in zip(counties, _corners(counties), strict=True):
        names.append(CountyName(left + 2, top - 8, f"{county.name} {county.total}".strip()))
        tiles += [_tile(county, town, left, top, limits, unit) for town in settled(county.towns)]
    return TileMap(_view_box(tiles), tiles, names, legend(limits, values))


def quintiles(values: Sequence[float]) -> list[float]:
    """At most four bounds between steps of about equal membership; fewer where few values differ, none where all are equal."""
    ordered = sorted(values)
    found = {ordered[min(len(ordered) * step // 5, len(ordered) - 1)] for step in range(1, 5)} if ordered else set()
    return sorted(bound for bound in found if bound > ordered[0])


def class_of(value: float | None, bounds: Sequence[float]) -> int:
    """The step of the hue for a value, 1 to 5, spread over them where there are fewer; 0 when there is no value."""
    return 0 if value is None else SPREAD[len(bounds)][sum(value >= bound for bound in bounds)]


def legend(bounds: Sequence[float], values: Sequence[float]) -> list[Class]:
    """The steps that some value has, each by the lowest and the highest of its values."""
    steps: dict[int, list[float]] = {}
    for value in sorted(values):
        steps.setdefault(class_of(value, bounds), []).append(value)
    return [Class(f"q{step}", _range(found[0], found[-1])) for step, found in steps.items()]


def _range(lowest: float, highest: float) -> str:
    return f"{lowest:,g}" if lowest == highest else f"{lowest:,g}–{highest:,g}"


def settled(towns: Sequence[Town]) -> list[Town]:
    """Each township with a place: its own, or the next free square of a block that is a little wider than high."""
    across = columns_of(towns)
    return [
        town
        if town.column is not None and town.row is not None
        else Town(town.name, town.value, town.url, at % across, at // across)
        for at, town in enumerate(towns)
    ]


def columns_of(towns: Sequence[Town]) -> int:
    placed = [town.column + 1 for town in towns if town.column is not None]
    return max(placed) if placed else max(ceil(sqrt(len(towns) * 1.3)), 1)


def rows_of(towns: Sequence[Town]) -> int:
    return max((town.row or 0 for town in settled(towns)), default=0) + 1


def _corners(counties: Sequence[County]) -> list[tuple[float, float]]:
    """The upper left corner of every block: placed by hand, or set in lines like words."""
    if all(county.x is not None and county.y is not None for county in counties):
        return [((county.x or 0) * PITCH_X, (county.y or 0) * PITCH_Y) for county in counties]
    corners: list[tuple[float, float]] = []
    x = y = tallest = 0.0
    for county in counties:
        width = columns_of(county.towns) * PITCH_X
        if x and x + width > MOST:
            x, y, tallest = 0.0, y + tallest + HEAD, 0.0
        corners.append((x, y))
        x, tallest = x + width + BLOCK_GAP, max(tallest, rows_of(county.towns) * PITCH_Y)
    return corners


def _tile(county: County, town: Town, left: float, top: float, bounds: Sequence[float], unit: str) -> Tile:
    x, y = left + (town.column or 0) * PITCH_X, top + (town.row or 0) * PITCH_Y
    step = class_of(town.value, bounds)
    value = "无" if town.value is None else f"{town.value:,g}"
    label = f"{county.name}{town.name} {value}" + (f" {unit}" if town.value is not None else "")
    return Tile(
        x, y, x + WIDTH / 2, y + 15.5, y + 30.5, town.name, value, f"q{step}", "t2" if step > 3 else "t1", town.url, label
    )


def _view_box(tiles: Sequence[Tile]) -> str:
    right = max((tile.x + WIDTH for tile in tiles), default=MOST)
    bottom = max((tile.y + HEIGHT for tile in tiles), default=HEIGHT)
    left, top = min((tile.x for tile in tiles), default=0.0), min((tile.y for tile in tiles), default=0.0)
    # A few squares stay as small as many.
    return f"{left - 2:g} {top - HEAD:g} {max(right - left + 4, MOST):g} {bottom - top + HEAD + 2:g}"
