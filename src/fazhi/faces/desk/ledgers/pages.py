"""Bringing a ledger in: upload, look at every row, decide, confirm, watch, and open it again later."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fazhi.faces.look import bars
from fazhi.faces.look.parts import Link, Stage
from fazhi.kernel import registry
from fazhi.kernel.documents import shelf
from fazhi.kernel.indicators import publication
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Ledger

from ..crumbs import crumbs
from ..doorway import desk_of, staff
from . import arriving, blank, work
from .columns import ColumnsForm, described, matching
from .guard import Refused
from .keeping import ImportRun, is_open_to, runs_near, runs_of
from .marking import mark, marked_name
from .reading import open_sheet
from .recognising import Unrecognised, may_import
from .showing import SIZE, Grid

State = ImportRun.State
STEPS = ("上传文件", "对应列名", "逐行核对", "写入并取回执")
AT_STEP = {
    State.MAPPING: 1,
    State.JUDGING: 2,
    State.JUDGED: 2,
    State.WRITING: 3,
    State.DONE: 4,
    State.FAILED: 3,
    State.DROPPED: 2,
}
RECENT = 20
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """What is uploaded."""

    file = forms.FileField(
        label="台账文件",
        help_text=f"Excel（.xlsx、.xlsm、.xls）或 .csv、.tsv，不超过 {shelf.LARGEST // shelf.CHUNK} MB；编码、表头位置、合并单元格会自动识别。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.csv,.tsv,.txt"}),
    )


def ledger_of(request: HttpRequest, label: str) -> type[Ledger]:
    """A ledger that this person may bring in somewhere; 404 alike for what is missing and what is not theirs."""
    ledger = registry.on("ledgers").get(label)
    if ledger is None or not may_import(request.user.person, ledger):
        raise Http404
    return ledger


def run_of(request: HttpRequest, label: str, pk: int) -> ImportRun:
    """An import of one's own."""
    ledger_of(request, label)
    run = runs_of(request.user.person).filter(pk=pk, label=label).first()
    if run is None or not is_open_to(run, request.user.person):
        raise Http404
    return run


def stages(at: int) -> list[Stage]:
    """The four steps of an import, the current one marked."""
    return [Stage(label, "", "past" if n < at else "now" if n == at else "") for n, label in enumerate(STEPS)]


def address(run: ImportRun, name: str = "import_run") -> str:
    return reverse(f"desk:{name}", args=[run.label, run.pk])


@staff
def upload(request: HttpRequest, label: str) -> HttpResponse:
    """The file, the template, and what was imported before."""
    ledger, person = ledger_of(request, label), request.user.person
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            run = arriving.take_in(file, ledger, person, file.size)
        except (Refused, Unrecognised, ValidationError) as error:
            form.add_error("file", "；".join(error.messages) if isinstance(error, ValidationError) else str(error))
        else:
            return begun(run)
    context = {
        "ledger": ledger,
        "form": form,
        "stages": stages(0),
        "crumbs": crumbs(desk_of(label), Link("导入台账", "")),
        "runs": [(run, address(run) if run.person_id == person.pk else "") for run in runs_near(person, ledger)[:RECENT]],
        "template_url": reverse("desk:import_template", args=[label]),
        "required": [column.header for column in ledger.columns if column.required],
        "list_url": reverse("desk:list", args=[label]),
    }
    return render(request, "desk/ledgers/upload.html", context, status=422 if request.method == "POST" else 200)


def begun(run: ImportRun) -> HttpResponse:
    """On to the rows, or first to the columns, where one that is required was not found."""
    if run.state == State.MAPPING:
        return redirect(address(run, "import_columns"))
    work.start(run)
    return redirect(address(run))


