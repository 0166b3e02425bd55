"""The pages of an application: its stages, the review, the receipt."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from fazhi.faces.desk.forms import spoken
from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.present.declared import Intake
from fazhi.kernel.present.guides import guide_of

from . import regions, rules, sending
from .applying import Application
from .doorway import TooOften, limit, personal
from .following import Matter
from .keeping import keep, take_files
from .models import Draft
from .proposals import kept
from .receiving import receipt_of

STAYS = {"back", "drop", "propose"}  # buttons that do not try to go on


def intake_of(key: str) -> type[Intake]:
    """The intake of a key; 404 when there is none."""
    intake = registry.on("intakes").get(key)
    if intake is None:
        raise Http404
    return intake


@personal
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Go on where one stopped."""
    application = Application.of(request, intake_of(key))
    return redirect("portal:stage", key, application.reachable)


@personal
def stage(request: HttpRequest, key: str, n: int) -> HttpResponse:
    """One stage, or the review: fill in, go on, go back; what was typed is kept whatever was wrong with it."""
    application = Application.of(request, intake_of(key))
    if not 1 <= n <= application.review:
        raise Http404
    if request.method == "POST":
        return _posted(request, application, n)
    if n > application.reachable:
        return redirect("portal:stage", key, application.reachable)
    return _page(request, application, n)


def _posted(request: HttpRequest, application: Application, n: int) -> HttpResponse:
    if n == application.review:
        return _send(request, application)
    going_on = not STAYS & set(request.POST)
    keep(request, application, n, tried=going_on)
    take_files(application, n, request.FILES)
    if drop := request.POST.get("drop", ""):
        _drop(application, drop)
    # Always on to an address of its own: a page that was posted would, when reloaded, undo what was typed since.
    there = redirect("portal:stage", application.intake.key, _next(application, n, request.POST))
    if "propose" in request.POST:
        there["Location"] += "?proposed=1#proposed"
    return there


def _next(application: Application, n: int, posted: QueryDict) -> int:
    """The stage before, the stage after, or the same one with its faults."""
    if "back" in posted:
        return max(1, n - 1)
    return n + 1 if not STAYS & set(posted) and application.holds(n) else n


def _drop(application: Application, pk: str) -> None:
    """Take an uploaded file back."""
    for file in application.files():
        if str(file.pk) == pk:
            file.throw_away()
    application.forget_read()


@personal
@require_POST
def autosave(request: HttpRequest, key: str, n: int) -> HttpResponse:
    """What is being typed, kept without a word."""
    application = Application.of(request, intake_of(key))
    if not 1 <= n < application.review:
        raise Http404
    keep(request, application, n, tried=n in application.draft.tried)
    return HttpResponse(status=204)


def _page(request: HttpRequest, application: Application, n: int, status: int = 200) -> HttpResponse:
    context = {
        "intake": application.intake,
        "application": application,
        "n": n,
        "stages": [_row(application, each, n) for each in range(1, application.review)],
        "is_review": n == application.review,
        "is_late_stage": n > 1,
        "crumbs": [Link("首页", "/"), Link(application.intake.title, "")],
        "last": request.session.get("sent"),
        "guide": guide_of(application.intake.key),
        "proposed": kept(application, n) if "proposed" in request.GET and n < application.review else None,
    }
    return render(request, "portal/apply.html", context, status=status)


def _row(application: Application, each: int, now: int) -> dict[str, Any]:
    """A stage as it stands in the column: done, being filled in, or still to come."""
    done = each != now and application.holds(each)
    return {
        "n": each,
        "stage": application.stages[each - 1],
        "phase": "now" if each == now else "past" if done else "",
        "form": application.form(each) if each == now else None,
        "told": application.told(each) if done else None,
        "files": {ask.name: application.files(ask.name) for ask in application.stages[each - 1].asks if ask.kind == "file"},
    }


def _send(request: HttpRequest, application: Application) -> HttpResponse:
    """Send it; the same page sent again leads to the same receipt."""
    if not application.is_begun:
        return redirect("portal:receipt", application.intake.key)
    if application.reachable < application.review:
        return redirect("portal:stage", application.intake.key, application.reachable)
    if "agrees" not in request.POST:
        return _refused(request, application, "请先看过办理须知，在“我已看过”前面打勾")
    try:
        limit("send", request, rules.SENDS_AN_HOUR.value(), "提交")
        sending.send(application)
    except ValidationError as error:
        return redirect("portal:stage", application.intake.key, sending.refuse(application, error))
    except (NotAllowed, TooOften) as error:
        return _refused(request, application, spoken(error), 429 if isinstance(error, TooOften) else 422)
    drafts = request.session.get("drafts", {})
    request.session["drafts"] = {key: token for key, token in drafts.items() if key != application.intake.key}
    request.session["sent"] = application.draft.token
    return redirect("portal:receipt", application.intake.key)


def _refused(request: HttpRequest, application: Application, sentence: str, status: int = 422) -> HttpResponse:
    application.draft.refused = {**application.draft.refused, "": [sentence]}
    return _page(request, application, application.review, status)


@personal
@require_safe
def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """Number and code, to copy, to print, to write down; for half an hour in this browser alone."""
    intake = intake_of(key)
    draft = Draft.objects.filter(token=request.session.get("sent", ""), intake=key).exclude(receipt="").first()
    if draft is None:
        return redirect("portal:stage", key, 1)
    matter = Matter.behind(draft.receipt)
    return render(request, "portal/receipt.html", {"intake": intake, "draft": draft, "matter": matter})


@personal
def log_receipt(request: HttpRequest, key: str) -> HttpResponse:
    """What the sealed log holds of the application just sent, for as long as its receipt is shown."""
    draft = Draft.objects.filter(token=request.session.get("sent", ""), intake=key).exclude(receipt="").first()
    return receipt_of(Matter.behind(draft.receipt)) if draft else redirect("portal:stage", key, 1)


@personal
@require_POST
def clear(request: HttpRequest, key: str) -> HttpResponse:
    """Leave nothing behind in a shared browser: the draft is deleted, the receipt put away."""
    intake = intake_of(key)
    application = Application.of(request, intake)
    if application.is_begun:
        application.draft.delete()
    Draft.objects.filter(token=request.session.get("sent", "")).delete()
    for name in ("drafts", "sent", "matter"):
        request.session.pop(name, None)
    response = redirect("portal:home")
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_safe
def places(request: HttpRequest) -> JsonResponse:
    """Places by a part of their name, or those below one; names of places are no secret."""
    text, under = request.GET.get("q", ""), request.GET.get("under", "")
    found = regions.like(text) if text.strip() else regions.below(under[:32].replace("\0", ""))
    return JsonResponse({"places": [{"code": row.code, "words": row.words, "is_last": row.is_last} for row in found]})
