"""Fixtures of the network's tests."""

import pytest
from tests.keeping import once

from .factories import network


@pytest.fixture
def lotus(world):
    """The sites of the test world."""
    return once(network, world)