@staff
def columns(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Which column is which; set anew, every row is judged anew."""
    run = run_of(request, label, pk)
    if run.state not in (State.MAPPING, State.JUDGED):
        return redirect(address(run))
    form = ColumnsForm(request.POST or None, ledger=run.ledger, heading=run.heading)
    if request.method == "POST" and form.is_valid():
        _set_columns(run, form.columns())
        return redirect(address(run))
    context = _around(run) | {"form": form, "stages": stages(1), "cancel": address(run) if run.state == State.JUDGED else ""}
    return render(request, "desk/ledgers/columns.html", context, status=422 if request.method == "POST" else 200)


def _set_columns(run: ImportRun, mapped: dict[str, int]) -> None:
    sheet = open_sheet(run.content(), run.name, run.sheet or None)
    found = described(matching(sheet, run.ledger, mapped), run.ledger)
    heading = run.heading | found | {"mapped": mapped}
    fresh = {"state": State.JUDGING, "heading": heading, "decisions": {}, "counts": {}, "findings": b"", "worker": ""}
    if ImportRun.objects.filter(pk=run.pk, state=run.state).update(**fresh):
        run.refresh_from_db()
        work.start(run)


@staff
def template(request: HttpRequest, label: str) -> HttpResponse:
    """An empty ledger to fill in."""
    ledger = ledger_of(request, label)
    content = io.BytesIO()
    blank.write(content, ledger, request.user.person)
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=f"{ledger.title}（模板）.xlsx", content_type=WORKBOOK)


@staff
def show(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """An import as it stands: under way, to be confirmed, or over."""
    run = run_of(request, label, pk)
    if run.state == State.MAPPING:
        return redirect(address(run, "import_columns"))
    if run.is_under_way:
        return _under_way(request, run)
    grid = Grid(run, request.GET.dict(), run.preview())
    numbers = grid.numbers()
    heads, lines = grid.lines(numbers[(grid.page - 1) * SIZE : grid.page * SIZE])
    context = _around(run) | {
        "figures_url": _figures(run, request.user.person),
        "grid": grid,
        "heads": heads,
        "lines": lines,
        "pager": grid.pager(len(numbers)),
        "attention": len(grid.found.rows("changed", "doubtful", "stale", "refused")),
        "open_doubts": run.counts.get("doubtful", 0) - len(run.decisions),
        "earlier": arriving.earlier(run),
        "all_columns": grid.address(columns="" if request.GET.get("columns") == "all" else "all", page=request.GET.get("page")),
        "shows_all_columns": request.GET.get("columns") == "all",
    }
    return render(request, "desk/ledgers/run.html", context)


def _figures(run: ImportRun, person: Person) -> str:
    """Where the figures stand that are reckoned from what was brought in, for whoever reads boards."""
    module = run.ledger.model._meta.app_label
    counted = any(indicator.model._meta.app_label == module for indicator in registry.on("indicators").values())
    return reverse("boards:module", args=[module]) if counted and person.scope(*publication.READERS) else ""


def _around(run: ImportRun) -> dict[str, Any]:
    return {
        "run": run,
        "ledger": run.ledger,
        "stages": stages(AT_STEP[run.state]),
        "crumbs": crumbs(desk_of(run.label), Link("导入台账", reverse("desk:import", args=[run.label])), Link(run.name, "")),
        "upload_url": reverse("desk:import", args=[run.label]),
        "list_url": reverse("desk:list", args=[run.label]),
    }


def _under_way(request: HttpRequest, run: ImportRun) -> HttpResponse:
    if work.is_interrupted(run):
        work.start(run)
        run.refresh_from_db()
    return render(request, "desk/ledgers/under_way.html", _around(run) | _progress(run))


def _progress(run: ImportRun) -> dict[str, Any]:
    total = max(run.total, run.done)
    return {"run": run, "bar": bars.length(run.done, total), "total": total, "percent": 100 * run.done // total if total else 0}


@staff
def progress(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """How far it is; when it is over the page is asked for anew."""
    run = run_of(request, label, pk)
    if work.is_interrupted(run):
        work.start(run)
    response = render(request, "desk/ledgers/progress.html", _progress(run))
    if not run.is_under_way:
        response["HX-Refresh"] = "true"
    return response


@staff
def marked(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The user's own workbook with its cells marked and explained."""
    run = run_of(request, label, pk)
    try:
        content = mark(run.content(), run.name, run.preview(), run.sheet or None, run.heading.get("number", 1))
    except (OSError, Refused):
        raise Http404 from None
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=marked_name(run.name), content_type=WORKBOOK)


@staff
def original(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The file as it was uploaded."""
    run = run_of(request, label, pk)
    try:
        content = run.content()
    except OSError:
        raise Http404 from None
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=run.name)
