"""T1: working days are those of the State Council, in two independent codings of its notices."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.material import shared_data

from fazhi.kernel.calendar import UnknownYear, arrangement, day_name, is_working_day, known_years
from fazhi.kernel.calendar.days import OFFICIAL_YEARS, Arranged
from fazhi.kernel.calendar.notices import WrongNotice, read_notice

FESTIVALS = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]
NEW_YEAR_2027 = {
    "year": 2027,
    "papers": ["国办发明电〔2026〕9号"],
    "days": [{"name": name, "date": f"2027-0{n}-01", "isOffDay": True} for n, name in enumerate(FESTIVALS, start=1)]
    + [{"name": "春节", "date": "2027-02-06", "isOffDay": False}],
}


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


def published(folder: Path) -> dict[date, bool]:
    """Every day off and make-up day of every year's file: date → off."""
    rows = [row for path in sorted(folder.glob("*.json")) for row in json.loads(path.read_text())["days"]]
    return {date.fromisoformat(row["date"]): row["isOffDay"] for row in rows}


def test_every_day_of_every_year_agrees_with_the_published_notices():
    folder = shared_data("holidays")
    off = published(folder)
    years = sorted({int(path.stem) for path in folder.glob("*.json")} & known_years())
    differing = [day for year in years for day in days_of(year) if is_working_day(day) == off.get(day, day.weekday() >= 5)]
    assert len(years) >= 20 and not differing


def test_a_make_up_saturday_is_worked_and_a_holiday_monday_is_not():
    assert is_working_day(date(2025, 10, 11)) and day_name(date(2025, 10, 11)) == "国庆节补班"
    assert not is_working_day(date(2024, 9, 16)) and day_name(date(2024, 9, 16)) == "中秋节"
    assert day_name(date(2025, 9, 24)) == ""


def test_an_unannounced_year_is_an_error_that_says_what_to_do():
    with pytest.raises(UnknownYear, match="2027年的节假日安排还没有公布.*fazhi calendar load 2027.json") as refusal:
        is_working_day(date(2027, 3, 1))
    assert refusal.value.year == 2027


def test_a_year_before_the_calendar_is_an_error_of_its_own():
    with pytest.raises(UnknownYear, match="1999年的节假日安排没有收录"):
        arrangement(1999)


def test_a_local_day_off_goes_before_the_official_day(entered):
    assert is_working_day(date(2026, 4, 20))
    entered({date(2026, 4, 20): Arranged(working=False, name="三月三")})
    assert not is_working_day(date(2026, 4, 20)) and day_name(date(2026, 4, 20)) == "三月三"


def test_half_a_year_of_entries_does_not_make_the_year_known(entered):
    entered({date(2027, 1, 1): Arranged(working=False, name="元旦")})
    assert 2027 not in known_years()
    with pytest.raises(UnknownYear):
        is_working_day(date(2027, 6, 1))


def test_a_new_years_notice_makes_the_year_known(table, tmp_path):
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(NEW_YEAR_2027))
    assert table.announce(read_notice(path)) == 8
    assert known_years() == OFFICIAL_YEARS | {2027}
    assert is_working_day(date(2027, 2, 6)) and not is_working_day(date(2027, 2, 1)) and is_working_day(date(2027, 6, 2))
    assert table.objects.get(date=date(2027, 2, 6)).source == "国办发明电〔2026〕9号"


def test_an_amended_notice_takes_the_place_of_the_first(table, tmp_path):
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(NEW_YEAR_2027))
    table.announce(read_notice(path))
    path.write_text(json.dumps(NEW_YEAR_2027 | {"days": NEW_YEAR_2027["days"][:-1]}))
    table.announce(read_notice(path))
    assert not is_working_day(date(2027, 2, 6)) and table.objects.count() == 7


def test_a_day_corrected_by_hand_counts_at_once(table):
    row = table.objects.create(date=date(2026, 3, 2), name="抗洪停工", source="市政府通告")
    assert not is_working_day(date(2026, 3, 2))
    row.delete()
    assert is_working_day(date(2026, 3, 2))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "读不出来"),
        ('{"year": 2027}', "缺少或写错了 'days'"),
        ('{"year": 2027, "days": [{"name": "元旦", "date": "2027-13-01", "isOffDay": true}]}', "第1天的日期“2027-13-01”"),
        ('{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": 1}]}', "第1天的 isOffDay"),
        ('{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}', "缺少：春节、清明"),
        ('{"year": "x", "days": []}', "year 应当是一个年份，写的是“x”"),
        ("[]", "应当有 year 和 days"),
    ],
)
def test_a_wrong_notice_is_refused_with_a_sentence(tmp_path, content, sentence):
    path = tmp_path / "2027.json"
    path.write_text(content)
    with pytest.raises(WrongNotice, match=sentence):
        read_notice(path)
