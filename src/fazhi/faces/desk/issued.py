"""One issued paper: its versions and forms, who signed it, to whom it was served, and what may be done with it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.parts import Link
from fazhi.kernel.documents import (
    Missing,
    NotDrawn,
    NotSealed,
    PaperService,
    PaperSignature,
    attach,
    correct,
    issued_papers,
    open_file,
    publish,
    receipt_of,
    render_pdf,
    sealer,
    serve,
    sign,
)
from fazhi.kernel.documents.redaction import StillThere
from fazhi.kernel.flow.acting import holds
from fazhi.kernel.flow.refusals import NotAllowed

from . import display
from .asking import ask, sent
from .crumbs import crumbs
from .doorway import desk_of, record_of, staff
from .forms import fields_of, form_class

SIGNATURE = "signer capacity method signed_at place"
SERVICE = "receiver method served_on place taken_by relation sent_on mail_number has_consent witness reason"
PAPER_FAILED = (Missing, NotDrawn, NotSealed, StillThere)


def issued_of(record: Any, pk: int) -> Any:
    """A paper that was issued from this record; 404 for any other."""
    row = issued_papers(record).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def may_handle(request: HttpRequest, record: Any) -> bool:
    """Whether this person keeps the record: issues, signs for, serves and corrects its papers."""
    return holds(request.user.person, record.path, record.keepers())


def must_handle(request: HttpRequest, record: Any) -> None:
    if not may_handle(request, record):
        raise NotAllowed(f"您没有在{record.unit.name}办理文书的权限")


@staff
def issued_paper(request: HttpRequest, label: str, pk: int, issued_pk: int) -> HttpResponse:
    """The paper with all that is known of it."""
    record, desk = record_of(request, label, pk), desk_of(label)
    row = issued_of(record, issued_pk)
    context = {
        "record": record,
        "issued": row,
        "facts": _facts(row),
        "seals": _seals(row),
        "signatures": [(f"{one.capacity} {display.text(one, 'signer')}", _told(one)) for one in row.signatures.all()],
        "services": [(one, _delivered(one)) for one in row.services.all()],
        "may_handle": may_handle(request, record),
        "crumbs": crumbs(desk, Link(str(record.number or "未编号"), reverse("desk:record", args=[label, pk])), Link(row.title)),
    }
    return render(request, "desk/issued.html", context)


def _facts(row: Any) -> list[tuple[str, Any]]:
    return [
        ("文号", row.number),
        ("第几版", f"第 {row.ordinal} 版"),
        ("更正说明", row.correction),
        ("制发", f"{row.made_by or '群众自助'}，{display.words(row.made_at)}"),
        ("核验码", f"{row.code[:4]} {row.code[4:]}" if row.code else ""),
        ("PDF 指纹", row.pdf_sha256),
        ("Word 指纹", row.docx_sha256),
        ("说明", row.notice),
    ]


def _seals(row: Any) -> list[Any]:
    """What the electronic seals say of the file as it lies there."""
    if not row.is_sealed_by_body or row.pdf is None:
        return []
    with open_file(row.pdf) as content:
        return sealer().verify(content.read())


def _told(one: PaperSignature) -> str:
    return "，".join(
        filter(None, [one.get_method_display(), display.words(one.signed_at), one.place, f"登记人{one.recorded_by}"])
    )


def _delivered(one: PaperService) -> str:
    taken = f"{display.text(one, 'taken_by')}签收{f'（{one.relation}）' if one.relation else ''}" if one.taken_by else ""
    told = [display.text(one, "receiver"), f"{display.words(one.served_on)}送达", one.place, taken, one.mail_number, one.reason]
    return "，".join(filter(None, told))


def _scanned(record: Any, request: HttpRequest, kind: str) -> Any:
    upload = request.FILES.get("file")
    return attach(record, upload, kind, request.user.person) if upload else None


def _with_scan(names: str, model: Any) -> type[forms.Form]:
    return form_class({**fields_of(model, names.split()), "file": forms.FileField(label="扫描件或者照片", required=False)})


def _noted(model: Any, names: str, kind: str, note: Callable[..., Any], title: str) -> Callable[..., HttpResponse]:
    """The page on which a signature or a service is noted."""

    @staff
    def page(request: HttpRequest, label: str, pk: int, issued_pk: int) -> HttpResponse:
        record = record_of(request, label, pk)
        row = issued_of(record, issued_pk)

        def act(data: dict[str, Any]) -> None:
            must_handle(request, record)
            data.pop("file", None)
            note(row, record, model(**data, scan=_scanned(record, request, kind)), request.user.person)

        form = _with_scan(names, model)(sent(request), request.FILES or None)
        back = reverse("desk:issued_paper", args=[label, pk, issued_pk])
        return ask(request, form, act, f"已登记：{title}", back, title=title, note=str(row), submit="登记", subject=str(row))

    return page


sign_paper = _noted(PaperSignature, SIGNATURE, "签署页", sign, "登记签署")
serve_paper = _noted(PaperService, SERVICE, "送达回证", serve, "登记送达")


@staff
def service_receipt(request: HttpRequest, label: str, pk: int, issued_pk: int, service_pk: int) -> HttpResponse:
    """送达回证 as PDF, to be signed or put into the file."""
    record = record_of(request, label, pk)
    service = issued_of(record, issued_pk).services.filter(pk=service_pk).first()
    if service is None:
        raise Http404
    try:
        return HttpResponse(render_pdf(receipt_of(service)), "application/pdf")
    except NotDrawn as refusal:
        messages.error(request, str(refusal))
        return go_to(request, reverse("desk:issued_paper", args=[label, pk, issued_pk]))


class Correction(forms.Form):
    """Why a paper is issued anew."""

    reason = forms.CharField(label="更正说明", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


@staff
def correct_paper(request: HttpRequest, label: str, pk: int, issued_pk: int) -> HttpResponse:
    """A new version from the record as it stands now; the wrong one stays."""
    record = record_of(request, label, pk)
    row = issued_of(record, issued_pk)

    def act(data: dict[str, Any]) -> None:
        must_handle(request, record)
        try:
            correct(row, record, request.user.person, data["reason"])
        except PAPER_FAILED as failure:
            raise ValidationError(str(failure)) from failure

    return ask(
        request,
        Correction(sent(request)),
        act,
        f"已制发更正的新版本：{row.title}",
        reverse("desk:record", args=[label, pk]),
        title="更正文书",
        note="先在档案里改正内容，再在这里制发新的一版。原来的一版留存，并注明已经更正。",
        submit="制发新的一版",
        subject=str(row),
    )


@staff
@require_POST
def publish_paper(request: HttpRequest, label: str, pk: int, issued_pk: int) -> HttpResponse:
    """Make the public version, without personal data."""
    record = record_of(request, label, pk)
    row, back = issued_of(record, issued_pk), reverse("desk:issued_paper", args=[label, pk, issued_pk])
    try:
        must_handle(request, record)
        publish(row, record, request.user.person)
    except (*PAPER_FAILED, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "公开版已经制作：姓名、证件号、电话、住址已经遮住。公开前请再看一遍。")
    return go_to(request, back)
