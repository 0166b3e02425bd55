"""What stands around a page is the same on all of them."""

import pytest
from django.core.cache import cache

from fazhi.faces.desk import badges


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch):
    cache.clear()
    monkeypatch.setattr(badges, "kept", lambda person, count: {})
