"""What stands around a page is the same on all of them."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _unhurried(settings):
    cache.clear()
    settings.BADGES_KEPT = 60
