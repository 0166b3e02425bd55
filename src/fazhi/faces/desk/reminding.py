"""提醒: what the passing of time said to me and my units; seen, it is put away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.parts import Due, due_words
from fazhi.kernel import registry
from fazhi.kernel.flow.models import Reminder
from fazhi.kernel.flow.passing_time import reminders_for
from fazhi.kernel.flow.telling import is_news
from fazhi.kernel.org.models import Person

from .asking import whole
from .doorway import staff

MOST = 60


@staff
def reminders(request: HttpRequest) -> HttpResponse:
    """The reminders that nobody has put away yet, one's own first."""
    person = request.user.person
    rows = _visible(person, list(reminders_for(person)[: MOST * 2]))
    mine, others = [row for row in rows if row["mine"]], [row for row in rows if not row["mine"]]
    groups = [(title, found, keys_of(found)) for title, found in (("我经办的", mine), ("本单位的", others)) if found]
    return render(request, "desk/reminders.html", {"groups": groups})


def keys_of(rows: list[dict[str, Any]]) -> str:
    """The keys of what one button puts away."""
    return " ".join(str(row["pk"]) for row in rows)


def _visible(person: Person, rows: list[Reminder]) -> list[dict[str, Any]]:
    """A reminder names its case: only those on cases that this person may see; one question for each kind."""
    keys: dict[str, set[int]] = {}
    for row in rows:
        keys.setdefault(row.of, set()).add(row.record_id)
    seen = {
        (label, pk)
        for label, pks in keys.items()
        if label in registry.on("desks")
        for pk in registry.model(label).objects.visible_to(person).filter(pk__in=pks).values_list("pk", flat=True)
    }
    return [_told(row, person) for row in rows if (row.of, row.record_id) in seen][:MOST]


def _told(row: Reminder, person: Person) -> dict[str, Any]:
    title, _, why = row.sentence.partition("：")
    return {
        "pk": row.pk,
        "mine": row.person_id == person.pk,
        "due": Due("有新情况", due_words(row.due_on), "soon") if is_news(row) else Due.at(row.due_on, timezone.now()),
        "title": title,
        "why": why,
        "href": reverse("desk:record", args=[row.of, row.record_id]),
        "why_href": "" if is_news(row) else reverse("desk:clock", args=[row.of, row.record_id, row.clock]),
    }


@staff
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Put reminders away; only one's own units' are touched."""
    picked = [key for text in request.POST.getlist("pick") for one in text.split() if (key := whole(one))]
    person = request.user.person
    pks = [row["pk"] for row in _visible(person, list(reminders_for(person).filter(pk__in=picked)))]
    Reminder.objects.filter(pk__in=pks).update(seen_at=timezone.now())
    return go_to(request, reverse("desk:reminders"))
