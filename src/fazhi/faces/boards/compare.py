"""Figures side by side: units below, or this period beside others; the figure table of the report; the large screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.parts import Column, Link, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.indicators import evaluation, figures, publication
from fazhi.kernel.indicators.declared import Indicator
from fazhi.kernel.indicators.values import FigureRow, Value
from fazhi.kernel.org.models import Unit

from . import pictures, places, sheets, words
from .asked import Asked, board, words_of
from .catalog import Headline, modules
from .home import Board
from .periods import quick_periods
from .tiles import a_year_before, figure_url

BY = {"unit": "单位之间", "period": "时段之间"}


@board
def compare(request: HttpRequest, asked: Asked) -> HttpResponse:
    """对比."""
    found, by = modules(), request.GET.get("by") if request.GET.get("by") in BY else "unit"
    chosen = found.get(request.GET.get("module", "")) or next(iter(found.values()))
    indicators = chosen.indicators
    columns, table = _by_unit(asked, indicators) if by == "unit" else _by_period(asked, indicators)
    if form := request.GET.get("form"):
        return _sheet(chosen.label, columns, indicators, table, form)
    path, kept = request.path, {"module": chosen.name, "by": by}
    return render(
        request,
        "boards/compare.html",
        {
            "asked": asked,
            "crumbs": places.crumbs(asked, Link("对比", "")),
            "module": chosen,
            "modules": [
                Link(each.label, path + asked.query(**{**kept, "module": each.name}), each is chosen) for each in found.values()
            ],
            "ways": [Link(label, path + asked.query(**{**kept, "by": name}), name == by) for name, label in BY.items()],
            "periods": quick_periods(asked, path, **kept),
            "heads": [Column("指标"), *(Column(label, "num") for label in columns)],
            "rows": [_row(asked, each, columns, line) for each, line in zip(indicators, table, strict=True)],
            "unit_links": places.unit_links(asked, path),
            "sheet_url": path + asked.query(**kept, form="xlsx"),
            "by": by,
        },
    )


def _by_unit(asked: Asked, indicators: list[Indicator]) -> tuple[list[str], list[list[Value]]]:
    """The whole, and each region below."""
    whole = evaluation.evaluate_many(indicators, asked.scope, asked.window, asked.on)
    units: list[Unit] = places.regions(places.below(asked, [asked.unit])[asked.unit.pk])
    found = evaluation.by_units(indicators, units, asked.window, asked.on, asked.structure)
    units = [unit for unit in units if unit.pk in found]
    return [asked.unit.name, *(unit.name for unit in units)], [
        [whole[each.code], *(found[unit.pk][each.code] for unit in units)] for each in indicators
    ]


def _by_period(asked: Asked, indicators: list[Indicator]) -> tuple[list[str], list[list[Value]]]:
    """This period, the one before, and the same a year and two years ago."""
    now = evaluation.evaluate_many(indicators, asked.scope, asked.window, asked.on)
    one = a_year_before(now)
    two, last = a_year_before(one), _period_before(now)
    return ["本期", "上期", "去年同期", "前年同期"], [
        [found[each.code] for found in (now, last, one, two)] for each in indicators
    ]


def _period_before(values: dict[str, Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    groups: dict[tuple[str, Any], tuple[Any, list[Value]]] = {}
    for value in values.values():
        window, on = value.window.previous(value.stretch.last)
        groups.setdefault((window.name, on), (window, []))[1].append(value)
    for (_, on), (window, together) in groups.items():
        found |= evaluation.evaluate_many([each.indicator for each in together], together[0].scope, window, on)
    return found


def _row(asked: Asked, indicator: Indicator, columns: list[str], line: list[Value]) -> Row:
    cells = [TableCell(pictures.in_unit(value), label, "num") for value, label in zip(line, columns, strict=True)]
    return Row(indicator.label, figure_url(asked, Headline(indicator.code, indicator)), indicator.unit, cells)


def _sheet(title: str, columns: list[str], indicators: list[Indicator], table: list[list[Value]], form: str) -> HttpResponse:
    lines = (
        [each.label, words.measure_of(each.unit), *(value.value for value in line)]
        for each, line in zip(indicators, table, strict=True)
    )
    return sheets.download(f"{title}_对比", ["指标", "单位", *columns], lines, form)


@board
def table(request: HttpRequest, asked: Asked) -> HttpResponse:
    """指标表: every sentence that the report prints, with its exact value."""
    unit = None if asked.is_whole else asked.unit
    declared = list(registry.on("figures").values())
    rows = figures.table_of(declared, asked.scope, asked.on, unit)
    if form := request.GET.get("form"):
        return sheets.download(f"{asked.unit.name}指标表", SHEET_HEADS, (_cells(row) for row in rows), form)
    labels = ("编号", "准确值", "记录")
    return render(
        request,
        "boards/table.html",
        {
            "asked": asked,
            "crumbs": places.crumbs(asked, Link("指标表", "")),
            "heads": [Column("表述"), *(Column(label, "num" if label != "编号" else "") for label in labels)],
            "rows": [_figure_row(asked, row, labels) for row in rows],
            "as_of": words_of(asked.on),
            "unit_links": places.unit_links(asked, request.path),
            "sheet_url": request.path + asked.query(form="xlsx"),
            "may_publish": publication.may_publish(asked.person, asked.unit),
        },
    )


SHEET_HEADS = ("编号", "表述", "名称", "准确值", "单位", "记录", "口径")


def _cells(row: FigureRow) -> list[Any]:
    return [row.code, row.text, row.label, row.value, row.measure, row.records, row.definition]


def _figure_row(asked: Asked, row: FigureRow, labels: Iterable[str]) -> Row:
    answer = row.answer
    code, period = (answer.code, answer.window.name) if answer else (row.code, "")
    exact = words.exact(answer) if answer else f"{row.value} {row.measure}"
    cells = [
        TableCell(text, label, "num" if label != "编号" else "")
        for text, label in zip((row.code, exact, f"{row.records:,}"), labels, strict=True)
    ]
    return Row(row.text, reverse("boards:figure", args=[code]) + asked.query(period=period, show=""), row.label, cells)


@board
def screen(request: HttpRequest, asked: Asked) -> HttpResponse:
    """大屏: the same figures for a wall, still and in large letters; it asks anew every five minutes."""
    found = modules()
    chosen = [found[name] for name in [request.GET.get("module", "")] if name in found] or list(found.values())
    drawn = Board(asked, chosen, request.path)
    return render(request, "boards/screen.html", drawn.context() | {"home_url": reverse("boards:home") + asked.query()})
