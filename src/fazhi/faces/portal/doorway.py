"""Who comes in without an account: nothing of theirs stays in a cache, and nobody tries too often."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

from .models import Attempt

View = Callable[..., HttpResponse]
HOUR = timedelta(hours=1)


class TooOften(Exception):
    """Somebody tried more often than the city allows; the sentence says when to come back."""


def personal(view: View) -> View:
    """A page with somebody's own data: no cache may keep it, no other site learns that it was open."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except TooOften as error:
            response = render(request, "portal/too_often.html", {"sentence": str(error)}, status=429)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "same-origin"
        return response

    return guarded


def visitor(request: HttpRequest) -> str:
    """A keyed hash of the network address; the address itself is never kept."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    return hashed(address)


def hashed(word: str) -> str:
    """What stands in the table of attempts instead of an address or a receipt number."""
    return salted_hmac("fazhi.portal.attempt", word, algorithm="sha256").hexdigest()


def tries(kind: str, who: str, within: timedelta) -> int:
    """How often somebody has tried of late."""
    return Attempt.objects.filter(kind=kind, who=who, at__gt=timezone.now() - within).count()


def note_try(kind: str, *whos: str) -> None:
    """Count one more try."""
    Attempt.objects.bulk_create([Attempt(kind=kind, who=who) for who in whos])


def limit(kind: str, request: HttpRequest, most: int, doing: str) -> None:
    """Count a try of this visitor; raises TooOften when the hour's are used up."""
    who = visitor(request)
    if tries(kind, who, HOUR) >= most:
        raise TooOften(f"您这里一小时内{doing}已经满 {most} 次，请过一会儿再来。填好的内容还在。")
    note_try(kind, who)
