"""Fixtures of the hotline's tests."""

import pytest
from tests.keeping import once

from .factories import hotline


@pytest.fixture
def lotus(world):
    """The hotline of the test world."""
    return once(hotline, world)
