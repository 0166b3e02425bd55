"""The pages of printing many papers at once: begin from a list, see how far it is, fetch the PDF."""

import io
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.parts import Link
from fazhi.kernel.documents import papers_of

from . import print_jobs
from .asking import whole
from .crumbs import crumbs
from .doorway import desk_of, staff
from .filtering import Conditions
from .print_jobs import MOST, PrintJob


@staff
@require_POST
def print_many(request: HttpRequest, label: str) -> HttpResponse:
    """The picked records, or all that meet the conditions of the list where none was picked."""
    desk, person = desk_of(label), request.user.person
    paper = next((each for each in papers_of(desk.model) if each.key() == request.POST.get("paper")), None)
    if paper is None:
        raise Http404
    keys = _picked(request, desk)
    if not keys or len(keys) > MOST:
        messages.error(request, f"一次最多打印 {MOST} 份，请加条件缩小范围" if keys else "没有可以打印的记录")
        return go_to(request, reverse("desk:list", args=[label]))
    job = print_jobs.begin(label, paper, keys, person)
    return go_to(request, reverse("desk:print_job", args=[job.pk]))


def _picked(request: HttpRequest, desk: Any) -> list[int]:
    """Keys in the order of the list, only of what this person may see."""
    picked = [key for text in request.POST.getlist("pick") if (key := whole(text))]
    conditions = Conditions(desk, request.user.person, QueryDict(request.POST.get("query", "")).dict())
    if not picked:
        return list(conditions.rows().order_by("-pk").values_list("pk", flat=True)[: MOST + 1])
    seen = set(desk.model.objects.visible_to(request.user.person).filter(pk__in=picked).values_list("pk", flat=True))
    return [key for key in dict.fromkeys(picked) if key in seen]


def _job(request: HttpRequest, pk: int) -> PrintJob:
    """A job of one's own; 404 for anybody else's."""
    job = PrintJob.objects.filter(pk=pk, person=request.user.person).first()
    if job is None:
        raise Http404
    return job


@staff
def print_job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a job is, what could not be made, and the PDF when it is done."""
    job = _job(request, pk)
    context = {"job": job, "crumbs": crumbs(desk_of(job.label), Link("成批打印"))}
    return render(request, "desk/print_progress.html" if request.htmx else "desk/print_job.html", context)


@staff
def print_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF, as long as it is kept."""
    job = _job(request, pk)
    if job.state != PrintJob.State.DONE or not job.is_still_theirs:
        raise Http404
    try:
        content = job.content()
    except OSError:
        raise Http404 from None
    answer = FileResponse(io.BytesIO(content), filename=f"{job.title}.pdf", content_type="application/pdf")
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
