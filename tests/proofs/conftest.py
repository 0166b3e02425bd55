"""A publisher, a log and a list of witnesses of its own for every test."""

import pytest


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.LEDGER_SIGNING, settings.LEDGER_PUBLISHED = tmp_path / "signing", tmp_path / "log"
    settings.LEDGER_WITNESSES, settings.HOME = tmp_path / "witnesses", tmp_path
