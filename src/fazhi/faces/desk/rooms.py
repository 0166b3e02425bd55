"""Pages that belong to no single kind of record: finding, the library of laws, oneself."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.law import library
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.search import sounds

from .doorway import staff
from .links import link_to
from .numbered import is_number
from .shell import ROOMS, desks_of, list_url, settings_of

MOST, FEW = 12, 4  # of each kind, on a page and while one types


@staff
def find(request: HttpRequest) -> HttpResponse:
    """Rooms by name, records by number, name, pinyin and initials, laws by title; a few of each while one types."""
    text, person = request.GET.get("q", "").strip()[:60], request.user.person
    most = FEW if request.htmx else MOST
    if is_number(text):
        # A number stands in no address and on no page: it is asked again where it is posted.
        whole = [("证件号、电话", [Link("按证件号、电话查找", reverse("desk:number"))])]
        return render(request, "desk/found.html", {"text": "", "found": whole}) if request.htmx else redirect("desk:number")
    found = [("功能", _rooms(person, text)), *_records(person, text, most), ("法规", _laws(text))] if text else []
    shown = {"text": text, "found": [(title, links[:most]) for title, links in found if links]}
    return render(request, "desk/found.html" if request.htmx else "desk/find.html", shown)


def _rooms(person: Person, text: str) -> list[Link]:
    """The rooms of the navigation whose name holds the text, or is read so."""
    desks = [(desk.named(), list_url(desk)) for desk in desks_of(person)]
    rooms = [*((label, reverse(name)) for name, label, _ in (*ROOMS, *settings_of(person))), *desks]
    letters = text.lower()
    return [
        Link(label, url) for label, url in rooms if text in label or any(sound.startswith(letters) for sound in sounds(label))
    ]


def _records(person: Person, text: str, most: int) -> list[tuple[str, list[Link]]]:
    return [(desk.named(), [link_to(record) for record in _found(desk, person, text)[:most]]) for desk in desks_of(person)]


def _found(desk: type[Desk], person: Person, text: str) -> QuerySet[Any]:
    return desk.model.objects.visible_to(person).found_by(text).order_by("-pk")


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
