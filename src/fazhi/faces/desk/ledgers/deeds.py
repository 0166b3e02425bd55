"""What a person does with an import that was looked at: decide, confirm, leave, resume, take another worksheet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ..doorway import staff
from . import arriving, work
from .guard import Refused
from .judging import NEW, SAME, SKIP, WRITE
from .keeping import ImportRun
from .pages import address, begun, run_of
from .recognising import Unrecognised
from .showing import ASKED

State = ImportRun.State


@staff
@require_POST
def decide(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """What to do with a doubtful row, or with all that are still open."""
    run = run_of(request, label, pk)
    number, _, choice = request.POST.get("choice", "").partition(":")
    if run.state != State.JUDGED or choice not in ("", *ASKED):
        messages.error(request, "现在不能改决定：这次导入已经不在核对中")
    else:
        _decide(run, number, choice)
    return redirect(f"{address(run)}?{request.GET.urlencode()}#r{number}")


def _decide(run: ImportRun, number: str, choice: str) -> None:
    found = run.preview().rows("doubtful")
    chosen = (
        [row for row in found if str(row) not in run.decisions]
        if number == "all"
        else [row for row in found if str(row) == number]
    )
    asks = {row: said.get("asks", ()) for row, said in run.rows(chosen).items()}
    for row in chosen:
        run.decisions.pop(str(row), None)
        if answer := _answer(choice, asks.get(row, ())):
            run.decisions[str(row)] = answer
    run.save(update_fields=["decisions"])


def _answer(choice: str, asks: Any) -> str:
    """Only what was asked can be answered; 写入 and 新建 mean the same where all are decided at once."""
    alike = {NEW: (NEW, WRITE), SKIP: (SKIP,), SAME: (SAME,), WRITE: (WRITE, NEW)}.get(choice, ())
    return next((each for each in alike if each in asks), "")


@staff
@require_POST
def confirm(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Write it; sent twice it is written once."""
    run = run_of(request, label, pk)
    begun = ImportRun.objects.filter(pk=pk, state=State.JUDGED).update(
        state=State.WRITING, done=0, last_row=0, worker="", fault="", ended_at=None
    )
    if begun:
        run.refresh_from_db()
        work.start(run)
    return redirect(address(run))


@staff
@require_POST
def drop(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Leave it; nothing was written."""
    run = run_of(request, label, pk)
    ended = {"state": State.DROPPED, "ended_at": timezone.now()}
    if ImportRun.objects.filter(pk=pk, state=State.JUDGED).update(**ended):
        messages.success(request, "已放弃这次导入，什么都没有写入")
    return redirect(reverse("desk:import", args=[run.label]))


@staff
@require_POST
def resume(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Go on where it broke off."""
    run = run_of(request, label, pk)
    state = State.WRITING if run.counts else State.JUDGING
    if ImportRun.objects.filter(pk=pk, state=State.FAILED).update(state=state, worker="", fault="", ended_at=None):
        run.refresh_from_db()
        work.start(run)
    return redirect(address(run))


@staff
@require_POST
def other_sheet(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The same file again, another of its worksheets."""
    run = run_of(request, label, pk)
    try:
        again = arriving.again(run, request.POST.get("sheet", ""))
    except (Refused, Unrecognised) as refusal:
        messages.error(request, str(refusal))
        return redirect(address(run))
    return begun(again)
