"""Pages that belong to no single kind of record: finding, the library of laws, oneself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.law import library

from .doorway import staff
from .shell import desks_of


@staff
def find(request: HttpRequest) -> HttpResponse:
    """Numbers, names, pinyin and initials over every desk this person may read; laws by title."""
    text, person = request.GET.get("q", "").strip(), request.user.person
    found = (
        [
            (
                desk.named(),
                [
                    Link(str(record), reverse("desk:record", args=[registry.label(record), record.pk]), note=record.number)
                    for record in desk.model.objects.visible_to(person).found_by(text).order_by("-pk")[:8]
                ],
            )
            for desk in desks_of(person)
        ]
        if text
        else []
    )
    laws = _laws(text)[:8] if text else []
    return render(
        request, "desk/find.html", {"text": text, "found": [(title, links) for title, links in found if links], "laws": laws}
    )


def _laws(text: str) -> list[Link]:
    return [Link(shelf.law.title, f"/law/{shelf.law.short_title}/", count=shelf.articles) for shelf in library.laws(text)]


@staff
def me(request: HttpRequest) -> HttpResponse:
    """Who I am here, and what I was granted."""
    person = request.user.person
    roles = registry.on("roles")
    grants = [
        (roles[granted.role].label if granted.role in roles else granted.role, granted.unit_id, granted.as_substitute_for)
        for granted in person.grants()
    ]
    names = dict(type(person.unit).objects.filter(pk__in=[unit for _, unit, _ in grants]).values_list("pk", "name"))
    return render(
        request,
        "desk/me.html",
        {"grants": [(label, f"{names[unit]}{f'（代{absent}）' if absent else ''}") for label, unit, absent in grants]},
    )
