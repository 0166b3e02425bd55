"""法规库: laws are open to all; a question in anybody's words finds the articles that answer it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel.law import finding, library
from fazhi.kernel.law.citations import Unresolved

MOST_ARTICLES = 12


def shelf(request: HttpRequest) -> HttpResponse:
    """The laws by title, and the articles nearest to what was asked."""
    text = request.GET.get("q", "").strip()[:200].replace("\0", "")
    return framed(request, "portal/laws.html", {"text": text, "laws": laws_like(text), "hits": articles_like(text)})


def laws_like(text: str) -> list[Link]:
    """Laws whose title holds these words."""
    return [Link(row.law.title, row.url, note=f"{row.version}，{row.status}，共 {row.articles} 条") for row in library.laws(text)]


def articles_like(text: str, top: int = MOST_ARTICLES) -> list[finding.Hit]:
    """The articles nearest to a question; none for no question."""
    return finding.search(text, top) if text else []


def law(request: HttpRequest, title: str) -> HttpResponse:
    """One law with its text, as it stands on a day."""
    on = day_asked(request)
    try:
        page = library.law(title, on=on)
    except Unresolved as error:
        return missing(request, str(error))
    return framed(request, "portal/law.html", {"page": page, "query": query_of(on), "versions": _versions(page)})


def _versions(page: library.LawPage) -> list[Link]:
    """The versions of a law, each opened on the first day on which it holds."""
    each_url = reverse("law", args=[page.law.short_title])
    return [
        Link(f"{each}（{each.status()}）", f"{each_url}?on={each.in_force_on}", current=each == page.version)
        for each in page.versions
        if each.in_force_on
    ]


def article(request: HttpRequest, title: str, number: str) -> HttpResponse:
    """One article, as it stands on a day, with its neighbours."""
    on = day_asked(request)
    try:
        page = library.article(title, number, on=on)
    except (Unresolved, ValueError) as error:
        return missing(request, str(error))
    return framed(request, "portal/article.html", {"page": page, "query": query_of(on)})


def missing(request: HttpRequest, sentence: str) -> HttpResponse:
    """A law that was cited and is not in the library yet: what is lacking, and what is near."""
    return framed(request, "portal/law_missing.html", {"sentence": sentence}, 404)


def day_asked(request: HttpRequest) -> date | None:
    """The day named in the address; today when there is none or it is no day."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None


def query_of(on: date | None) -> str:
    """What keeps the day from page to page."""
    return f"?on={on}" if on else ""


def framed(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Staff read within their desk, everybody else within the portal."""
    frame = "look/desk.html" if request.user.is_authenticated else "look/portal.html"
    return render(request, template, {**context, "frame": frame}, status=status)
