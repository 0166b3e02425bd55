"""T3 and T4: the legal day is one day everywhere; reminders and lapses come exactly once, however the worker runs or dies."""

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
import time_machine
from click.testing import CliRunner

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.models import Reminder
from fazhi.kernel.indicators import evaluation
from fazhi.kernel.indicators.windows import month
from fazhi.kernel.ledger.models import Event
from fazhi.site import schedule
from fazhi.site.command import main
from tests.every.routes import ALL
from tests.example.models import Visit, Visitor
from tests.rows.parallel import at_once

SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST = date(2024, 1, 2)
DAYS = 400 if ALL else 160


def visit(world, day, title="张某来访", hour=9):
    at = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
    fields = {"unit": world.town, "title": title, "topic": "advice", "question": "工资拖欠"}
    return doors.register(Visit, world.city_leader, fields, {"visitors": [Visitor(name="张某")]}, at=at)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-03-31T15:59:59+00:00", date(2024, 3, 31)),
        ("2024-03-31T16:00:00+00:00", date(2024, 4, 1)),
        ("2024-03-31T11:59:59-04:00", date(2024, 3, 31)),
        ("2024-04-01T00:00:00+08:00", date(2024, 4, 1)),
    ],
)
def test_t3_the_last_second_of_a_day_belongs_to_it_wherever_it_is_told(client, world, moment, day):
    client.force_login(world.clerk.account)
    sent = {"unit": world.town.pk, "title": "李某来访", "topic": "advice", "question": "欠薪"}
    sent |= {"visitors-TOTAL_FORMS": "1", "visitors-INITIAL_FORMS": "0", "visitors-0-name": "李四", "key": "t3"}
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        assert client.post("/desk/example.visit/new/", sent).status_code == 302
    assert Visit.objects.get().opened_on == day
    assert evaluation.evaluate("example.received", None, month(day.year, day.month), day).records == 1


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_t3_a_server_in_another_zone_counts_the_same_days(zone):
    asked = ["calendar", "due", "--from", "2024-09-29T23:59:59", "--length", "48", "--unit", "h", "--json"]
    told = subprocess.run([sys.executable, "-m", "fazhi", *asked], env=os.environ | {"TZ": zone}, capture_output=True, check=True)
    assert json.loads(told.stdout)["ends"] == "2024-10-01T23:59:59+08:00"


@pytest.mark.django_db(transaction=True)
def test_t4_day_by_day_with_restarts_each_reminder_and_each_lapse_comes_exactly_once(world, monkeypatch):
    monkeypatch.setattr(schedule, "RECURRING", {name: schedule.RECURRING[name] for name in ("期限届满的结果", "期限提醒")})
    chance = Random(4)
    cases = [visit(world, FIRST + timedelta(days=chance.randrange(0, DAYS - 70))) for _ in range(12)]
    for case in cases[::2]:
        at = datetime.combine(case.opened_on, datetime.min.time(), SHANGHAI) + timedelta(hours=20)
        doors.take("answer", case, world.city_leader, {"answer": "好"}, at=at)
    due = {case.pk: case.due_on for case in Visit.objects.all()}
    runs = [day for day in (FIRST + timedelta(days=n) for n in range(DAYS)) if chance.random() > 0.5]
    for day in runs:
        run_somehow(day, chance, monkeypatch)
    told = sorted(Reminder.objects.values_list("record_id", "clock", "due_on", "ahead"))
    assert told == sorted(expected(cases, due, runs))
    lapsed = Event.objects.filter(act="expire").order_by("record_id").values_list("record_id", "happened_at")
    assert [(key, at.astimezone(SHANGHAI).date()) for key, at in lapsed] == [
        (case.pk, due[case.pk] + timedelta(days=1)) for case in cases[1::2]
    ]


def test_t4_what_breaks_in_one_work_holds_up_no_other_and_is_told(world, monkeypatch):
    def broken(day):
        raise ValueError("no such folder")

    monkeypatch.setattr(schedule, "RECURRING", {"坏的": broken, "期限提醒": schedule.RECURRING["期限提醒"]})
    case = visit(world, date(2024, 9, 3))
    told = CliRunner().invoke(main, ["work", "--on", f"{case.due_on}"])
    assert told.exit_code == 3 and "坏的  没有做完：ValueError('no such folder')" in told.output
    assert "期限提醒  1" in told.output and Reminder.objects.get().record_id == case.pk


def run_somehow(day, chance, monkeypatch):
    """As a worker may run: once, again after a restart, several at once, or killed between writing and the next job."""
    fate = chance.random()
    if fate < 0.05:
        answers = at_once(3, lambda _: schedule.run_once(day))
        assert not [answer for answer in answers if isinstance(answer, Exception)]
    elif fate < 0.15:
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setitem(schedule.RECURRING, "期限提醒", interrupted)
            schedule.run_once(day)
        schedule.run_once(day)
    else:
        for _ in range(chance.choice((1, 1, 1, 2))):
            schedule.run_once(day)


def interrupted(day):
    raise KeyboardInterrupt


def expected(cases, due, runs):
    """By hand: the nearest distance reached on each day on which a worker ran, each told once."""
    for number, case in enumerate(cases):
        answered = number % 2 == 0
        clocks = {"in_answered": (3, 1), "objection": (20, 7, 1)} if answered else {"in_waiting": (3, 1)}
        for clock, distances in clocks.items():
            left = [(due[case.pk] - day).days for day in runs]
            # A case that nobody answered ends by itself on the day after; its clock is over then.
            reached = {min(each for each in distances if days <= each) for days in left if 0 <= days <= max(distances)}
            late = {-1} if answered and min(left) < 0 else set()
            yield from ((case.pk, clock, due[case.pk], ahead) for ahead in reached | late)
