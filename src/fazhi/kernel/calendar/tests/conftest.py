"""The official days alone, unless a test asks for those the city has entered."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest

from fazhi.kernel.calendar.days import Arranged, local
from fazhi.kernel.calendar.models import DayOff

Enter = Callable[[Mapping[date, Arranged]], None]


@pytest.fixture(autouse=True)
def official_days(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(local, "source", dict)
    local.forget()
    yield
    local.forget()


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch, official_days: None) -> Enter:
    """Days of the city's own, without a database."""

    def enter(days: Mapping[date, Arranged]) -> None:
        monkeypatch.setattr(local, "source", lambda: days)
        local.forget()

    return enter


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch, official_days: None, db: None) -> type[DayOff]:
    """The table of days as the running system reads it."""
    monkeypatch.setattr(local, "source", DayOff.arranged)
    local.forget()
    return DayOff
