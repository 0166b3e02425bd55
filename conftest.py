"""Fixtures that every test may ask for."""

import pytest


@pytest.fixture
def world(db):
    """Two counties, three towns, a clerk, a leader, a stranger."""
    from tests.world import build  # noqa: PLC0415  (Django must be set up first)

    return build()
