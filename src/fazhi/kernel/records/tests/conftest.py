"""Keys of a test's own, and a visit with a visitor."""

import pytest
from tests.every.putting import bare, record_of
from tests.example.models import Visit, Visitor

from fazhi.kernel.records import keyring


@pytest.fixture
def keys(tmp_path, settings):
    """An empty ring; what a test does to it, it does to it alone."""
    settings.KEYS = tmp_path / "keys"
    keyring.forget()
    yield tmp_path / "keys" / "fields"
    keyring.forget()


@pytest.fixture
def visitor(world, keys):
    """Somebody who came, with all that is sensitive."""
    return bare(Visitor, world, of=record_of(Visit, world), name="欧阳娜", id_number="11010519491231002X", phone="13987654321")
