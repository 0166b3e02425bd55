"""A server's first visitor waits for nothing that the server could read before: its pages are asked for once as it starts."""

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings

from fazhi.kernel.law import index
from fazhi.services.advice.tests.conftest import home, pilot  # noqa: F401  a law in two versions
from fazhi.site import warming


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The test's own stays open, as with Django's test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"ALLOWED_HOSTS": [".justice.example"]},
        {"ALLOWED_HOSTS": ["*"]},
        {"SECURE_COOKIES": True, "SECURE_SSL_REDIRECT": True},
        {"SECURE_COOKIES": True, "SECURE_SSL_REDIRECT": True, "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")},
    ],
)
def test_the_first_pages_are_read_and_the_law_is_opened_under_any_name_of_the_house(given, pilot, monkeypatch):  # noqa: F811
    monkeypatch.setattr(index, "_opened", {})
    with override_settings(**given):
        assert warming.read(WSGIHandler()) == ["200 OK", "200 OK"]
    assert "library" in index._opened
    assert not Session.objects.exists()
