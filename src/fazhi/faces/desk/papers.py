"""文书和附件: papers filled from a record, seen, issued and kept; files attached, opened and withdrawn."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fazhi.faces.look.answers import go_to
from fazhi.kernel.documents import (
    Missing,
    NotDrawn,
    attach,
    files_of,
    issue,
    open_file,
    papers_of,
    sign_by_hand,
    withdraw,
)
from fazhi.kernel.documents.attaching import Lost
from fazhi.kernel.flow.refusals import NotAllowed

from .asking import ask, sent
from .doorway import record_of, staff
from .issued import PAPER_FAILED, issued_of, must_handle

SUFFIXES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SEEN_IN_PLACE = ("application/pdf", "image/png", "image/jpeg", "text/plain")


@staff
def paper(request: HttpRequest, label: str, pk: int, key: str, form: str) -> HttpResponse:
    """A paper filled from the record as it stands: PDF to look at, DOCX to work on."""
    found = record_of(request, label, pk)
    chosen = _paper_of(found, key)
    if form not in SUFFIXES:
        raise Http404
    try:
        content = chosen.pdf(found) if form == "pdf" else chosen.docx(found)
    except (Missing, NotDrawn) as error:
        messages.error(request, str(error))
        return go_to(request, reverse("desk:record", args=[label, pk]))
    name = content_disposition_header(form == "docx", f"{chosen.title}.{form}")
    return HttpResponse(content, SUFFIXES[form], headers={"Content-Disposition": name})


def _paper_of(record: Any, key: str) -> Any:
    chosen = next((each for each in papers_of(record) if each.key() == key), None)
    if chosen is None:
        raise Http404
    return chosen


@staff
@require_POST
def issue_paper(request: HttpRequest, label: str, pk: int, key: str) -> HttpResponse:
    """Make a paper and keep it with the record for good."""
    found = record_of(request, label, pk)
    chosen = _paper_of(found, key)
    if chosen.by_step:
        raise Http404
    try:
        must_handle(request, found)
        made = issue(chosen, found, request.user.person)
    except (*PAPER_FAILED, NotAllowed) as error:
        messages.error(request, str(error))
        return go_to(request, reverse("desk:record", args=[label, pk]))
    messages.success(request, f"已制作并存卷：{made}{'。' + made.notice if made.notice else ''}")
    return go_to(request, reverse("desk:issued_paper", args=[label, pk, made.pk]))


@staff
def issued(request: HttpRequest, label: str, pk: int, issued_pk: int, form: str) -> HttpResponse:
    """A paper as it was kept."""
    row = issued_of(record_of(request, label, pk), issued_pk)
    public = row.public.file if form == "public" and hasattr(row, "public") else None
    file = public or (getattr(row, form) if form in SUFFIXES else None)
    if file is None:
        raise Http404
    return _content(request, file, reverse("desk:record", args=[label, pk]))


@staff
@require_POST
def upload(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Attach files to a record; each is taken or refused by itself."""
    found = record_of(request, label, pk)
    for file in request.FILES.getlist("file"):
        try:
            _take_in(request, found, file)
        except ValidationError as error:
            messages.error(request, f"{file.name}：{'；'.join(error.messages)}")
        else:
            messages.success(request, f"已收入附件：{file.name}")
    return go_to(request, reverse("desk:record", args=[label, pk]))


def _take_in(request: HttpRequest, record: Any, file: Any) -> None:
    """An attachment, or what was drawn on the pad with its strokes and whose hand it was."""
    person, told = request.user.person, request.POST
    if "strokes" in told:
        sign_by_hand(record, file, told.get("signer", "")[:60], told["strokes"], person)
    else:
        attach(record, file, told.get("kind", "")[:60].strip(), person)


@staff
def download(request: HttpRequest, label: str, pk: int, file_pk: int) -> HttpResponse:
    """An attachment: what a browser shows safely opens in it, the rest is saved."""
    return _content(request, _file_of(record_of(request, label, pk), file_pk), reverse("desk:record", args=[label, pk]))


def _file_of(record: Any, pk: int) -> Any:
    file = files_of(record).filter(pk=pk).first()
    if file is None:
        raise Http404
    return file


def _content(request: HttpRequest, file: Any, back: str) -> HttpResponse:
    try:
        content = open_file(file)
    except Lost as error:
        messages.error(request, str(error))
        return go_to(request, back)
    is_shown = file.mime in SEEN_IN_PLACE and "save" not in request.GET
    answer = FileResponse(content, as_attachment=not is_shown, filename=file.name, content_type=file.mime)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


class Withdrawal(forms.Form):
    """Why a file is taken out of the list."""

    reason = forms.CharField(label="撤回理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


@staff
def withdraw_file(request: HttpRequest, label: str, pk: int, file_pk: int) -> HttpResponse:
    """Take an attachment out of the record's list; its content and the reason are kept."""
    file = _file_of(record_of(request, label, pk), file_pk)
    return ask(
        request,
        Withdrawal(sent(request)),
        lambda data: withdraw(file, request.user.person, data["reason"]),
        f"已撤回附件：{file.name}",
        reverse("desk:record", args=[label, pk]),
        title="撤回附件",
        note=f"{file.name}。撤回后不再列出，内容和理由仍然留存。",
    )
