"""The gallery: every part in every state, and every skeleton with invented content."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from . import samples

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



def _outside() -> dict[str, Any]:
    return {"look": samples.public_shell()}


def _login() -> dict[str, Any]:
    return _outside() | {"form": samples.LoginForm()}


PUBLIC: dict[str, Callable[[], dict[str, Any]]] = {"public": _outside, "error": _outside, "login": _login}


def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "look/gallery/parts.html", samples.context())


def skeleton(request: HttpRequest, name: str) -> HttpResponse:
    if name not in SKELETONS:
        raise Http404
    return render(request, SKELETONS[name], samples.context() | PUBLIC.get(name, dict)())
