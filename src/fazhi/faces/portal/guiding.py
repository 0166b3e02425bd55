"""先测一测: questions without a name, answered on the spot; nothing of it is kept, and no address holds it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.present.guides import Guide

from .doorway import personal
from .questions import form_of


@personal
def guide(request: HttpRequest, key: str) -> HttpResponse:
    """The questions, and once they are answered what they come to."""
    found = _guide(key)
    form = form_of(found.asks)(request.POST or None)
    context = {
        "guide": found,
        "intake": registry.on("intakes")[found.intake],
        "form": form,
        "found": found.found(form.cleaned_data) if form.is_bound and form.is_valid() else None,
        "crumbs": [Link("首页", "/"), Link(found.title, "")],
    }
    return render(request, "portal/guide.html", context, status=422 if form.errors else 200)


def _guide(key: str) -> Guide:
    found = registry.on("guides").get(key)
    if found is None:
        raise Http404
    return found
