"""Fixtures of mediation's tests."""

import pytest

from .factories import village


@pytest.fixture
def lotus(world):
    """The committee of 莲塘村 in the test world."""
    return village(world)
