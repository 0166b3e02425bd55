"""Fixtures that every test may ask for; what a machine may lack is skipped by name."""

import gc
import shutil

import hypothesis
import pytest
from playwright.sync_api import sync_playwright

pytest_plugins = ["tests.rendered"]

# No chance and no clock: the same examples on every machine, however slow.
hypothesis.settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker) -> None:
    """A copy of the kept database."""
    from tests import template  # noqa: PLC0415  (Django must be set up first)

    with django_db_blocker.unblock():
        template.start()


def pytest_unconfigure() -> None:
    """The home that the settings of the tests have made goes with the run."""
    from django.conf import settings  # noqa: PLC0415  (Django must be set up first)

    shutil.rmtree(settings.MADE_FOR_TESTS, ignore_errors=True)


@pytest.fixture
def world(db):
    """Two counties, three towns, a clerk, a leader, a stranger."""
    from tests import keeping, world  # noqa: PLC0415  (Django must be set up first)

    return keeping.once(world.build)


@pytest.fixture
def sealed_world(world):
    """The same, with everything in it known to the ledger."""
    from tests.world import seal  # noqa: PLC0415  (Django must be set up first)

    seal()
    return world


@pytest.fixture
def chinese_font():
    """A font that writes Chinese: without one there is no PDF."""
    from fazhi.kernel.documents import NoChineseFont, fonts  # noqa: PLC0415  (Django must be set up first)

    try:
        fonts.chains()
    except NoChineseFont:
        pytest.skip("needs a Chinese font (Debian: apt install fonts-noto-cjk)")


@pytest.fixture(scope="session")
def browser():
    """Chromium without a window, started once a worker; every page that is opened in it has a store of its own."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("needs Chromium (Debian: apt install chromium)")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The stories take longest and begin first, so that no processor waits for one of them at the end."""
    items.sort(key=lambda item: "tests/stories/" not in item.nodeid)


def pytest_collection_finish() -> None:
    """What was loaded stays: no collection of garbage need look through it again."""
    gc.collect()
    gc.freeze()
