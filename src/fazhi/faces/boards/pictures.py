"""The pictures of a board: the year's line beside last year's, the map of towns, the table of units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from fazhi.faces.look import bars, charts, maps
from fazhi.faces.look.charts import LineChart
from fazhi.faces.look.parts import Column, Link, Row, TableCell
from fazhi.kernel.indicators import evaluation
from fazhi.kernel.indicators.declared import Indicator
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.indicators.windows import LAST_TWELVE_MONTHS, month_end, month_start, months_before, years_before
from fazhi.kernel.indicators.wording import SCALES, measure_of, split
from fazhi.kernel.org.models import Unit, UnitKind

from . import words
from .asked import Asked
from .places import below, called, regions, short


@dataclass(frozen=True, slots=True)
class Line:
    """Twelve months, the same months a year before, and the months as a table."""

    chart: LineChart
    legend: list[maps.Class]
    note: str
    months: list[tuple[date, Value | None, Value | None]]

    @property
    def is_empty(self) -> bool:
        return not any(value and value.records for _, *both in self.months for value in both)


def year_line(asked: Asked, indicator: Indicator) -> Line:
    """Whole months are drawn; the days of the running month stand in words below."""
    now, before = series(asked, indicator, asked.on), series(asked, indicator, years_before(asked.on, 1))
    months = [month_start(months_before(asked.on, ago)) for ago in reversed(range(12))]
    rows = [(month, now.get(month), before.get(years_before(month, 1))) for month in months]
    whole = rows[:-1] if asked.on != month_end(asked.on) else rows
    chart = charts.line_chart(
        [f"{month.month}月" for month, _, _ in whole],
        [height(indicator, value) for _, value, _ in whole],
        [height(indicator, value) for _, _, value in whole],
        unit=indicator.unit,
    )
    legend = [maps.Class("line", _span(whole[0][0], whole[-1][0])), maps.Class("dash", "上年同月")]
    return Line(chart, legend, _running(rows[-1], asked.on) if len(whole) < len(rows) else "", rows)


def series(asked: Asked, indicator: Indicator, on: date) -> evaluation.Series:
    if indicator.is_standing(LAST_TWELVE_MONTHS):
        return evaluation.month_ends(indicator, asked.scope, on)
    return evaluation.by_months([indicator], asked.scope, LAST_TWELVE_MONTHS, on)[indicator.code]


def height(indicator: Indicator, value: Value | None) -> float | None:
    """A value in the unit that the report writes; a month without records is nothing, of a share nothing known."""
    if value is None or value.value is None:
        return None if indicator.unit == "%" or value is not None else 0.0
    return round(float(value.value / SCALES[split(indicator.unit)[0]]), 1)


def _span(first: date, last: date) -> str:
    return f"{first.year}年{first.month}月至{last.year}年{last.month}月"


def _running(row: tuple[date, Value | None, Value | None], on: date) -> str:
    month, value, _ = row
    days = f"{month.month}月1日" if on.day == 1 else f"{month.month}月1日至{on.day}日"
    return f"{days} {words.exact(value) if value else '没有记录'}，未画入"


@dataclass(frozen=True, slots=True)
class Map:
    """The towns of a city, or what lies below a unit, as squares."""

    title: str
    drawn: maps.TileMap


def town_map(asked: Asked, indicator: Indicator, children: list[Unit]) -> Map | None:
    """Counties with their towns, a county with its towns, a town with its villages; nothing where nothing lies below."""
    blocks = _blocks(asked, children)
    units = [unit for _, towns in blocks for unit in towns]
    if not units:
        return None
    values = evaluation.by_units([indicator], units, asked.window, asked.on, asked.structure)
    totals = evaluation.by_units([indicator], [unit for unit, _ in blocks], asked.window, asked.on, asked.structure)
    counties = [
        maps.County(
            block.name,
            [_town(asked, indicator, unit, values.get(unit.pk, {}).get(indicator.code)) for unit in towns],
            _figure(indicator, totals.get(block.pk, {}).get(indicator.code)),
        )
        for block, towns in blocks
    ]
    return Map(f"{len(units)} 个{called(units)}，{indicator.label}", maps.tile_map(counties, _measure(indicator)))


def _blocks(asked: Asked, children: list[Unit]) -> list[tuple[Unit, list[Unit]]]:
    counties = [unit for unit in children if unit.kind == UnitKind.COUNTY]
    if not counties:
        here = regions(children)
        return [(asked.unit, here)] if here else []
    found = below(asked, counties)
    return [(county, regions(found[county.pk])) for county in counties if regions(found[county.pk])]


def _town(asked: Asked, indicator: Indicator, unit: Unit, value: Value | None) -> maps.Town:
    return maps.Town(short(unit), height(indicator, value), unit_url(asked, indicator, unit))


def unit_url(asked: Asked, indicator: Indicator, unit: Unit) -> str:
    """The figure of another unit, in the same days."""
    return reverse("boards:figure", args=[indicator.code]) + asked.query(unit=unit.code, show="")


def _figure(indicator: Indicator, value: Value | None) -> str:
    shown = height(indicator, value)
    return "" if shown is None else f"{words.grouped(round(shown, 1))}{'%' if indicator.unit == '%' else ''}"


def _measure(indicator: Indicator) -> str:
    return indicator.unit if split(indicator.unit)[0] else measure_of(indicator.unit)


def unit_rows(asked: Asked, indicators: list[Indicator], children: list[Unit], found: dict[int, dict[str, Value]]) -> list[Row]:
    """A line for each region below, and for each body beside them that has something to count."""
    return [
        Row(unit.name, reverse("boards:home") + asked.query(unit=unit.code), "", cells(asked, indicators, unit, found[unit.pk]))
        for unit in counted_units(children, found)
    ]


def counted_units(children: list[Unit], found: dict[int, dict[str, Value]]) -> list[Unit]:
    shown = set(map(id, regions(children)))
    return [
        unit
        for unit in sorted(children, key=lambda unit: (id(unit) not in shown, unit.code))
        if unit.pk in found and (id(unit) in shown or any(value.records for value in found[unit.pk].values()))
    ]


def cells(asked: Asked, indicators: list[Indicator], unit: Unit | None, values: dict[str, Value]) -> list[TableCell]:
    """One number each, in the unit of the column's head; each opens."""
    return [TableCell(_linked(asked, each, unit, values[each.code]), each.label, "num") for each in indicators]


