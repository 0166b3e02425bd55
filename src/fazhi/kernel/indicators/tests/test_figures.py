"""Figures of visits: computed from records, kept fresh by acts, opened into exactly what was counted, frozen when published."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.example.models import Visit, Visitor

from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.indicators import evaluation, publication, rollups, windows, wording
from fazhi.kernel.indicators.models import Dirty, RollUp, Snapshot
from fazhi.kernel.indicators.values import Sums

AS_OF = date(2024, 6, 20)


def visit(world, day, unit=None, answered=None, question="问", amount=None, topic="advice"):
    at = datetime(2024, *day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    fields = {"unit": unit or world.town, "title": "来访", "topic": topic, "question": question, "amount": amount}
    case = doors.register(Visit, world.city_leader, fields, {"visitors": [Visitor(name="甲"), Visitor(name="乙")]}, at=at)
    if answered:
        case = doors.take("answer", case, world.city_leader, {"answer": "答"}, at=at.replace(month=answered[0], day=answered[1]))
    return case


def value(code, **asked):
    return evaluation.evaluate(f"example.{code}", on=asked.pop("on", AS_OF), **asked)


@pytest.fixture
def year(world):
    visit(world, (1, 10), answered=(1, 12), question="一", amount=Decimal("1000.50"))
    visit(world, (2, 5), answered=(2, 6), question="一", topic="other")
    visit(world, (6, 3), question="二")
    visit(world, (6, 20), unit=world.far_town, question="三")
    visit(world, (6, 21), unit=world.far_town, question="四")
    return world


def test_a_figure_counts_the_records_of_its_days_and_opens_into_them(year):
    received = value("received")
    assert (received.value, received.text, received.records) == (4, "4件", 4)
    assert evaluation.records_of(received).count() == 4
    assert value("received", unit=year.county).value == 3 and value("received", unit=year.far_town).value == 1


def test_a_rate_says_both_its_numbers_and_opens_into_its_numerator(year):
    rate = value("answer_rate")
    assert (rate.numerator, rate.denominator, rate.value) == (2, 4, 50)
    assert evaluation.records_of(rate, "numerator").count() == 2
    assert "分母为来访" in rate.definition


def test_a_distinct_key_counts_once_over_months_and_units(year):
    assert value("questions").value == 3
    assert evaluation.records_of(value("questions")).count() == 3


def test_amounts_and_days_are_exact(year):
    assert value("amount").value == Decimal("1000.5000")
    assert value("days").value == Decimal("1.5")


def test_an_empty_scope_has_no_value_and_no_error(world):
    for code in registry.on("indicators"):
        empty = evaluation.evaluate(code, unit=world.far_town, on=AS_OF)
        assert empty.empty and not empty.value and evaluation.records_of(empty).count() == 0


def test_every_indicator_equals_its_recomputation_after_every_act(year):
    rollups.refresh()
    before = {(row.code, row.unit_id, row.month): (row.numerator, row.denominator, row.records) for row in RollUp.objects.all()}
    rollups.recompute()
    assert before == {
        (row.code, row.unit_id, row.month): (row.numerator, row.denominator, row.records) for row in RollUp.objects.all()
    }
    assert rollups.differences() == []


def test_a_roll_up_that_was_tampered_with_is_named(year):
    rollups.refresh()
    RollUp.objects.filter(code="example.received").update(records=99)
    assert any("example.received" in sentence for sentence in rollups.differences())


def test_units_and_months_are_asked_in_few_questions_and_add_up(year):
    rollups.refresh()
    with CaptureQueriesContext(connection) as asked:
        towns = evaluation.by_unit("example.received", [year.town, year.other_town, year.far_town], on=AS_OF)
    assert [towns[unit.pk].value for unit in (year.town, year.other_town, year.far_town)] == [3, 0, 1]
    assert len(asked) <= 5
    months = evaluation.by_month("example.received", on=AS_OF)
    assert {month.month: figure.value for month, figure in months.items()} == {1: 1, 2: 1, 6: 2}


def test_acts_mark_cells_and_asking_renews_only_them(year):
    value("received")
    assert not Dirty.objects.exists()
    visit(year, (3, 1))
    assert Dirty.objects.filter(of="example.visit").count() == 1
    assert value("received").value == 5


def test_a_moved_unit_is_counted_where_it_stood_then_or_stands_now(year):
    year.town.move(year.other_county, date(2024, 7, 1))
    later = date(2024, 6, 30)
    assert value("received", unit=year.county, on=later, structure="then").value == 3
    assert value("received", unit=year.county, on=later, structure="now").value == 0
    assert value("received", unit=year.other_county, on=later, structure="now").value == 5


def test_parts_are_counted_through_their_case(year):
    assert value("people").value == 8


def test_what_stands_open_is_a_stock(year):
    assert value("open").value == 4 - 0
    assert value("open", on=date(2024, 1, 15)).value == 1


def test_a_published_figure_stays_and_a_correction_names_it(year):
    (frozen,) = publication.publish([value("received")], year.leader)
    visit(year, (5, 5))
    frozen.refresh_from_db()
    assert frozen.text == "4件" and publication.drift(frozen).value == 5
    with pytest.raises(ValidationError):
        publication.publish([value("received")], year.leader, corrects=frozen)
    (mended,) = publication.publish([value("received")], year.leader, corrects=frozen, reason="补录一件")
    assert mended.corrects == frozen and Snapshot.objects.count() == 2


@pytest.mark.parametrize(
    ("how", "amount", "unit", "text"),
    [
        (wording.About(100), 2846, "场次", "2800余场次"),
        (wording.About(100), 2800, "场次", "2800场次"),
        (wording.About(1000), 28460, "通", "2.8万余通"),
        (wording.About(10000), 21300, "人次", "2万余人次"),
        (wording.EXACT, 9174, "件", "9174件"),
        (wording.EXACT, Decimal(96763000), "万元", "9676.3万元"),
        (wording.Reaches(), Decimal("97.02"), "%", "达97%"),
        (wording.StaysAbove(95), Decimal("95.2"), "%", "保持在95%以上"),
    ],
)
def test_a_value_is_written_as_a_report_writes_it(how, amount, unit, text):
    assert how.write(amount, unit) == text
    assert how.holds(text, amount)


def test_windows_are_named_dated_and_compared():
    assert str(windows.SINCE_YEAR_START.stretch(AS_OF)) == "2024-01-01至2024-06-20"
    assert windows.window_of("2024-02").stretch(AS_OF).last == date(2024, 2, 29)
    assert windows.AVERAGE_YEAR.stretch(AS_OF).last == date(2023, 12, 31)
    with pytest.raises(windows.UnknownWindow, match="没有“去年春天”"):
        windows.window_of("去年春天")
    assert Sums() + Sums(Decimal(1), 2, 3) == Sums(Decimal(1), 2, 3)


def test_a_period_that_still_runs_is_compared_with_as_much_of_the_one_before():
    on = date(2024, 5, 31)
    cases = {
        "this_month": (date(2024, 4, 1), date(2024, 4, 30)),
        "this_quarter": (date(2024, 1, 1), date(2024, 2, 29)),
        "2024": (date(2023, 1, 1), date(2023, 5, 31)),
        "2024-Q1": (date(2023, 10, 1), date(2023, 12, 31)),
        "2024-02": (date(2024, 1, 1), date(2024, 1, 31)),
        "last_twelve_months": (date(2022, 6, 1), date(2023, 5, 31)),
    }
    for name, days in cases.items():
        window, day = windows.window_of(name).previous(on)
        stretch = window.stretch(day)
        assert (stretch.first, stretch.last) == days, name
    february, day = windows.window_of("2024-02").year_before(on)
    assert february.stretch(day).last == date(2023, 2, 28)
