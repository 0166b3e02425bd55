"""系统建议 at the desk: drawn beside a registration while it is written, or on a page of its own without a script."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from fazhi.faces.look.parts import Link
from fazhi.kernel.present.proposing import proposer

from .crumbs import crumbs
from .doorway import desk_of, staff
from .forms import may_register

LONGEST = 5000


@staff
@require_POST
def proposals(request: HttpRequest, label: str) -> HttpResponse:
    """What is proposed for what stands in the form; nothing is registered and nothing is kept."""
    desk, person = desk_of(label), request.user.person
    asked = desk.proposes and proposer(desk.proposes.by)
    if not asked or not may_register(desk, person):
        raise Http404
    given = {name: value[:LONGEST].replace("\0", "") for name, value in request.POST.items()}
    context = {"proposed": asked.proposed(given.get(desk.proposes.input, ""), person, given)}
    if "X-Part" in request.headers:
        return render(request, "look/proposed.html", context)
    return render(request, "desk/proposals.html", {**context, "crumbs": crumbs(desk, Link("系统建议", ""))})