def _linked(asked: Asked, indicator: Indicator, unit: Unit | None, value: Value) -> Any:
    text = in_unit(value)
    url = unit_url(asked, indicator, unit) if unit else reverse("boards:figure", args=[indicator.code]) + asked.query(show="")
    return format_html('<a href="{}">{}</a>', url, text) if value.records else text


def in_unit(value: Value) -> str:
    """A number without its unit, which stands in the head: 2,146, 97.3%, 2,418.6."""
    if value.value is None:
        return "无"
    if value.unit == "%":
        return words.share(value.value)
    scale = SCALES[split(value.unit)[0]]
    return f"{value.value / scale:,.1f}" if scale != 1 or value.value != int(value.value) else f"{int(value.value):,}"


def heads(indicators: list[Indicator], first: str = "单位") -> list[Column]:
    return [
        Column(first),
        *(Column(f"{each.label}（{each.unit}）" if each.unit != "%" else each.label, "num") for each in indicators),
    ]


def marked(values: list[Value], whole: Value, scale: tuple[float, float]) -> list[list[bars.Segment]]:
    """Shares as marks on a part of the scale, with the whole as a thin line; amounts as bars from zero."""
    known = [None if value.value is None else float(value.value) for value in values]
    if not words.is_share(whole):
        highest = max((value for value in known if value is not None), default=0.0)
        return [[] if value is None else bars.length(value, highest) for value in known]
    line = None if whole.value is None else float(whole.value)
    return [[] if value is None else bars.marks(value, line, *scale) for value in known]


def scale_of(values: list[Value]) -> tuple[float, float]:
    """The tens between which shares lie."""
    known = [float(value.value) for value in values if value.value is not None] or [0.0]
    low, high = min(known) // 10 * 10, -(-max(known) // 10) * 10
    return low, max(high, low + 10)


def switch(asked: Asked, indicators: list[Indicator], shown: Indicator, path: str) -> list[Link]:
    """Which figure the line and the map show."""
    return [Link(each.label, path + asked.query(show=each.code) + "#pictures", each is shown) for each in indicators]
