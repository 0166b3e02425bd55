"""The pages behind a figure: its records, why each is counted, and its tables as files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fazhi.faces.look.parts import Column, Link, Row, TableCell
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluation, reasons
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.records.models import Case

from . import deadlines, pictures, places, sheets, words
from .asked import Asked, board
from .figure import days_of, indicator_at, value_at
from .listing import RecordPage, Selection, address, heads, outside_of, record_url, related, rows_of, seen_by, title_of

PARTS = ("all", "numerator")


def selection_at(request: HttpRequest, asked: Asked, code: str) -> Selection:
    """Which records an address asks for; 404 for a part or a reason there is not."""
    value = value_at(asked, indicator_at(code))
    part, left_out = request.GET.get("part", "all"), request.GET.get("left_out", "")
    if part not in PARTS or left_out and not left_out.isdecimal():
        raise Http404
    reason = int(left_out) if left_out else None
    if reason is not None and reason not in reasons.reasons(value):
        raise Http404
    due = request.GET.get("due", "")
    if due and (due not in deadlines.WHEN or not issubclass(value.indicator.model, Case)):
        raise Http404
    return Selection(value, asked.person, part, reason, due, asked.on)


def _given(request: HttpRequest, asked: Asked) -> dict[str, str]:
    kept = {name: request.GET[name] for name in ("part", "left_out", "due") if request.GET.get(name)}
    return {name: value for name, value in asked.given.items() if name != "show"} | kept


@board
def listing(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    """The records, fifty a page; how many lie outside what the viewer may see is said, not shown."""
    selection = selection_at(request, asked, code)
    page = RecordPage(selection, request.GET.get("after", ""))
    found, total, visible = page.fetch(), selection.every.count(), selection.visible.count()
    given = _given(request, asked)
    indicator = selection.indicator
    figure_url = reverse("boards:figure", args=[code]) + asked.query(show="")
    return render(
        request,
        "boards/records.html",
        {
            "asked": asked,
            "value": selection.value,
            "days": days_of(selection.value),
            "title": f"{selection.value.label}，{selection.title}",
            "crumbs": places.crumbs(asked, Link(selection.value.label, figure_url), Link(selection.title, "")),
            "total": total,
            "visible": visible,
            "outside": outside_of(total - visible),
            "columns": heads(indicator.model, indicator.on),
            "rows": rows_of(found, indicator, reverse("boards:why", args=[code, 0]) + asked.query(show="")),
            "pager": page.pager(found, given) if found else None,
            "views": _views(asked, code, selection),
            "sheets": [
                Link(form, reverse("boards:sheet", args=[code, "records", form]) + address(given)) for form in sheets.FORMS
            ],
            "figure_url": figure_url,
        },
    )


def _views(asked: Asked, code: str, selection: Selection) -> list[Link]:
    """All of them, the numerator's, and those left out, by reason."""
    value, url = selection.value, reverse("boards:records", args=[code])
    views = [
        Link(
            "全部计入的",
            url + asked.query(show=""),
            selection.part == "all" and selection.reason is None and not selection.due,
            value.records,
        )
    ]
    if words.is_share(value):
        views.append(
            Link("分子", url + asked.query(show="", part="numerator"), selection.part == "numerator", int(value.numerator))
        )
    if selection.due:
        views.append(Link(selection.title, url + asked.query(show="", due=selection.due), True, selection.every.count()))
    return views + [
        Link(each.text, url + asked.query(show="", left_out=each.key), selection.reason == each.key, each.amount)
        for each in reasons.left_out(value)
    ]


@board
def why(request: HttpRequest, asked: Asked, code: str, pk: int) -> HttpResponse:
    """Why one record is counted, or is not; 404 for what the viewer may not see."""
    indicator = indicator_at(code)
    value = value_at(asked, indicator)
    rows = indicator.model._default_manager.filter(seen_by(indicator.model, asked.person))
    record = get_object_or_404(rows.select_related(*related(indicator.model, [])), pk=pk)
    findings = reasons.why(value, record)
    figure_url = reverse("boards:figure", args=[code]) + asked.query(show="")
    return render(
        request,
        "boards/why.html",
        {
            "asked": asked,
            "value": value,
            "record": title_of(record),
            "record_url": record_url(record),
            "heads": [Column("口径要求"), Column("记录写的"), Column("符合")],
            "findings": list(map(_finding, findings)),
            "hits": list(map(_finding, reasons.in_numerator(value, record))),
            "counted": all(finding.holds for finding in findings),
            "crumbs": places.crumbs(asked, Link(value.label, figure_url), Link("为什么计入", "")),
            "figure_url": figure_url,
        },
    )


def _finding(finding: reasons.Finding) -> Row:
    mark = state_word("done" if finding.holds else "wrong", "符合" if finding.holds else "不符合")
    return Row(finding.asks, cells=[TableCell(finding.says or "见记录", "记录写的"), TableCell(mark, "符合")])


def state_word(shape: str, text: str) -> SafeString:
    return format_html('<span class="state" data-s="{}">{}</span>', shape, text)


@board
def sheet(request: HttpRequest, asked: Asked, code: str, table: str, form: str) -> HttpResponse:
    """A figure's records, units or months as a file."""
    if table == "records":
        try:
            return sheets.records(selection_at(request, asked, code), form)
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
            return redirect(reverse("boards:records", args=[code]) + address(_given(request, asked)))
    indicator = indicator_at(code)
    if table == "units":
        children = places.below(asked, [asked.unit])[asked.unit.pk]
        found = evaluation.by_units([indicator], children, asked.window, asked.on, asked.structure)
        lines = [(unit.name, found[unit.pk][code]) for unit in pictures.counted_units(children, found)]
        return _table(f"{indicator.label}_各单位", "单位", [*lines, (f"{asked.unit.name}合计", value_at(asked, indicator))], form)
    if table == "months":
        line = pictures.year_line(asked, indicator)
        lines = [(f"{month:%Y-%m}", value) for month, value, _ in line.months if value]
        return _table(f"{indicator.label}_逐月", "月份", lines, form)
    raise Http404


def _table(title: str, first: str, lines: list[tuple[str, Value]], form: str) -> HttpResponse:
    heads = [first, "表述", "准确值", "单位", "分子", "分母", "记录"]
    return sheets.download(title, heads, [[name, *plain(value)] for name, value in lines], form)


def plain(value: Value) -> list[Any]:
    """A figure as the cells of a sheet; the exact value in its own unit."""
    return [value.text, value.value, words.measure_of(value.unit), value.numerator, value.denominator, value.records]
