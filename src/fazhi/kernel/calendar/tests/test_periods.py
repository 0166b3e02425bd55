"""T2: periods, by a table made by hand from the law and the worked examples of the dossiers."""

from datetime import date, datetime

import pytest

from fazhi.kernel.calendar import Days, Hours, Months, Paused, Period, UnknownYear, WorkingDays, WorkingHours, Years
from fazhi.kernel.calendar.days import Arranged
from fazhi.kernel.calendar.moments import LEGAL_TIME
from fazhi.kernel.law import Citation


class Setting:
    """A local setting whose value changed in 2025."""

    def value(self, on: date | None = None) -> int:
        return 10 if on and on < date(2025, 1, 1) else 15


def d(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LEGAL_TIME)


FORWARD = [
    # the worked examples of the dossiers
    (WorkingDays(5), "2025-09-29", "2025-10-13", "hearing right notified before the National Day holiday"),
    (Days(15), "2025-09-16", "2025-10-09", "day 15 is October 1"),
    (WorkingDays(5), "2024-09-27", "2024-10-10", "application for reconsideration, two make-up days"),
    (Days(30), "2024-09-05", "2024-10-08", "joint confirmation of a mediation agreement"),
    (Days(7), "2024-09-25", "2024-10-08", "legal aid, rolled forward"),
    (Days(7, roll=False), "2024-09-25", "2024-10-02", "legal aid, not rolled"),
    (Days(30), "2023-11-16", "2023-12-18", "the case of the design page"),
    # days
    (Days(1), "2024-02-28", "2024-02-29", "leap day"),
    (Days(1), "2025-02-28", "2025-03-03", "no leap day, Saturday"),
    (Days(60), "2024-01-01", "2024-03-01", "60 days over a leap February"),
    (Days(90), "2025-03-10", "2025-06-09", "day 90 is Sunday June 8"),
    (Days(1), "2025-04-25", "2025-04-27", "Saturday rolls to a make-up Sunday"),
    # working days
    (WorkingDays(1), "2025-04-26", "2025-04-27", "from a Saturday to a make-up Sunday"),
    (WorkingDays(7), "2024-02-08", "2024-02-23", "Spring Festival, one make-up Sunday"),
    (WorkingDays(20), "2025-12-15", "2026-01-13", "over the turn of the year, make-up Sunday January 4"),
    # months and years
    (Months(1), "2025-01-31", "2025-02-28", "no 31st in February"),
    (Months(1), "2024-01-31", "2024-02-29", "leap February"),
    (Months(1), "2025-02-28", "2025-03-28", "the corresponding day, not the month's end"),
    (Months(6), "2025-08-31", "2026-02-28", "a Saturday worked for Spring Festival 2026"),
    (Months(3, roll=False), "2025-07-05", "2025-10-05", "three months into the holiday"),
    (Months(3), "2025-07-05", "2025-10-09", "and rolled out of it"),
    (Years(1), "2024-02-29", "2025-02-28", "no leap day in 2025"),
    (Years(2), "2023-05-10", "2025-05-12", "two years end on a Saturday"),
]


@pytest.mark.parametrize(("period", "start", "due", "case"), FORWARD, ids=[row[3] for row in FORWARD])
def test_the_last_day_forward(period, start, due, case):
    assert period.due(d(start)) == d(due)


BACKWARD = [
    (WorkingDays(7, backward=True), "2025-10-20", "2025-10-09", "hearing notice, seven full working days between"),
    (Days(7, backward=True), "2025-11-20", "2025-11-12", "materials for a hearing, seven full days between"),
    (Days(30, backward=True), "2025-11-10", "2025-10-10", "thirty full days before a sitting"),
    (Days(30, backward=True), "2025-11-02", "2025-09-30", "rolled to before the holiday"),
    (Days(30, backward=True, roll=False), "2025-11-02", "2025-10-02", "not rolled"),
    (Months(6, backward=True, roll=False), "2025-12-31", "2025-06-30", "six months before a norm expires"),
    (Months(1, backward=True, roll=False), "2025-03-31", "2025-02-28", "end of February"),
    (Months(1, backward=True, roll=False), "2025-03-28", "2025-02-27", "a whole month between"),
]


@pytest.mark.parametrize(("period", "event", "due", "case"), BACKWARD, ids=[row[3] for row in BACKWARD])
def test_the_latest_day_backward(period, event, due, case):
    assert period.due(d(event)) == d(due)


PAUSED = [
    (Days(10), "2025-11-03", [("2025-11-05", "2025-11-08")], 0, "2025-11-17", "three days out, day 10 is Sunday 16"),
    (WorkingDays(5), "2025-11-03", [("2025-11-05", "2025-11-08")], 0, "2025-11-13", "three working days out"),
    (WorkingDays(5), "2025-11-03", [("2025-11-08", "2025-11-10")], 0, "2025-11-10", "a weekend paused costs nothing"),
    (Days(10), "2025-11-03", [("2025-10-20", "2025-11-06")], 0, "2025-11-17", "paused before the start: 4th and 5th are out"),
    (Days(10), "2025-11-03", [("2025-12-01", "2025-12-05")], 0, "2025-11-13", "a pause after the end is nothing to it"),
    (
        Days(10),
        "2025-11-03",
        [("2025-11-05", "2025-11-07"), ("2025-11-06", "2025-11-08")],
        0,
        "2025-11-17",
        "overlapping pauses count once",
    ),
    (Days(5), "2025-11-03", [("2025-11-10", "2025-11-12")], 0, "2025-11-12", "full on Saturday, and Monday and Tuesday paused"),
    (Months(1), "2025-11-03", [("2025-11-10", "2025-11-20")], 0, "2025-12-15", "a month and ten days, day is Saturday 13"),
    (WorkingDays(5), "2025-11-03", [], 5, "2025-11-17", "extended by five working days"),
    (Months(1), "2025-01-31", [], 1, "2025-03-31", "extended from the start day, not from the shortened month"),
    (
        Days(30),
        "2025-11-03",
        [("2025-11-10", "2025-11-12")],
        30,
        "2026-01-04",
        "extended and paused, day 60 and 2 is a make-up Sunday",
    ),
]


