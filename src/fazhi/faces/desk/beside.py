"""Tables beside a record: what its module reckons from other records, on a page and as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.faces.look.parts import Column, Link, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.present.declared import Beside, Told

from . import display
from .crumbs import crumbs
from .doorway import desk_of, record_of, staff
from .ledgers import exporting, leaving, writing
from .ledgers.outgoing import written_and_sent

MOST = 200  # lines of a page; the workbook has them all


@staff
def beside(request: HttpRequest, label: str, pk: int, name: str) -> HttpResponse:
    """The table on a page: what it comes to, then its first lines."""
    record, chosen = record_of(request, label, pk), _chosen(label, name)
    told = chosen.told(record, request.user.person)
    heads = [Column(each) for each in ("事项", *chosen.heads)]
    at = reverse("desk:record", args=[label, pk])
    return render(
        request,
        "desk/beside.html",
        {
            "record": record,
            "chosen": chosen,
            "sums": told.sums,
            "columns": heads,
            "rows": [_row(line, chosen) for line in told.lines[:MOST]],
            "total": len(told.lines),
            "most": MOST,
            "crumbs": crumbs(desk_of(label), Link(str(record), at), Link(chosen.title)),
            "sheet_url": reverse("desk:beside_sheet", args=[label, pk, name]),
        },
    )


@staff
@require_POST
def sheet(request: HttpRequest, label: str, pk: int, name: str) -> HttpResponse:
    """All lines as a workbook; the ledger keeps who took them out."""
    record, chosen, person = record_of(request, label, pk), _chosen(label, name), request.user.person
    told = chosen.told(record, person)
    if leaving.is_large(len(told.lines)):
        messages.error(request, "行数较多，不能从这里整表导出；请在清单里按单位、日期筛选后申请导出")
        return redirect("desk:beside", label, pk, name)
    heads = [writing.Column(each) for each in ("编号", "事项", *chosen.heads)]
    title = f"{chosen.title}：{record}"[:100]
    mark = leaving.watermark(person, title, None)

    def written(path: Path) -> None:
        amount = writing.write_xlsx(path, chosen.title, heads, _lines(told), settings.SAMPLE, mark=mark)
        exporting.note_export(f"导出{chosen.title} {amount} 行", person, title)

    return written_and_sent(written, f"{chosen.title}.xlsx")


def _chosen(label: str, name: str) -> Beside:
    found = next((each for each in desk_of(label).beside if each.name == name), None)
    if found is None:
        raise Http404
    return found


def _row(line: Any, chosen: Beside) -> Row:
    told = zip(line.cells, chosen.heads, strict=True)
    cells = [TableCell(display.words(value), head, "" if isinstance(value, str) else "day") for value, head in told]
    at = reverse("desk:record", args=[registry.label(line.record), line.record.pk])
    return Row(str(line.record), at, line.record.number, cells)


def _lines(told: Told) -> list[list[Any]]:
    return [[line.record.number, str(line.record), *(display.words(value) for value in line.cells)] for line in told.lines]
