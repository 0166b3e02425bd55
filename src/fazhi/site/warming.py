"""What a server process reads once is read before its first visitor comes: addresses, templates, the index of the law."""

import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.db import connections

PAGES = (("/", ""), ("/law/", f"q={quote('工资')}"))
Application = Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]


def begin(application: Application) -> None:
    """Beside the server, which answers meanwhile."""
    threading.Thread(target=_read_and_go, args=(application,), name="warming", daemon=True).start()


def _read_and_go(application: Application) -> None:
    read(application)
    connections.close_all()


def read(application: Application) -> list[str]:
    """Ask the house for its own first pages; what it said to each."""
    return [_asked(application, path, query) for path, query in PAGES]


def _asked(application: Application, path: str, query: str) -> str:
    told: list[str] = []
    asked = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": _host()}
    asked |= {"wsgi.url_scheme": _scheme(), "HTTP_X_FORWARDED_PROTO": _scheme()}
    setup_testing_defaults(asked)
    answer = application(asked, lambda status, headers, *_: told.append(status))
    answer.close()
    return told[0]


def _host() -> str:
    """A name under which the house is known; a pattern of names stands for one of them."""
    first = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "*"
    return "localhost" if first == "*" else first.lstrip(".")


def _scheme() -> str:
    return "https" if settings.SECURE_COOKIES else "http"
