"""One person as the administrator sees them: account, roles, posts, and what was changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.parts import Link
from fazhi.kernel.ledger import book

from . import display, people
from .posts import posts_of


@people.administrator
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: account, roles now and before, and what was changed."""
    found, today = people.person_of(request.user.person, pk), timezone.localdate()
    grants = [
        (grant, people.role_words(grant), grant.holds(today)) for grant in found.granted.select_related("unit").order_by("-pk")
    ]
    return render(
        request,
        "desk/person.html",
        {
            "one": found,
            "account": people.account_of(found),
            "grants": grants,
            "posts": posts_of(found),
            "acts": [
                (display.words(act.happened_at), f"{act.title} {act.reason}", act.actor) for act in book.history(found)[:20]
            ],
            "crumbs": [Link("人员和岗位", reverse("desk:people")), Link(found.name)],
        },
    )
