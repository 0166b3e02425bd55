"""Fixtures of mediation's tests."""

import pytest
from tests.keeping import once

from .factories import village


@pytest.fixture
def lotus(world):
    """The committee of 莲塘村 in the test world."""
    return once(village, world)
