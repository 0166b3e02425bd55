"""The gallery: every part in every state, and every skeleton with invented content."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from django_cotton.utils import render_component

from . import samples
from .answers import go_to
from .sample_forms import LoginForm, SampleForm
from .sample_shell import public_shell

SKELETONS = {
    "list": "look/gallery/list.html",
    "record": "look/gallery/record.html",
    "form": "look/gallery/form.html",
    "board": "look/gallery/board.html",
    "public": "look/gallery/public.html",
    "login": "look/login.html",
    "error": "404.html",
    "fault": "500.html",
}


def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "look/gallery/parts.html", samples.context())


def skeleton(request: HttpRequest, name: str) -> HttpResponse:
    if name not in SKELETONS:
        raise Http404
    return render(request, SKELETONS[name], samples.context() | OWN.get(name, dict)())


def form(request: HttpRequest) -> HttpResponse:
    """The form answers: errors in their places, or a toast on the page to which it leads; nothing is kept."""
    bound = SampleForm(request.POST, request.FILES) if request.method == "POST" else samples.sample_form()
    if request.method == "POST" and bound.is_valid():
        messages.success(request, "已登记（示例，没有写入）")
        return go_to(request, "../list/")
    return render(request, SKELETONS["form"], samples.context() | {"form": bound})


@require_POST
def reveal(request: HttpRequest) -> HttpResponse:
    """An invented number for a reason; without a reason it stays masked."""
    shown = bool(request.POST.get("reason", "").strip())
    mask = {"text": "990302197706150026", "shown": True} if shown else {"text": "9903**********0026", "url": request.path}
    return HttpResponse(render_component(request, "mask", mask))


def _outside() -> dict[str, Any]:
    return {"look": public_shell()}


def _login() -> dict[str, Any]:
    return _outside() | {"form": LoginForm()}


OWN: dict[str, Callable[[], dict[str, Any]]] = {"public": _outside, "error": _outside, "login": _login}
