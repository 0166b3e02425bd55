"""系统建议 for the public: drawn while a question is written, or for what was kept of it; nothing of it is stored."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from fazhi.kernel import registry
from fazhi.kernel.present.proposing import Proposed, proposer

from . import rules
from .applying import Application
from .doorway import TooOften, limit, personal
from .questions import LONGEST


@personal
@require_POST
def proposals(request: HttpRequest, key: str) -> HttpResponse:
    """The part of the page that stands below the question. Danger is told however often somebody asks."""
    intake = registry.on("intakes").get(key)
    asked = intake and intake.proposes and proposer(intake.proposes.by)
    if not asked:
        raise Http404
    text = request.POST.get(intake.proposes.input, "")[:LONGEST].replace("\0", "")
    try:
        limit("propose", request, rules.PROPOSALS_AN_HOUR.value(), "看建议")
    except TooOften as error:
        context = {"proposed": Proposed(asked.dangers(text)), "too_often": str(error)}
        return render(request, "look/proposed.html", context, status=429)
    return render(request, "look/proposed.html", {"proposed": asked.proposed(text, None, {})})


def kept(application: Application, n: int) -> Proposed | None:
    """What is proposed for the question as it was kept, where it belongs to this stage."""
    proposes = application.intake.proposes
    asked = proposes and proposer(proposes.by)
    if not asked or application.asks.get(proposes.of) != n:
        return None
    return asked.proposed(str(application.form(n)[proposes.of].value() or "")[:LONGEST], None, {})
