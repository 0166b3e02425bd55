"""A change of the holidays moves the due days that depend on it, and the ledger says who was moved from where to where."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from tests.example.models import Visit, Visitor

from fazhi.kernel.calendar.days import local
from fazhi.kernel.calendar.models import DayOff
from fazhi.kernel.calendar.tests.test_days import NEW_YEAR_2027
from fazhi.kernel.flow import doors
from fazhi.kernel.ledger import book
from fazhi.kernel.ledger.models import Event
from fazhi.site.command import main


def visit(world, *day):
    at = datetime(*day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    return doors.register(
        Visit,
        world.clerk,
        {"unit": world.town, "title": "张某来访", "topic": "advice", "question": "工资拖欠"},
        {"visitors": [Visitor(name="张某")]},
        at=at,
    )


def test_a_day_off_of_the_city_moves_the_due_day_and_back_again(world):
    case = visit(world, 2024, 9, 3)
    assert case.due_on == date(2024, 9, 6)
    off = DayOff.objects.create(date=date(2024, 9, 5), name="防汛停工", source="市政府通告")
    case.refresh_from_db()
    assert (case.due_on, case.version) == (date(2024, 9, 9), 2)
    assert book.history(case).first().changes == {"待答复期限": ["2024-09-06", "2024-09-09"]}
    off.delete()
    case.refresh_from_db()
    assert (case.due_on, case.version) == (date(2024, 9, 6), 3)
    told = Event.objects.filter(act="calendar").order_by("id").last()
    assert told.changes == {"2024-09-05": ["防汛停工放假（市政府通告）", None]}


def test_a_case_of_an_unknown_year_gets_its_due_day_with_the_notice(world, tmp_path):
    case = visit(world, 2027, 3, 1)
    assert case.clocks[0]["due"] is None and case.due_on == date(2027, 3, 4)  # not before it, and nothing more is claimed
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(NEW_YEAR_2027))
    answer = CliRunner().invoke(main, ["calendar", "load", str(path)])
    assert answer.exit_code == 0, answer.output
    case.refresh_from_db()
    assert case.due_on == date(2027, 3, 4)


def test_what_a_change_does_not_touch_stays_as_it_is(world):
    before = visit(world, 2024, 9, 3)
    closed = doors.take(
        "answer",
        visit(world, 2024, 9, 3),
        world.clerk,
        {"answer": "好"},
        at=datetime(2024, 9, 4, tzinfo=ZoneInfo("Asia/Shanghai")),
    )
    DayOff.objects.create(date=date(2024, 12, 25), name="停工", source="通告")
    for case in (before, closed):
        version = case.version
        case.refresh_from_db()
        assert case.version == version


@pytest.fixture(autouse=True)
def fresh_calendar():
    yield
    local.forget()
