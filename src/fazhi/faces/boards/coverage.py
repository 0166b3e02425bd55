"""A figure that counts units, opened into those that have and those that lack something."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.parts import Column, Link, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.indicators.coverage import UnitCount
from fazhi.kernel.org.models import Unit

from . import places, sheets
from .asked import Asked, board


def page(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    """A figure that counts units, opened into them; or a scheme, as the city has written it."""
    declared = registry.find("figures", code).asks
    under = None if asked.is_whole else asked.unit
    counts_units = isinstance(declared, UnitCount)
    if under and not counts_units:
        raise Http404
    row = declared(asked.on, under) if counts_units else declared(asked.on)
    having, lacking = declared.parted(asked.on, under) if counts_units else ([], [])
    return render(
        request,
        "boards/coverage.html",
        {
            "asked": asked,
            "row": row,
            "heads": [Column("单位"), Column("类别")],
            "having": _unit_rows(asked, having),
            "lacking": _unit_rows(asked, lacking),
            "having_count": len(having),
            "lacking_count": len(lacking),
            "crumbs": places.crumbs(asked, Link(row.label, "")),
            "title": f"{row.label}，这个数字怎么来的",
            "unit_links": places.unit_links(asked, request.path),
            "counts_units": counts_units,
            "sheet_url": reverse("boards:coverage_sheet", args=[code, "xlsx"]) + asked.query(show=""),
        },
    )


def _unit_rows(asked: Asked, units: list[Unit]) -> list[Row]:
    url = reverse("boards:home")
    return [
        Row(unit.name, url + asked.query(unit=unit.code), unit.code, [TableCell(unit.get_kind_display(), "类别")])
        for unit in units
    ]


@board
def coverage_sheet(request: HttpRequest, asked: Asked, code: str, form: str) -> HttpResponse:
    """The units of a coverage figure as a file."""
    figure = registry.on("figures").get(code)
    if figure is None or not isinstance(figure.asks, UnitCount):
        raise Http404
    having, lacking = figure.asks.parted(asked.on, None if asked.is_whole else asked.unit)
    rows = [
        [unit.code, unit.name, unit.get_kind_display(), word]
        for units, word in ((having, "有"), (lacking, "缺"))
        for unit in units
    ]
    return sheets.download(figure.asks.label, ["编码", "单位", "类别", figure.asks.label], rows, form)
