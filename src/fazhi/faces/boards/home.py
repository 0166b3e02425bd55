"""The board: all pillars, or one module; tiles, what deserves a look, the year's line, the map, the units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.parts import Column, Link, Row, TableCell
from fazhi.faces.look.parts import Figure as Tile
from fazhi.faces.look.tongues import phrase
from fazhi.kernel.indicators import evaluation
from fazhi.kernel.indicators.declared import Indicator
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.indicators.windows import Window

from . import attention, deadlines, pictures, places, words
from .asked import Asked, board
from .catalog import Headline, Module, by_pillar, modules
from .periods import period_form, quick_periods
from .tiles import a_year_before, ask, figure_url, key_of, tiles

COLUMNS = 3  # figures in the table of units
LABELS = ("数值", "构成", "去年同期", "比去年同期")


@board
def home(request: HttpRequest, asked: Asked) -> HttpResponse:
    """驾驶舱."""
    found = modules()
    context = Board(asked, list(found.values()), request.path).context()
    sections = {section.name: section for section in context["sections"]}
    pillars = [(label, [sections[each.name] for each in here]) for label, here in by_pillar(found)]
    return render(request, "boards/home.html", context | {"pillars": pillars})


@board
def module(request: HttpRequest, asked: Asked, name: str) -> HttpResponse:
    """One module, with every figure it counts."""
    found = modules().get(name)
    if found is None:
        raise Http404
    drawn = Board(asked, [found], request.path, found.label)
    return render(request, "boards/module.html", drawn.context() | {"module": found} | every_figure(asked, found))


@dataclass(frozen=True, slots=True)
class Section:
    """A module's tiles."""

    name: str
    label: str
    url: str
    tiles: list[Tile]


class Board:
    """What a board of some modules shows."""

    def __init__(self, asked: Asked, modules: list[Module], path: str, title: str = "") -> None:
        self.asked, self.modules, self.path, self.title = asked, modules, path, title
        self.headlines = [headline for each in modules for headline in each.headlines()]
        self.indicators = list({each.indicator.code: each.indicator for each in self.headlines if each.indicator}.values())
        self.answers = ask(asked, self.headlines)
        self.children = places.below(asked, [asked.unit])[asked.unit.pk]
        self.found = self._below()

    @property
    def columns(self) -> list[Indicator]:
        return self.indicators[:COLUMNS]

    @property
    def shown(self) -> Indicator | None:
        """Which figure the line and the map show: the one that was chosen, else the one with the most to show month by month."""
        chosen = [each for module in self.modules for each in module.indicators if each.code == self.asked.given.get("show")]
        return next(iter(chosen), None) or max(self.indicators, key=self._told_by_months, default=None)

    def _told_by_months(self, indicator: Indicator) -> int:
        return sum(value.records for value in self.answers.months.get(indicator.code, {}).values())

    def _below(self) -> dict[int, dict[str, Any]]:
        """The figures of the units below, each over the window of its tile."""
        found: dict[int, dict[str, Any]] = {}
        for window, indicators in self._windows():
            values = evaluation.by_units(indicators, self.children, window, self.asked.on, self.asked.structure)
            for unit, own in values.items():
                found.setdefault(unit, {}).update(own)
        return found

    def _windows(self) -> list[tuple[Any, list[Indicator]]]:
        groups: dict[str, tuple[Any, list[Indicator]]] = {}
        for each in self.headlines:
            if each.indicator in self.columns:
                window = self.asked.window or each.window
                groups.setdefault(key_of(self.asked, each)[1], (window, []))[1].append(each.indicator)
        return list(groups.values())

    def _own_window(self, shown: Indicator | None) -> Window | None:
        return next((each.window for each in self.headlines if shown and each.indicator is shown), None)

    def context(self) -> dict[str, Any]:
        asked, shown, open_cases = self.asked, self.shown, deadlines.counted(self.asked, self.modules)
        drawn = replace(asked, window=asked.window or self._own_window(shown))
        return {
            "asked": asked,
            "title": self.title or phrase("{}法治工作", asked.unit.name),
            "crumbs": places.crumbs(asked, *([Link(self.title, "")] if self.title else [])),
            "periods": quick_periods(asked, self.path),
            "period_form": period_form(asked),
            "unit_links": places.unit_links(asked, self.path),
            "sections": [self._section(each) for each in self.modules],
            **self._attention(open_cases),
            "deadline_heads": deadlines.HEADS,
            "deadlines": deadlines.rows(asked, open_cases),
            "deadline_legend": deadlines.LEGEND,
            "shown": shown,
            "switch": pictures.switch(asked, self.indicators[:6], shown, self.path) if shown else [],
            "line": pictures.year_line(asked, shown) if shown else None,
            "map": pictures.town_map(drawn, shown, self.children) if shown else None,
            "shown_url": figure_url(asked, Headline(shown.code, shown)) if shown else "",
            "compare_url": reverse("boards:compare") + asked.query(show=""),
            **self._table(),
            "others": other_pages(asked),
        }

    def _section(self, module: Module) -> Section:
        url = reverse("boards:module", args=[module.name]) + self.asked.query(show="")
        return Section(module.name, module.label, url, tiles(self.asked, module.headlines(), self.answers))

    def _attention(self, open_cases: dict[Indicator, deadlines.Counts]) -> dict[str, Any]:
        units = places.regions(self.children)
        items = attention.items(self.asked, self.modules, self.answers, self.found, units, open_cases)
        return {"attention": items, "attention_count": len(items)}

    def _table(self) -> dict[str, Any]:
        whole = {code: value for (code, _), value in self.answers.now.items()}
        return {
            "heads": pictures.heads(self.columns),
            "rows": pictures.unit_rows(self.asked, self.columns, places.regions(self.children), self.found),
            "others_below": len(pictures.counted_units(self.children, self.found)) - len(places.regions(self.children)),
            "total": pictures.cells(self.asked, self.columns, None, whole) if self.columns else [],
            "below": places.called(places.regions(self.children)),
        }


def other_pages(asked: Asked) -> list[Link]:
    """The other rooms of the board, asked in the same place and time."""
    named = {"home": "总览", "table": "指标表", "compare": "对比", "published": "已发布", "screen": "大屏"}
    return [Link(label, reverse(f"boards:{name}") + asked.query(show=""), name == "home") for name, label in named.items()]


def every_figure(asked: Asked, module: Module) -> dict[str, Any]:
    """All indicators of a module in one table, with last year beside."""
    now = evaluation.evaluate_many(module.indicators, asked.scope, asked.window, asked.on)
    before = a_year_before(now)
    return {
        "every_head": [Column("指标"), *(Column(label, "num") for label in LABELS)],
        "every": [_line(asked, value, before.get(value.code)) for value in now.values()],
        "module_count": len(now),
    }


def _line(asked: Asked, value: Value, before: Value | None) -> Row:
    url = figure_url(asked, Headline(value.code, value.indicator))
    made = words.made_of(value) if not value.empty else "无记录"
    cells = (value.text, made or f"{value.records:,} 条", before.text if before else "", words.trend(value, before))
    return Row(value.label, url, value.code, [TableCell(text, label, "num") for text, label in zip(cells, LABELS, strict=True)])
