"""The pages of one kind of record: list, registration, record, step, correction, reveal, papers, files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.documents import Missing, NotDrawn, attach, files_of, open_file, papers_of
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.ledger import book
from fazhi.kernel.records.models import Case, parts_of

from . import display, forms
from .doorway import desk_of, record_of, staff
from .dossier import Dossier
from .lists import Listing, filter_form
from .shell import PILLARS

REFUSED = (ValidationError, NotAllowed, Stale)


def crumbs(desk: Any, *more: Link) -> list[Link]:
    """Pillar, list, and further."""
    return [Link(PILLARS[desk.pillar()], ""), Link(desk.named(), reverse("desk:list", args=[registry.label(desk.model)])), *more]


@staff
def listing(request: HttpRequest, label: str) -> HttpResponse:
    """A list."""
    desk = desk_of(label)
    page = Listing(desk, request.user.person, request.GET.dict())
    rows = page.filtered()
    records, next_key = page.page(rows)
    views = [Link(view.label, f"?{view.query}", request.GET.urlencode() == view.query) for view in desk.views]
    return render(
        request,
        "desk/list.html",
        {
            "desk": desk,
            "title": desk.named(),
            "crumbs": [Link(PILLARS[desk.pillar()], ""), Link(desk.named(), "")],
            "columns": page.columns(),
            "rows": page.rows(records),
            "pager": page.pager(len(records), next_key),
            "total": page.total(rows),
            "form": filter_form(desk)(request.GET or None),
            "views": [Link("全部", "?", not request.GET), *views] if views else [],
            "new_url": reverse("desk:new", args=[label]),
            "narrowed": page.is_narrowed,
        },
    )


@staff
def new(request: HttpRequest, label: str) -> HttpResponse:
    """Register a record, with its parts."""
    desk, person = desk_of(label), request.user.person
    flow = registry.on("flows").get(label)
    form = forms.registration(desk, flow.register if flow else None, person)(request.POST or None)
    kinds = {name: parts_of(desk.model)[name] for name in desk.asks_parts.split()}
    formsets = {
        name: forms.parts_form(kind, 2 if name == "parties" else 1)(request.POST or None, prefix=name)
        for name, kind in kinds.items()
    }
    if request.method == "POST" and form.is_valid() & all(formset.is_valid() for formset in formsets.values()):
        parts = {
            name: [kinds[name](**row.cleaned_data) for row in formset if row.has_changed()] for name, formset in formsets.items()
        }
        try:
            record = _registered(desk, flow, person, form.cleaned_data, parts, request.POST.get("key", ""))
        except REFUSED as error:
            forms.refuse(form, error)
        else:
            messages.success(request, f"已登记：{record}")
            return go_to(request, reverse("desk:record", args=[label, record.pk]))
    tables = [(kinds[name]._meta.verbose_name, formset) for name, formset in formsets.items()]
    return render(
        request,
        "desk/new.html",
        {
            "desk": desk,
            "title": f"登记{desk.model._meta.verbose_name}",
            "form": form,
            "tables": tables,
            "crumbs": crumbs(desk, Link("登记", "")),
            "cancel": reverse("desk:list", args=[label]),
        },
        status=422 if request.method == "POST" else 200,
    )


def _registered(desk: Any, flow: Any, person: Any, data: dict[str, Any], parts: dict[str, list[Any]], key: str) -> Any:
    if flow:
        return doors.register(desk.model, person, data, parts, key=key)
    return registers.enter(desk.model(**data), person, parts, key=key)


@staff
def record(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """One record."""
    desk, found = desk_of(label), record_of(request, label, pk)
    return render(
        request,
        "desk/record.html",
        {
            "desk": desk,
            "record": found,
            "dossier": Dossier(desk, found, request.user.person),
            "is_case": isinstance(found, Case),
            "crumbs": crumbs(desk, Link(found.number or "未编号", "")),
            "state": display.state_of(found) if isinstance(found, Case) else "",
            "shape": display.shape_of(found) if isinstance(found, Case) else "",
            "correct_url": reverse("desk:correct", args=[label, pk]),
        },
    )


@staff
def step(request: HttpRequest, label: str, pk: int, name: str, part_pk: int | None = None) -> HttpResponse:
    """Take a step; a refusal stands above the form with its article, and what was typed stays."""
    desk, case, person = desk_of(label), record_of(request, label, pk), request.user.person
    chosen = registry.find("flows", label).steps.get(name) if label in registry.on("flows") else None
    if chosen is None or chosen.is_automatic_only or bool(chosen.on) != (part_pk is not None):
        raise Http404
    part = chosen.on.objects.filter(of=case, pk=part_pk).first() if chosen.on else None
    if chosen.on and part is None:
        raise Http404
    form = forms.step_form(desk, chosen, case, person, part)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {key: value for key, value in form.cleaned_data.items() if key != "reason"}
        version = request.POST.get("version", "")
        try:
            done = doors.take(
                chosen,
                case,
                person,
                data,
                version=int(version) if version.isascii() and version.isdigit() else None,
                reason=form.cleaned_data["reason"],
                part=part,
                key=request.POST.get("key", ""),
            )
        except REFUSED as error:
            forms.refuse(form, error)
        else:
            messages.success(request, f"已办理“{chosen.label}”，现在是“{display.state_of(done)}”")
            return go_to(request, reverse("desk:record", args=[label, pk]))
    refusals = [refusal for offer in doors.steps_open_to(person, case) if offer.step is chosen for refusal in offer.refusals]
    return render(
        request,
        "desk/step.html",
        {
            "desk": desk,
            "record": case,
            "step": chosen,
            "title": chosen.label,
            "form": form,
            "refusals": refusals,
            "part": part,
            "crumbs": crumbs(desk, Link(str(case), reverse("desk:record", args=[label, pk])), Link(chosen.label, "")),
            "cancel": reverse("desk:record", args=[label, pk]),
        },
        status=422 if request.method == "POST" else 200,
    )


@staff
def correct(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Mend registered particulars, with a reason."""
    desk, found, person = desk_of(label), record_of(request, label, pk), request.user.person
    form = forms.correction_form(desk, found, person)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        reason = data.pop("reason")
        try:
            registers.correct(found, person, data, version=int(request.POST.get("version") or 0), reason=reason)
        except (*REFUSED, ValueError) as error:
            forms.refuse(form, error)
        else:
            messages.success(request, "已更正，原来的内容留在经过里")
            return go_to(request, reverse("desk:record", args=[label, pk]))
    return render(
        request,
        "desk/step.html",
        {
            "desk": desk,
            "record": found,
            "form": form,
            "title": "更正登记",
            "cancel": reverse("desk:record", args=[label, pk]),
            "crumbs": crumbs(desk, Link(str(found), reverse("desk:record", args=[label, pk])), Link("更正", "")),
        },
        status=422 if request.method == "POST" else 200,
    )


