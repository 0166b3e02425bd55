"""The tiles of a board: each figure as the report writes it, what it is made of, how it stands to last year, twelve months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from fazhi.faces.look import charts
from fazhi.faces.look.parts import Figure as Tile
from fazhi.kernel.indicators import evaluation
from fazhi.kernel.indicators.declared import Indicator
from fazhi.kernel.indicators.values import FigureRow, Value
from fazhi.kernel.indicators.windows import LAST_TWELVE_MONTHS, Window, month_end, month_start
from fazhi.kernel.indicators.wording import NO_RECORDS

from . import words
from .asked import Asked
from .catalog import Headline

Key = tuple[str, str]  # indicator, and the name of its window; empty for its own


@dataclass(slots=True)
class Answers:
    """What was asked for many headlines together: now, a year before, and month by month; and what units and schemes have."""

    now: dict[Key, Value]
    before: dict[Key, Value]
    months: dict[str, evaluation.Series]
    coverage: dict[str, FigureRow | None]


def key_of(asked: Asked, headline: Headline) -> Key:
    return headline.code if headline.indicator is None else headline.indicator.code, _name(asked.window or headline.window)


def _name(window: Window | None) -> str:
    return window.name if window else ""


def ask(asked: Asked, headlines: Iterable[Headline]) -> Answers:
    """Three rounds of questions, however many headlines there are, and one for each that counts units or schemes."""
    headlines = list(headlines)
    groups: dict[str, tuple[Window | None, dict[str, Indicator]]] = {}
    for each in headlines:
        if each.indicator:
            window = asked.window or each.window
            groups.setdefault(_name(window), (window, {}))[1][each.indicator.code] = each.indicator
    now, before = {}, {}
    for name, (window, indicators) in groups.items():
        found = evaluation.evaluate_many(indicators.values(), asked.scope, window, asked.on)
        now |= {(code, name): value for code, value in found.items()}
        before |= {(code, name): value for code, value in a_year_before(found).items()}
    every = {code: each for _, indicators in groups.values() for code, each in indicators.items()}
    moving = [each for each in every.values() if not each.is_standing(LAST_TWELVE_MONTHS)]
    months = evaluation.by_months(moving, asked.scope, LAST_TWELVE_MONTHS, asked.on)
    return Answers(now, before, months, {each.code: coverage(asked, each) for each in headlines if not each.indicator})


def a_year_before(values: dict[str, Value]) -> dict[str, Value]:
    """The same figures a year earlier, asked together for each window."""
    found: dict[str, Value] = {}
    earlier: dict[tuple[str, date], tuple[Window, list[Value]]] = {}
    for value in values.values():
        window, on = value.window.year_before(value.stretch.last)
        earlier.setdefault((window.name, on), (window, []))[1].append(value)
    for (_, on), (window, together) in earlier.items():
        found |= evaluation.evaluate_many([value.indicator for value in together], together[0].scope, window, on)
    return found


def tiles(asked: Asked, headlines: list[Headline], answers: Answers) -> list[Tile]:
    """The headlines as tiles; what only the whole city has is left out for a unit."""
    drawn = (_tile(asked, each, answers) for each in headlines)
    # What has no data yet stands behind what has.
    return sorted((tile for tile in drawn if tile), key=lambda tile: f"{tile.value}{tile.unit}" == NO_RECORDS)


def _tile(asked: Asked, headline: Headline, answers: Answers) -> Tile | None:
    if headline.indicator is None:
        row = answers.coverage[headline.code]
        return _coverage_tile(asked, headline, row) if row and row.out_of != 0 else None
    key = key_of(asked, headline)
    value, before = answers.now[key], answers.before.get(key)
    prefix, number, unit = words.parted(value.text)
    return Tile(
        value.label,
        number,
        unit,
        figure_url(asked, headline),
        note=_note(value, before),
        trend=words.trend(value, before),
        prefix=prefix,
        spark=charts.spark(_heights(answers.months.get(value.code, {}), asked.on)),
    )


def _note(value: Value, before: Value | None) -> str:
    since = "比去年同期" if words.trend(value, before) else ""
    return "；".join(text for text in (since, words.made_of(value)) if text)


def _heights(series: evaluation.Series, on: date) -> list[float]:
    """Whole months only: the running one would look like a fall."""
    running = None if on == month_end(on) else month_start(on)
    return [float(value.value) for month, value in series.items() if value.value is not None and month != running]


def coverage(asked: Asked, headline: Headline) -> FigureRow | None:
    """Units or schemes counted by a function, on the last day asked; schemes are the whole city's alone."""
    if headline.counts_units:
        return headline.asks(last_day(asked), None if asked.is_whole else asked.unit)
    return headline.asks(last_day(asked)) if asked.is_whole else None


def last_day(asked: Asked) -> date:
    return asked.window.stretch(asked.on).last if asked.window else asked.on


def _coverage_tile(asked: Asked, headline: Headline, row: FigureRow) -> Tile:
    prefix, number, unit = ("", str(row.value), row.unit) if row.records else words.parted(NO_RECORDS)
    is_all = row.out_of is not None and row.out_of == row.records and row.records
    note = f"应有 {row.out_of}{row.unit}{'，全部都有' if is_all else ''}" if row.out_of is not None else row.definition
    return Tile(row.label, number, unit, figure_url(asked, headline), note=note, prefix=prefix)


def figure_url(asked: Asked, headline: Headline) -> str:
    """The page of a figure, asked in the same place and time; a report's figure keeps the report's window."""
    code = headline.indicator.code if headline.indicator else headline.code
    period = asked.period if asked.window or not headline.window else headline.window.name
    return reverse("boards:figure", args=[code]) + asked.query(period="" if period == "report" else period, show="")
