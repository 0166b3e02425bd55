"""Registers that must be published, as modules declare them: read, searched, leafed through, taken home as a table."""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Field, Model, Q, QuerySet, TextField
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from fazhi.faces.desk import display
from fazhi.faces.look.parts import Column, Link, Pager, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.present.declared import Notice

EACH = 30
SHORT = 24  # signs that stand on one line
FORMULA = tuple("=+-@\t\r＝＋－＠")


def notices(request: HttpRequest) -> HttpResponse:
    """Everything that is published as a register."""
    return render(request, "portal/notices.html", {"links": notice_links(), "crumbs": [Link("首页", "/"), Link("公开", "")]})


def notice_links() -> list[Link]:
    """Each register and where it stands."""
    return [Link(notice.title, f"/notices/{key}/", icon="paper") for key, notice in registry.on("notices").items()]


def notice_of(key: str) -> Notice:
    """The register of a key; 404 when there is none."""
    notice = registry.on("notices").get(key)
    if notice is None:
        raise Http404
    return notice


def notice(request: HttpRequest, key: str) -> HttpResponse:
    """One register, searched and leafed through."""
    found, text = notice_of(key), request.GET.get("q", "").replace("\0", "").strip()[:60]
    page = _whole(request.GET.get("page", ""))
    told = list(told_records(found, text, (page - 1) * EACH, EACH + 1))
    columns = labels(found)
    return render(
        request,
        "portal/notice.html",
        {
            "notice": found,
            "text": text,
            "columns": [Column(label) for label in columns],
            "rows": _rows(found, told[:EACH], columns),
            "pager": _pager(page, len(told), text),
            "crumbs": [Link("首页", "/"), Link("公开", "/notices/"), Link(found.title, "")],
        },
    )


def _rows(notice: Notice, told: list[tuple[Any, list[str]]], columns: list[str]) -> list[Row]:
    """Each leads to its file, where it has one."""
    return [
        Row(
            row[0],
            reverse("portal:notice_file", args=[notice.key, record.pk]) if notice.file else "",
            cells=_cells(row[1:], columns[1:]),
        )
        for record, row in told
    ]


def notice_file(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """What one row is proved by, for anybody to take; 404 for what is not published."""
    found = notice_of(key)
    record = found.rows().filter(pk=pk).first() if found.file else None
    if record is None:
        raise Http404
    name, content = found.file(record)
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def _whole(text: str) -> int:
    return max(1, min(int(text), 10_000)) if text.isascii() and text.isdigit() else 1


def _cells(row: list[str], columns: list[str]) -> list[TableCell]:
    return [
        TableCell(value, label, "nowrap" if value.isascii() and len(value) <= SHORT else "")
        for value, label in zip(row, columns, strict=True)
    ]


def _pager(page: int, found: int, text: str) -> Pager:
    before = Link("上一页", _address(page - 1, text) if page > 1 else "")
    after = Link("下一页", _address(page + 1, text) if found > EACH else "")
    return Pager(f"第 {page} 页", before, after)


def _address(page: int, text: str) -> str:
    return f"?{urlencode({'page': page, **({'q': text} if text else {})})}"


def labels(notice: Notice) -> list[str]:
    """What its columns are called."""
    rows = notice.rows()
    first = rows.model if isinstance(rows, QuerySet) else next(iter(rows), None)
    return [
        notice.words.get(name) or (display.label(first, name) if first is not None else name) for name in notice.columns.split()
    ]


def told_rows(notice: Notice, text: str = "", first: int = 0, most: int | None = None) -> Iterator[list[str]]:
    """Rows in words, from one on, so many; those that hold a text, if one is given."""
    return (row for _, row in told_records(notice, text, first, most))


def told_records(notice: Notice, text: str = "", first: int = 0, most: int | None = None) -> Iterator[tuple[Any, list[str]]]:
    """The same, each with its record."""
    names, last = notice.columns.split(), None if most is None else first + most
    rows = notice.rows()
    if isinstance(rows, QuerySet):
        rows = rows.filter(_holding(rows.model, names, text)) if text else rows
        return ((record, [told(record, name) for name in names]) for record in _read(rows[first:last]))
    whole = ((record, [told(record, name) for name in names]) for record in rows)
    return islice(((record, row) for record, row in whole if any(text in cell for cell in row)), first, last)


def _read(rows: QuerySet[Any]) -> Iterable[Any]:
    """A whole register a piece at a time."""
    return rows.iterator(chunk_size=500) if rows.query.high_mark is None else rows


def _holding(model: type[Model], names: list[str], text: str) -> Q:
    """The rows of which a column holds a text, asked of the database."""
    found = Q(pk__in=())
    for field in (display.field_of(model, name) for name in names):
        found |= _in_column(field, text)
    return found


def _in_column(field: Field | None, text: str) -> Q:
    if field is None:
        return Q(pk__in=())
    if field.is_relation:
        return Q(**{f"{field.name}__name__icontains": text}) if _is_named(field) else Q(pk__in=())
    if field.choices:
        return Q(**{f"{field.name}__in": [key for key, word in field.flatchoices if text in str(word)]})
    return Q(**{f"{field.name}__icontains": text}) if isinstance(field, CharField | TextField) else Q(pk__in=())


def _is_named(field: Field) -> bool:
    return field.many_to_one and display.field_of(field.related_model, "name") is not None


def told(record: Model, name: str) -> str:
    """A cell as declared for all to see: a register's own telephone is no secret."""
    field = None if name == "state" else display.field_of(record, name)
    if field is not None and not field.choices and not field.is_relation:
        return display.words(getattr(record, name))
    return display.text(record, name)


def notice_table(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """The whole register as CSV, for whoever wants to reckon with it."""
    found = notice_of(key)
    writer = csv.writer(_Echo())
    lines = (writer.writerow([_harmless(cell) for cell in row]) for row in (labels(found), *told_rows(found)))
    header = {"Content-Disposition": content_disposition_header(True, f"{found.title}.csv")}
    return StreamingHttpResponse(("\ufeff", *lines), content_type="text/csv; charset=utf-8", headers=header)


class _Echo:
    """A file that hands each line back."""

    def write(self, line: str) -> str:
        return line


def _harmless(cell: str) -> str:
    """No cell may be read as a formula by a spreadsheet."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
