"""The pages of one kind of record: the list, the record, and one datum of it shown for a reason."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel.documents import papers_of
from fazhi.kernel.flow import restricting
from fazhi.kernel.ledger import book
from fazhi.kernel.records import restricted
from fazhi.kernel.records.models import Case, parts_of

from . import display, numbered, passes, playing
from .bulk import bulk_steps
from .crumbs import crumbs
from .doorway import desk_of, record_of, staff
from .dossier import Dossier
from .filtering import filter_form
from .forms import may_register
from .ledgers.entries import ledger_links
from .lists import Listing
from .shell import PILLARS
from .views_of_lists import kept_views, views_of


@staff
def listing(request: HttpRequest, label: str) -> HttpResponse:
    """A list: its views, conditions, rows and the steps that may be taken on many."""
    desk, person = desk_of(label), request.user.person
    if numbered.is_number(request.GET.get("q", "")):
        return redirect("desk:number")  # a number stands in no address: it is asked again where it is posted
    page, saved = Listing(desk, person, request.GET.dict()), kept_views(person, desk)
    records, next_key = page.page(page.records())
    views, total = views_of(page, saved)
    return render(
        request,
        "desk/list.html",
        {
            "desk": desk,
            "label": label,
            "title": desk.named(),
            "crumbs": [Link(PILLARS[desk.pillar()], ""), Link(desk.named(), "")],
            "columns": page.columns(),
            "rows": page.rows(records),
            "pager": page.pager(len(records), next_key),
            "total": total,
            "form": filter_form(desk)(request.GET or None),
            "chips": page.conditions.chips(),
            "views": views,
            "kept": [view.label for view in saved if view.query == page.query],
            "steps": bulk_steps(desk, person),
            "papers": papers_of(desk.model),
            "may_register": may_register(desk, person),
            "ledger_links": ledger_links(request, label),
            "narrowed": page.is_narrowed,
            "query": page.query,
        },
    )


@staff
def record(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """One record."""
    desk, found = desk_of(label), record_of(request, label, pk)
    dossier = Dossier(desk, found, request.user.person)
    dossier.note_reading()
    return render(
        request,
        "desk/record.html",
        {
            "desk": desk,
            "record": found,
            "dossier": dossier,
            "actions": dossier.actions,
            "signatures": dossier.signatures,
            "hand_overs": dossier.hand_overs,
            "looks": dossier.looks,
            "restriction": restricted.of(found),
            "may_restrict": restricting.may_restrict(found, request.user.person),
            "related": dossier.related,
            "is_case": isinstance(found, Case),
            "beside": [Link(each.title, reverse("desk:beside", args=[label, pk, each.name])) for each in desk.beside],
            "passes": passes.links_of(found),
            "plays": playing.player(desk, found, request.user.person),
            "crumbs": crumbs(desk, Link(found.number or ("未编号" if found.numbering else str(found)), "")),
            "state": display.state_of(found) if isinstance(found, Case) else "",
            "shape": display.shape_of(found) if isinstance(found, Case) else "",
            "correct_url": reverse("desk:correct", args=[label, pk]),
        },
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
    told = {
        "record": found,
        "field": field.verbose_name,
        "text": display.text(owner, name),
        "url": request.get_full_path(),
        "back": reverse("desk:record", args=[label, pk]),
        "asked": request.method == "POST",
    }
    reason = request.POST.get("reason", "").strip()
    if request.method == "POST" and reason:
        title = f"查看{owner._meta.verbose_name}的{field.verbose_name}"
        book.write(book.Act(found, "reveal", title, actor=request.user.person, reason=reason))
        return render(
            request, _one_of(request, "desk/revealed.html"), {**told, "text": display.full_value(owner, name), "shown": True}
        )
    template = "desk/reveal.html" if request.method == "POST" else _one_of(request, "desk/reveal.html")
    return render(request, template, told, status=422 if request.method == "POST" else 200)


def _one_of(request: HttpRequest, page: str) -> str:
    """The datum in its own place for who asked from within a page, a page otherwise."""
    return "desk/mask.html" if request.htmx else page


def _owner(record: Any, part: str, key: str) -> Any:
    if not part:
        return record
    kind = next((kind for kind in parts_of(type(record)).values() if kind._meta.model_name == part), None)
    owner = kind.objects.filter(of=record, pk=int(key)).first() if kind and key.isascii() and key.isdigit() else None
    if owner is None:
        raise Http404
    return owner
