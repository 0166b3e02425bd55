"""Fixtures of legal aid's tests."""

from pathlib import Path

import pytest
from django.test import override_settings
from tests.keeping import once

from .factories import centre


@pytest.fixture
def lotus(world):
    """The aid centre of 荷塘区 in the test world."""
    return once(centre, world)


@pytest.fixture
def home(tmp_path: Path):
    """Files are written here, not into the installation."""
    with override_settings(HOME=tmp_path, MEDIA_ROOT=tmp_path / "files"):
        yield tmp_path
