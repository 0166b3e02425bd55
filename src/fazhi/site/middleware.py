"""What is settled about a request before any face reads it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person

NUL = "\x00"


def without_nul(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse an address with a NUL in it: nobody types one, and PostgreSQL can hold none. Forms refuse theirs by field."""

    def answered(request: HttpRequest) -> HttpResponse:
        if NUL in request.path or any(NUL in value for name in request.GET for value in (name, *request.GET.getlist(name))):
            raise BadRequest("NUL in the address")
        return answer(request)

    return answered


def in_the_chosen_language(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Speak the language that the reader has chosen, on pages alone: machines read what is declared."""

    def answered(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen in dict(settings.LANGUAGES) and not request.path.startswith("/api/")
        with translation.override(chosen if known else settings.LANGUAGE_CODE):
            return answer(request)

    return answered


def known_to_the_ledger(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whoever has signed in, by page or by token, stands behind each row that the request writes."""

    def answered(request: HttpRequest) -> HttpResponse:
        with book.acting(lambda: _person(request)):
            return answer(request)

    return answered


def _person(request: HttpRequest) -> Person | None:
    return getattr(getattr(request, "user", None), "person", None)
