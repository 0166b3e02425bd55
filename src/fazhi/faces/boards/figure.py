"""One figure: where it comes from, over which units and months, under which article; and what else it might have been."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.parts import Column, Link, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.indicators import evaluation, publication, reasons, targets
from fazhi.kernel.indicators.conditions import field_at, title, told
from fazhi.kernel.indicators.declared import Indicator, Rate
from fazhi.kernel.indicators.models import Snapshot
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.indicators.windows import years_before
from fazhi.kernel.org.models import Unit

from . import coverage, doors, pictures, places, proving, words
from .asked import STRUCTURES, Asked, board, words_of
from .catalog import modules
from .listing import Selection, outside_of
from .periods import period_form, quick_periods

RECENT = 5


def indicator_at(code: str) -> Indicator:
    """The indicator of an address; 404 where there is none."""
    found = registry.on("indicators").get(code)
    if found is None:
        raise Http404
    return found


def value_at(asked: Asked, indicator: Indicator) -> Value:
    return evaluation.evaluate_many([indicator], asked.scope, asked.window, asked.on)[indicator.code]


@board
def figure(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    """这个数字怎么来的."""
    if (declared := registry.on("figures").get(code)) and declared.asks:
        return coverage.page(request, asked, code)
    drawn = FigurePage(asked, indicator_at(code), request.path)
    return render(request, "boards/figure.html", drawn.context())


class FigurePage:
    """All that a page says of one figure."""

    def __init__(self, asked: Asked, indicator: Indicator, path: str) -> None:
        self.indicator, self.path = indicator, path
        self.asked = replace(asked, window=asked.window or indicator.window)
        self.plain = asked
        self.value = value_at(asked, indicator)
        self.children = places.below(asked, [asked.unit])[asked.unit.pk]

    def context(self) -> dict[str, Any]:
        asked, value, indicator = self.plain, self.value, self.indicator
        prefix, number, unit = words.parted(value.text)
        return {
            "asked": asked,
            "value": value,
            "indicator": indicator,
            "title": f"{value.label}，这个数字怎么来的",
            "note": f"{asked.unit.name}，{days_of(value)}，{STRUCTURES[asked.structure]}。写进报告时作“{value.text}”，{indicator.wording.rule}。",
            "crumbs": places.crumbs(asked, self._module_link(), Link(value.label, "")),
            "periods": quick_periods(asked, self.path),
            "period_form": period_form(asked),
            "unit_links": places.unit_links(asked, self.path),
            "prefix": prefix,
            "number": number,
            "unit": unit,
            "formula": self._formula(),
            "said": indicator.own_words(),
            "left_out": self._left_out(),
            "rivals": self._rivals(),
            "rival_heads": [Column("指标"), *(Column(label, "num") for label in ("分子", "分母", "数值"))],
            **self._units(),
            "line": (line := pictures.year_line(self.asked, indicator)),
            "month_heads": [Column("月份"), Column("数值", "num"), Column("上年同月", "num")],
            "months": self._months(line),
            "records": self._preview(),
            "proof": self._proof(),
            "under_check": proving.under_check(indicator.code),
            "proved": proving.latest(indicator.code, asked.unit, is_whole=asked.is_whole),
            "definition": self._definition(),
            "used": self._used(),
            "published": self._published(),
            **self._target(),
            **self._addresses(),
        }

    def _module_link(self) -> Link:
        name = self.indicator.model._meta.app_label
        return Link(modules()[name].label, reverse("boards:module", args=[name]) + self.plain.query(show=""))

    def _formula(self) -> dict[str, Any]:
        """Numerator over denominator, each a door; a count is its own."""
        if self.value.denominator is None and not self.value.numerator:
            return {}
        url = self._url("boards:records")
        if self.value.denominator is None:
            return {"exact": words.exact(self.value)}
        is_rate = words.is_share(self.value)
        return {
            "upper": words.upper(self.value),
            "upper_url": f"{url}{'&' if '?' in url else '?'}part=numerator" if is_rate else url,
            "lower": words.lower(self.value),
            "lower_url": url,
            "exact": words.exact(self.value),
            "upper_note": (told(self.indicator.hits, self.indicator.model) or "符合条件的") if is_rate else "天数合计",
            "lower_note": told(self.indicator.base, self.indicator.model) or f"全部{self.indicator.model._meta.verbose_name}",
        }

    def _left_out(self) -> list[Link]:
        url = self._url("boards:records")
        joint = "&" if "?" in url else "?"
        return [Link(each.text, f"{url}{joint}left_out={each.key}", count=each.amount) for each in reasons.left_out(self.value)]

    def _rivals(self) -> list[Row]:
        """The same numerator over other denominators: the number then is another."""
        if not isinstance(self.indicator, Rate):
            return []
        same = [
            each
            for each in registry.on("indicators").values()
            if isinstance(each, Rate) and each.model is self.indicator.model and each.of == self.indicator.of
        ]
        values = evaluation.evaluate_many(same, self.plain.scope, self.asked.window, self.plain.on) if len(same) > 1 else {}
        return [_rival(self, value) for value in values.values()]

    def _units(self) -> dict[str, Any]:
        found = evaluation.by_units([self.indicator], self.children, self.asked.window, self.plain.on, self.plain.structure)
        shown = pictures.counted_units(self.children, found)
        values = [found[unit.pk][self.indicator.code] for unit in shown]
        bounds = pictures.scale_of([*self._regional(found), self.value])
        marks = pictures.marked(values, self.value, bounds)
        low, high = bounds
        scale = f"{low:g}% 至 {high:g}%，细线为{self.plain.unit}" if words.is_share(self.value) else ""
        links = [Link(unit.name, pictures.unit_url(self.plain, self.indicator, unit)) for unit in shown]
        return {
            "unit_heads": doors.unit_heads(self.value),
            "unit_lines": list(zip(links, map(self._opened, shown, values), marks, strict=True)),
            "scale": scale,
            "below": places.called(places.regions(self.children)),
            "whole": [cell.value for cell in doors.numbers(self.value)],
        }

    def _opened(self, unit: Unit, value: Value) -> list[TableCell]:
        """The numbers of one unit, each a door to the records it counts."""
        return doors.opened(doors.numbers(value), value, self.plain.query(unit=unit.code, show=""))

    def _months(self, line: pictures.Line) -> list[Row]:
        """The months as numbers, this year's beside last year's."""
        return [
            Row(
                f"{month.year}年{month.month}月",
                cells=[
                    TableCell(doors.month_door(self.plain, self.indicator, day, value), label, "num")
                    for day, value, label in ((month, now, "数值"), (years_before(month, 1), before, "上年同月"))
                ],
            )
            for month, now, before in reversed(line.months)
        ]

    def _regional(self, found: dict[int, dict[str, Value]]) -> list[Value]:
        """The scale is that of regions: a committee with two cases would stretch it."""
        return [found[unit.pk][self.indicator.code] for unit in places.regions(self.children) if unit.pk in found]

    def _preview(self) -> dict[str, Any]:
        selection = Selection(self.value, self.plain.person)
        visible = selection.visible.count()
        return {"visible": visible, "outside": outside_of(self.value.records - visible)}

    def _proof(self) -> dict[str, Any]:
        """The figure reckoned again from its records alone."""
        truth = evaluation.evaluate_many([self.indicator], self.plain.scope, self.asked.window, self.plain.on, from_records=True)
        again = truth[self.indicator.code]
        is_same = self.value.agrees_with(again)
        return {"is_same": is_same, "is_wrong": not is_same, "again": again}

    def _definition(self) -> list[tuple[str, str]]:
        indicator, value = self.indicator, self.value
        key = title(field_at(indicator.model, indicator.once_per)[0]) if indicator.once_per else ""
        return [
            ("名称", indicator.code),
            ("按什么日期", indicator.on_words),
            ("时段", f"{value.window.label}（{value.stretch}）"),
            ("单位", value.unit),
            ("精度", indicator.wording.rule),
            ("写法", f"“{value.text}”"),
            ("准确值", words.exact(value)),
            ("去重", f"同一{key}只计一次" if key else "不去重，每条都计"),
            ("机构", STRUCTURES[self.plain.structure]),
            ("排名", "可以按它排名" if indicator.ranks else "不按它给单位排名"),
            ("口径校验", indicator.definition_hash[:16]),
        ]

    def _used(self) -> list[str]:
        """Which sentences of the report print it."""
        found = [each for each in registry.on("figures").values() if each.indicator == self.indicator.code]
        values = {each.code: value_at(replace(self.plain, window=each.window), self.indicator) for each in found}
        return [f"指标表 {each.code}：{each.sentence.format(text=values[each.code].text)}" for each in found]

    def _published(self) -> list[Link]:
        rows = Snapshot.objects.filter(code=self.indicator.code, unit=self.plain.unit).select_related("published_by")[:RECENT]
        return [
            Link(
                row.text,
                reverse("boards:snapshot", args=[row.pk]),
                note=f"截至{words_of(row.as_of)}，{row.published_by or '系统'}发布",
            )
            for row in rows
        ]

    def _target(self) -> dict[str, Any]:
        year = self.value.stretch.last.year
        target = targets.targets_of(self.plain.unit, year, [self.indicator.code]).get(self.indicator.code)
        may = publication.may_publish(self.plain.person, self.plain.unit)
        return {
            "target": target,
            "target_met": bool(target) and target.is_met(self.value.value),
            "year": year,
            "may_publish": may,
        }

    def _addresses(self) -> dict[str, str]:
        names = ("records", "publish", "aim")
        tables = {f"{table}_url": self._url("boards:sheet", table, "xlsx") for table in ("units", "months")}
        return {f"{name}_url": self._url(f"boards:{name}") for name in names} | tables

    def _url(self, name: str, *more: str) -> str:
        return reverse(name, args=[self.indicator.code, *more]) + self.plain.query(show="")


def days_of(value: Value) -> str:
    """The days of a figure in words; of a mean also how many years."""
    first, last = value.stretch.first, value.stretch.last
    days = f"{words_of(first)}至{words_of(last)}" if first else f"截至{words_of(last)}"
    return f"{days}的年均（{value.stretch.years}个完整年度）" if value.stretch.years else days


def _rival(page: FigurePage, value: Value) -> Row:
    url = reverse("boards:figure", args=[value.code]) + page.plain.query(show="")
    labels = zip(("分子", "分母", "数值"), (*(cell.value for cell in doors.numbers(value)),), strict=True)
    return Row(
        value.label,
        url,
        value.indicator.note,
        [TableCell(text, label, "num") for label, text in labels],
        picked=value.code == page.value.code,
    )
