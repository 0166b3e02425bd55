"""Pages that belong to no single kind of record: the inbox, finding, the library of laws, oneself."""

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.parts import Due, Link
from fazhi.kernel import registry
from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.handovers import addressed_to
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.obligations import owed_by
from fazhi.kernel.law import library
from fazhi.kernel.org.models import Person

from .doorway import staff
from .shell import desks_of

EACH = 40  # the most urgent of each kind


def waiting_for(person: Person) -> list[dict[str, Any]]:
    """The cases in whose state this person has a step, the most urgent first."""
    held = {granted.role for granted in person.grants()}
    found = [
        row
        for desk in desks_of(person)
        if (flow := registry.on("flows").get(registry.label(desk.model)))
        for row in _waiting(flow, person, held)
    ]
    return sorted(found, key=lambda row: row["day"])[:EACH]


def _waiting(flow: Any, person: Person, held: set[str]) -> list[dict[str, Any]]:
    mine = [name for name in flow.states if any(held & set(step.roles) for step in flow.steps_from(name))]
    cases = (
        flow.model.objects.visible_to(person)
        .filter(state__in=mine, due_on__isnull=False)
        .select_related("unit")
        .order_by("due_on", "pk")[:EACH]
    )
    return [_todo(flow, case) for case in cases]


def _todo(flow: Any, case: Any) -> dict[str, Any]:
    row = min((row for row in clocks.running(case) if row["due"]), key=lambda row: row["due"])
    return {
        "day": case.due_on,
        "due": Due.at(case.due_on, timezone.now()),
        "title": str(case),
        "number": case.number,
        "unit": case.unit.name,
        "href": reverse("desk:record", args=[registry.label(case), case.pk]),
        "law": row.get("law", ""),
        "why": f"{flow.states[case.state].label}，{row['label']}（{row['length']}）",
        "urgent": case.due_on <= timezone.localdate(),
    }


@staff
def inbox(request: HttpRequest) -> HttpResponse:
    """我的待办: by legal urgency, each with why and the article."""
    person, today = request.user.person, timezone.localdate()
    rows = waiting_for(person)
    groups = [
        ("已逾期、今天到期", [row for row in rows if row["day"] <= today]),
        ("三日内", [row for row in rows if today < row["day"] and (row["day"] - today).days <= 3]),
        ("以后", [row for row in rows if (row["day"] - today).days > 3]),
    ]
    handed = addressed_to(person).filter(state=HandOver.State.SENT)[:EACH]
    return render(
        request,
        "desk/inbox.html",
        {
            "groups": [(title, found) for title, found in groups if found],
            "handed": handed,
            "owed": owed_by(person)[:EACH],
            "new": [
                Link(f"登记{desk.model._meta.verbose_name}", reverse("desk:new", args=[registry.label(desk.model)]))
                for desk in desks_of(person)[:5]
            ],
        },
    )


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


def laws(request: HttpRequest) -> HttpResponse:
    """法规库: open to all, as laws are."""
    text = request.GET.get("q", "").strip()
    return render(request, "desk/laws.html", {"text": text, "links": _laws(text)})


def law(request: HttpRequest, title: str, number: str = "") -> HttpResponse:
    """One law, or one article, as it stands on a day."""
    on = _day(request.GET.get("on", ""))
    try:
        found = library.article(title, number, on=on) if number else library.law(title, on=on)
    except (LookupError, ValueError, ObjectDoesNotExist) as error:
        raise Http404 from error
    return render(request, "desk/article.html" if number else "desk/law.html", {"found": found, "title": title, "number": number})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


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
