"""Fixtures that every test may ask for; what a machine may lack is skipped by name."""

from shutil import which

import pytest


@pytest.fixture
def world(db):
    """Two counties, three towns, a clerk, a leader, a stranger."""
    from tests.world import build  # noqa: PLC0415  (Django must be set up first)

    return build()


@pytest.fixture
def chinese_font():
    """A font that writes Chinese: without one there is no PDF."""
    from fazhi.kernel.documents import NoChineseFont, fonts  # noqa: PLC0415  (Django must be set up first)

    try:
        fonts.chains()
    except NoChineseFont:
        pytest.skip("needs a Chinese font (Debian: apt install fonts-noto-cjk)")


@pytest.fixture(scope="session")
def chromium():
    """Where Chromium is."""
    return which("chromium") or which("google-chrome") or pytest.skip("needs Chromium (Debian: apt install chromium)")
