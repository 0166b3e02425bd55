"""Fixtures of enforcement's tests."""

import pytest
from tests.asking import asks_little  # noqa: F401  of every test here
from tests.keeping import once

from .factories import county
from .penalties import squad


@pytest.fixture
def lotus(world):
    """荷塘区 with an urban management bureau that has two officers, and 荷花街道 with a team."""
    return once(county, world)


@pytest.fixture
def bureau(lotus):
    """The same with two certified officers, a reviewer, a head and a deputy: who it takes to punish."""
    return once(squad, lotus)
