"""How a form is answered that may have been sent from a dialog, one that cannot be read, and one that could not be kept."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import loader
from django_htmx.http import HttpResponseClientRedirect

from . import faults


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """Go on to another page, from a plain form and from htmx alike."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read: too much of it, or not whole."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """What nobody foresaw, no room, or no database: asks nothing of anything, for nothing may be left to ask."""
    status = faults.status_of(sys.exc_info()[1])
    told = dict(zip(("title", "heading", "words"), faults.WORDS[status], strict=True)) if status else {}
    answer = HttpResponse(loader.render_to_string("500.html", {"code": status, **told}), status=status or 500)
    if status:
        answer["Retry-After"] = "60"
    return answer
