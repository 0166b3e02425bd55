"""What holds of every page while the data are made up: it says so."""

import pytest
from django.core.cache import cache
from django.test import Client

from fazhi.faces.api import doorway
from fazhi.kernel import registry
from fazhi.kernel.org.models import Account
from tests.every.putting import holder
from tests.every.routes import routes

SAID = "示例数据"
# The verifier is one file, the same everywhere and without any data.
WITHOUT = ("/verify/",)


@pytest.fixture
def everybody(world, monkeypatch, settings):
    """Somebody from the street, and somebody who holds every role."""
    settings.SAMPLE = True
    cache.clear()
    for rate in (doorway.OFTEN, doorway.OPENLY):
        monkeypatch.setattr(rate, "most", 10**9)
    roles = [role for role in registry.on("roles").values() if role not in ("public", "schedule")]
    account = Account.objects.create(username="某岗", person=holder(world, *roles, at=world.city), password="!")
    staff = Client()
    staff.force_login(account)
    return Client(), staff


def test_every_whole_page_says_that_the_data_are_made_up(everybody):
    shown, silent = 0, []
    for client in everybody:
        for route in routes():
            at = route.address(label="example.visit", code="example.received", name="answer", key="mediation")
            answer = client.get(at) if at else None
            if (
                answer is None
                or answer.streaming
                or "html" not in answer.get("Content-Type", "")
                or b"<html" not in answer.content
            ):
                continue
            shown += 1
            silent += [at] if SAID not in answer.content.decode() and at not in WITHOUT else []
    assert silent == [] and shown > 80, (shown, silent)
