"""报送数据: tables for another system in its own field list, a row at a time; what may not go out is named on the page and in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from fazhi.faces.look.parts import Column, Link, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.feeds import SHELF, Feed, Line

from .asking import whole
from .day import today
from .doorway import staff
from .forms import spoken
from .ledgers import exporting, leaving, writing
from .ledgers.leave_pages import FEED
from .ledgers.outgoing import TYPES, written_and_sent

SHOWN = 50
REFUSED = (writing.Column("记录"), writing.Column("为什么没有导出", width=60))


class PeriodForm(forms.Form):
    """Of which days."""

    first = forms.DateField(label="从", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    last = forms.DateField(label="到", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("first") and data.get("last") and data["last"] < data["first"]:
            raise ValidationError({"last": "不能早于开始的日期"})
        return data


@dataclass
class Looked:
    """What a period holds: how many may go out, how many may not, and the first of these."""

    good: int = 0
    bad: int = 0
    lines: list[Line] = field(default_factory=list)

    @classmethod
    def at(cls, lines: Iterator[Line]) -> Looked:
        made = cls()
        for line in lines:
            if not line.faults:
                made.good += 1
                continue
            made.bad += 1
            if len(made.lines) < SHOWN:
                made.lines.append(line)
        return made

    @property
    def rows(self) -> list[Row]:
        return [Row(line.name, cells=[TableCell("；".join(line.faults), "原因", "wrap")]) for line in self.lines]


def feeds_of(person: Person) -> list[Feed]:
    """The tables whose readers' roles somebody holds."""
    return [feed for feed in registry.on(SHELF).values() if person.scope(*feed.roles)]


@staff
def feeds(request: HttpRequest) -> HttpResponse:
    """The tables that may be taken."""
    links = [Link(feed.title, reverse("desk:feed", args=[feed.key]), icon="table") for feed in feeds_of(request.user.person)]
    return render(request, "desk/feeds.html", {"links": links})


@staff
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """One table: of which days, what may not go out and why, and the files."""
    person = request.user.person
    chosen = next((each for each in feeds_of(person) if each.key == key), None)
    if chosen is None:
        raise Http404
    last_day = today()
    form = PeriodForm(request.GET if "first" in request.GET else {"first": last_day.replace(month=1, day=1), "last": last_day})
    looked = None
    if form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        if request.method == "POST":
            return _taken(request, chosen, person, first, last)
        looked = Looked.at(chosen.lines(person, first, last)) if "first" in request.GET else None
    context = {
        "feed": chosen,
        "form": form,
        "looked": looked,
        "heads": [Column("记录"), Column("原因")],
        "fields": [(one.label, one.name, one.must) for one in chosen.fields.fields()],
        "rule_url": reverse("desk:rule", args=[chosen.fields.key]),
        "is_large": bool(looked) and leaving.is_large(looked.good),
        "crumbs": [Link("报送数据", reverse("desk:feeds")), Link(chosen.title)],
    }
    return render(request, "desk/feed.html", context, status=200 if form.is_valid() else 422)


def _taken(request: HttpRequest, chosen: Feed, person: Person, first: date, last: date) -> HttpResponse:
    """The file, or the request for it where many rows leave."""
    kind, reason = request.POST.get("kind", ""), request.POST.get("reason", "").strip()[:200]
    if kind not in ("xlsx", "csv", "json"):
        raise Http404
    looked = Looked.at(chosen.lines(person, first, last))
    query, allowed = f"first={first}&last={last}", None
    if leaving.is_large(looked.good):
        label, number = f"{FEED}{chosen.key}", whole(request.GET.get("request", ""))
        try:
            if number is None:
                leaving.ask(person, label, query, f"{first}至{last}", looked.good, reason)
                messages.success(request, f"共 {looked.good:,} 行，已申请导出；由另一位领导核准后，在“导出申请”里取走")
                return redirect("desk:exports")
            allowed = leaving.take(number, person, label, query)
        except (ValidationError, NotAllowed) as refusal:
            messages.error(request, spoken(refusal))
            return redirect(f"{reverse('desk:feed', args=[chosen.key])}?{query}")
    exporting.note_export(f"报送{chosen.title} {looked.good} 行，没有导出 {looked.bad} 行", person, f"{first}至{last}；{reason}")
    file = File(chosen, person, first, last, looked)
    return file.workbook(leaving.watermark(person, reason, allowed)) if kind == "xlsx" else file.stream(kind)


@dataclass(frozen=True)
class File:
    """A table as it leaves."""

    chosen: Feed
    person: Person
    first: date
    last: date
    looked: Looked

    @property
    def name(self) -> str:
        short = f"（{self.looked.bad}行没有导出）" if self.looked.bad else ""
        return f"{self.chosen.title}{self.first:%Y%m%d}-{self.last:%Y%m%d}{short}"

    def _lines(self) -> Iterator[Line]:
        return self.chosen.lines(self.person, self.first, self.last)

    def _good(self) -> Iterator[tuple[str, ...]]:
        return (line.cells for line in self._lines() if not line.faults)

    def _bad(self) -> Iterator[tuple[str, str]]:
        return ((line.name, "；".join(line.faults)) for line in self._lines() if line.faults)

    def workbook(self, mark: str) -> FileResponse:
        """The rows on the first sheet, what did not go out on the second."""
        heads = [writing.Column(one.name, note=one.label, required=one.must) for one in self.chosen.fields.fields()]
        told = {"beside": [("没有导出的行", REFUSED, self._bad())], "mark": mark}
        return written_and_sent(
            lambda path: writing.write_xlsx(path, self.chosen.title, heads, self._good(), **told), f"{self.name}.xlsx"
        )

    def stream(self, kind: str) -> StreamingHttpResponse:
        """Sent as it is read."""
        heads = [writing.Column(one.name) for one in self.chosen.fields.fields()]
        pieces = writing.csv_pieces(heads, self._good()) if kind == "csv" else self._json()
        answer = StreamingHttpResponse(pieces, content_type=TYPES["csv"] if kind == "csv" else "application/json")
        answer["Content-Disposition"] = content_disposition_header(True, f"{self.name}.{kind}")
        return answer

    def _json(self) -> Iterator[str]:
        """Fields, rows, and what did not go out, in one object."""
        columns = self.chosen.fields.fields()
        names = [one.name for one in columns]
        told = {"title": self.chosen.title, "from": f"{self.first}", "to": f"{self.last}"}
        told["fields"] = [{"name": one.name, "label": one.label, "required": one.must} for one in columns]
        head = json.dumps(told, ensure_ascii=False)
        rows = (json.dumps(dict(zip(names, cells, strict=True)), ensure_ascii=False) for cells in self._good())
        refused = (json.dumps({"record": name, "because": why}, ensure_ascii=False) for name, why in self._bad())
        yield from chain((f'{head[:-1]}, "rows": [\n',), _listed(rows), ('\n], "refused": [\n',), _listed(refused), ("\n]}\n",))


def _listed(pieces: Iterator[str]) -> Iterator[str]:
    for at, piece in enumerate(pieces):
        yield f",\n{piece}" if at else piece
