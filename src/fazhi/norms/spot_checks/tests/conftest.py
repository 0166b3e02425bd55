"""The county's clerk and head, an item, twelve objects, five inspectors, for every test of spot checks."""

import pytest
from tests.asking import asks_little  # noqa: F401  of every test here

from .test_draws_made import Checks


@pytest.fixture
def checks(world):
    return Checks(world)
