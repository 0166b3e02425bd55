"""Fixtures of enforcement's tests."""

import pytest

from .factories import county


@pytest.fixture
def lotus(world):
    """荷塘区 with an urban management bureau that has two officers, and 荷花街道 with a team."""
    return county(world)
