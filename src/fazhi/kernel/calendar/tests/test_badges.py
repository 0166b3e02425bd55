"""What is left, and how urgent it is; the legal day is China's wherever the server stands (T3)."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from fazhi.kernel.calendar import Days, Hours, left, legal_day, reckon, remaining, today, urgency
from fazhi.kernel.calendar.moments import LEGAL_TIME, day_end

# Office hours and the days of warning are local settings, read from their table.
pytestmark = pytest.mark.django_db

DUE = date(2025, 10, 13)
NINE = datetime(2025, 10, 13, 9, 0, tzinfo=LEGAL_TIME)


@pytest.mark.parametrize(
    ("now", "days", "working", "word", "sentence"),
    [
        (date(2025, 9, 29), 14, 5, "later", "还剩 14 天"),
        (date(2025, 10, 10), 3, 2, "soon", "还剩 3 天"),
        (date(2025, 10, 13), 0, 0, "today", "今天到期"),
        (date(2025, 10, 16), -3, -3, "over", "已过 3 天"),
    ],
)
def test_what_is_left(now, days, working, word, sentence):
    assert remaining(DUE, now) == (days, working)
    assert urgency(DUE, now) == word and left(DUE, now) == sentence


def test_a_badge_bears_a_year_that_is_not_announced():
    assert remaining(date(2026, 12, 30), date(2027, 1, 4)) == (-5, None)
    assert urgency(date(2026, 12, 30), date(2027, 1, 4)) == "over"


def test_the_last_day_of_a_period_in_hours_is_told_in_hours():
    assert left(NINE, NINE - timedelta(hours=5)) == "还剩 5 小时" and urgency(NINE, NINE - timedelta(hours=5)) == "today"
    assert left(NINE, NINE - timedelta(minutes=5)) == "还剩 不到 1 小时"
    assert left(NINE, NINE + timedelta(hours=2)) == "已过 2 小时" and urgency(NINE, NINE + timedelta(hours=2)) == "over"
    assert left(NINE, date(2025, 10, 13)) == "今天到期"


def test_the_last_second_of_the_day_is_in_time_and_the_next_is_not():
    last = day_end(DUE)
    assert urgency(DUE, last) == "today" and urgency(DUE, last.replace(microsecond=999_999)) == "today"
    assert urgency(DUE, last + timedelta(seconds=1)) == "over" and left(DUE, last + timedelta(seconds=1)) == "已过 1 天"


@pytest.fixture(params=["UTC", "Asia/Shanghai", "America/New_York"])
def server(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield ZoneInfo(request.param)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 10, 13, 15, 59, 59, tzinfo=UTC), date(2025, 10, 13)),
        (datetime(2025, 10, 13, 16, 0, 0, tzinfo=UTC), date(2025, 10, 14)),
    ],
)
def test_the_legal_day_is_the_same_on_every_server(server, moment, day):
    with time_machine.travel(moment, tick=False):
        assert today() == day
        assert legal_day(moment.astimezone(server)) == day
        assert Days(1, roll=False).due(moment.astimezone(server)) == day + timedelta(days=1)
        assert urgency(date(2025, 10, 13), moment.astimezone(server)) == ("today" if day.day == 13 else "over")


def test_hours_end_at_the_same_moment_on_every_server(server):
    start = datetime(2025, 11, 3, 2, 20, tzinfo=UTC).astimezone(server)
    assert Hours(24).due(start) == datetime(2025, 11, 4, 10, 20, tzinfo=LEGAL_TIME)
    assert reckon(Hours(24), start).days[0].date == date(2025, 11, 3)