@pytest.mark.parametrize(("period", "start", "pauses", "extra", "due", "case"), PAUSED, ids=[row[5] for row in PAUSED])
def test_pauses_and_extensions(period, start, pauses, extra, due, case):
    assert period.due(d(start), [(d(since), d(until)) for since, until in pauses], extra) == d(due)


HOURLY = [
    (Hours(24), "2025-09-30T10:20", "2025-10-01T10:20", "a day, holiday or not"),
    (Hours(24, roll=True), "2025-09-30T10:20", "2025-10-09T23:59:59", "rolled: the whole next working day"),
    (Hours(48, backward=True), "2025-11-13T09:00", "2025-11-11T09:00", "before an event"),
    (Hours(24, backward=True, roll=True), "2025-11-10T09:00", "2025-11-07T23:59:59", "before a Monday, rolled to Friday"),
    (WorkingHours(2), "2025-11-07T16:30", "2025-11-10T09:30", "one hour on Friday, one on Monday"),
    (WorkingHours(4), "2025-11-06T11:00", "2025-11-06T17:00", "over the noon break"),
    (WorkingHours(7), "2025-11-08T11:00", "2025-11-10T17:30", "from a Saturday"),
    (WorkingHours(2, backward=True), "2025-11-10T09:30", "2025-11-07T16:30", "back over a weekend"),
]


# Office hours are a local setting, read from its table.
@pytest.mark.django_db
@pytest.mark.parametrize(("period", "start", "due", "case"), HOURLY, ids=[row[3] for row in HOURLY])
def test_hours(period, start, due, case):
    assert period.due(at(start)) == at(due)


@pytest.mark.django_db
def test_paused_days_take_their_hours_with_them():
    assert Hours(24).due(at("2025-11-03T10:00"), [(d("2025-11-04"), d("2025-11-06"))]) == at("2025-11-06T10:00")
    assert WorkingHours(8).due(at("2025-11-03T14:00"), [(d("2025-11-04"), d("2025-11-06"))]) == at("2025-11-06T15:00")


def test_a_lasting_pause_has_no_last_day():
    with pytest.raises(Paused, match="自2025年11月5日起暂停"):
        Days(10).due(d("2025-11-03"), [(d("2025-11-05"), None)])
    assert Days(1).due(d("2025-11-03"), [(d("2025-11-05"), None)]) == d("2025-11-04")


def test_a_city_rule_gives_the_length_as_it_stood_on_the_start_day():
    period = Days(Setting(), roll=False)
    assert period.due(d("2024-12-20")) == d("2024-12-30") and period.due(d("2025-12-20")) == d("2026-01-04")
    assert str(period) == "15日" and isinstance(period.basis, Setting)


def test_a_period_can_be_declared_compared_and_printed():
    assert WorkingDays(5, law="行政处罚法 第六十四条") == Period(5, "wd", law="行政处罚法 第六十四条")
    assert len({Days(30), Days(30), Days(31)}) == 2
    assert [str(p) for p in (Days(30), WorkingDays(3), Months(1), Hours(24), Years(2))] == [
        "30日",
        "3个工作日",
        "1个月",
        "24小时",
        "2年",
    ]
    assert Days(30, law="人民调解法 第三十三条").basis == Citation.parse("人民调解法 第三十三条")
    assert Days(30).basis is None


def test_a_year_not_announced_is_never_guessed():
    with pytest.raises(UnknownYear, match="2027年"):
        Days(60).due(d("2026-12-15"))
    assert Days(60, roll=False).due(d("2026-12-15")) == d("2027-02-13")


def test_a_new_table_gives_a_new_last_day(entered):
    assert WorkingDays(1).due(d("2026-03-02")) == d("2026-03-03")
    entered({d("2026-03-03"): Arranged(working=False, name="抗洪停工")})
    assert WorkingDays(1).due(d("2026-03-02")) == d("2026-03-04")


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: Days(0), "1到36500之间"),
        (lambda: Days(True), "1到36500之间"),
        (lambda: Period(3, "week"), "单位“week”不认识"),
        (lambda: Days(36_500).due(d("2025-01-01"), extra=1), "36501"),
        (lambda: Hours(24).due(d("2025-01-01")), "几点几分"),
        (lambda: Days(7, backward=True).due(d("2025-06-01"), [(d("2025-05-01"), d("2025-05-02"))]), "不能暂停"),
        (lambda: Days(7).due(d("2025-06-01"), [(d("2025-06-03"), d("2025-06-02"))]), "早于开始日"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_with_a_sentence(act, sentence):
    with pytest.raises(ValueError, match=sentence):
        act()
