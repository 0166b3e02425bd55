"""Fixtures of oversight's tests."""

import pytest
from tests.asking import asks_little  # noqa: F401  of every test here
from tests.keeping import once

from .factories import office


@pytest.fixture
def lotus(world, chinese_font):
    """荷塘区: an urban management bureau that is supervised, three supervisors and a head."""
    return once(office, world)
