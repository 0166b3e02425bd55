"""Fixtures of advice's tests."""

import pytest

from .factories import centre


@pytest.fixture
def lotus(world):
    """The centre of 荷塘区 in the test world."""
    return centre(world)
