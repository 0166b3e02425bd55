"""Who comes in: by token or by a signed-in browser; and how often."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from ninja.security import APIKeyCookie, HttpBearer
from ninja.throttling import BaseThrottle

from fazhi.kernel.org.models import Account, Person

from . import payload, tokens
from .problems import Problem


class ByToken(HttpBearer):
    """A machine, with the key that `fazhi user token` made."""

    openapi_description = "fazhi user token 发放的令牌"

    def authenticate(self, request: HttpRequest, token: str) -> Account | None:
        account = tokens.holder(token)
        if account is not None:
            request.user = account
        return account


class BySession(APIKeyCookie):
    """A page of ours; every change carries the page's CSRF token."""

    param_name = "sessionid"

    def __call__(self, request: HttpRequest) -> Account | None:
        # A key that does not hold must not fall back on whoever sits at the browser.
        return None if "Authorization" in request.headers else super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Account | None:
        return request.user if request.user.is_authenticated and request.user.person is not None else None


class Rate(BaseThrottle):
    """So many requests in so many seconds for each account or, without one, each address."""

    def __init__(self, name: str, most: int, seconds: int = 60) -> None:
        self.name, self.most, self.seconds = name, most, seconds

    def allow_request(self, request: HttpRequest) -> bool:
        user = getattr(request, "user", None)
        who = user.pk if user is not None and user.is_authenticated else self.get_ident(request)
        key = f"rate:{self.name}:{who}:{int(time.time()) // self.seconds}"
        cache.add(key, 0, 2 * self.seconds)
        return cache.incr(key) <= self.most

    def wait(self) -> float:
        return self.seconds - time.time() % self.seconds + 1


STAFF = [ByToken(), BySession()]
OFTEN, OPENLY, SENDING = Rate("staff", 600), Rate("open", 120), Rate("sending", 10)


def person_of(request: HttpRequest) -> Person:
    """Who asks; every route of staff has one."""
    return request.user.person


def guarded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Around every route: no unreadable address, no answer that a shared cache may keep, refusals in one form."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = [request.path, *(text for pair in request.GET.lists() for text in (pair[0], *pair[1]))]
        if not all(map(payload.is_plain, asked)):
            return Problem("malformed", "地址里有看不见的字符").answer()
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseNotAllowed):
            allowed = response["Allow"]
            response = Problem("method", f"这个地址只接受 {allowed}", {"Allow": allowed}).answer()
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    answered.csrf_exempt = True  # session requests are checked by BySession, tokens carry no cookie
    return answered