@staff
def reveal(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Show one personal datum in full, once, to whoever gives a reason; the ledger keeps who and why."""
    found = record_of(request, label, pk)
    owner = _owner(found, request.GET.get("part", ""), request.GET.get("key", ""))
    name = request.GET.get("field", "")
    field = display.field_of(owner, name)
    if field is None or not hasattr(field, "mask"):
        raise Http404
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST" and reason:
        book.write(
            book.Act(
                found, "reveal", f"查看{owner._meta.verbose_name}的{field.verbose_name}", actor=request.user.person, reason=reason
            )
        )
        return render(
            request,
            "desk/revealed.html",
            {
                "text": getattr(owner, name),
                "label": field.verbose_name,
                "record": found,
                "back": reverse("desk:record", args=[label, pk]),
            },
        )
    return render(
        request,
        "desk/reveal.html",
        {
            "field": field.verbose_name,
            "record": found,
            "asked": request.method == "POST",
            "back": reverse("desk:record", args=[label, pk]),
        },
        status=422 if request.method == "POST" else 200,
    )


def _owner(record: Any, part: str, key: str) -> Any:
    if not part:
        return record
    kind = next((kind for kind in parts_of(type(record)).values() if kind._meta.model_name == part), None)
    owner = kind.objects.filter(of=record, pk=int(key)).first() if kind and key.isascii() and key.isdigit() else None
    if owner is None:
        raise Http404
    return owner


@staff
def paper(request: HttpRequest, label: str, pk: int, key: str, form: str) -> HttpResponse:
    """A paper filled from the record, as PDF or DOCX."""
    found = record_of(request, label, pk)
    chosen = next((each for each in papers_of(found) if each.key() == key), None)
    if chosen is None or form not in ("pdf", "docx"):
        raise Http404
    try:
        content = chosen.pdf(found) if form == "pdf" else chosen.docx(found)
    except (Missing, NotDrawn) as error:
        messages.error(request, str(error))
        return go_to(request, reverse("desk:record", args=[label, pk]))
    mime = "application/pdf" if form == "pdf" else "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return HttpResponse(
        content, mime, headers={"Content-Disposition": content_disposition_header(form == "docx", f"{chosen.title}.{form}")}
    )


@staff
@require_POST
def upload(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Attach files to a record."""
    found = record_of(request, label, pk)
    for sent in request.FILES.getlist("file"):
        try:
            attach(found, sent, "", request.user.person)
        except ValidationError as error:
            messages.error(request, f"{sent.name}：{'；'.join(error.messages)}")
        else:
            messages.success(request, f"已收入附件：{sent.name}")
    return go_to(request, reverse("desk:record", args=[label, pk]))


@staff
def download(request: HttpRequest, label: str, pk: int, file_pk: int) -> HttpResponse:
    """An attachment, always as a download."""
    file = files_of(record_of(request, label, pk)).filter(pk=file_pk).first()
    if file is None:
        raise Http404
    return FileResponse(open_file(file), as_attachment=True, filename=file.name)
