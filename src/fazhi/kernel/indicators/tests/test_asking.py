"""Many figures in one question are what each is alone, what the records say, and open into what they counted."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from tests.example.models import Visit

from fazhi.kernel import registry
from fazhi.kernel.indicators import coverage, evaluation, publication, reasons, rollups, windows
from fazhi.kernel.indicators.declared import Indicators, MinOverPeriods, Rate, Sum
from fazhi.kernel.indicators.figures import figure_table
from fazhi.kernel.indicators.models import Snapshot
from fazhi.kernel.indicators.places import Scope
from fazhi.kernel.org.models import Unit

from .test_figures import AS_OF, visit, year  # noqa: F401  (the fixture)

PERIODS = ["report", "since_year_start", "2024-06", "2024-Q1", "last_three_years", "cumulative", "stock", "average_year"]


def every():
    return [each for code, each in registry.on("indicators").items() if code.startswith("example.")]


@pytest.fixture
def hard():
    """An amount that counts once a question, and the worst month of a rate."""
    with registry.opened():

        class Hard(Indicators):
            model = Visit
            amount_once = Sum("金额（同一事项一次）", field="amount", once_per="question", on="opened_on", unit="元")
            answered = Rate("答复率（另计）", of=Q(answered_on__isnull=False), once_per="question")
            worst = MinOverPeriods("答复率逐月最低", answered)

        yield [registry.find("indicators", f"example.{name}") for name in ("amount_once", "answered", "worst")]


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("structure", ["now", "then"])
def test_figures_asked_together_are_what_each_is_alone_and_in_the_records(year, hard, period, structure):  # noqa: F811
    visit(year, (1, 20), question="一", amount=Decimal(7), answered=(1, 21))
    year.town.move(year.other_county, date(2024, 7, 1))
    window = None if period == "report" else windows.window_of(period)
    for unit in (None, year.city, year.county, year.town):
        scope = Scope.of(unit, structure, AS_OF)
        together = evaluation.evaluate_many(every(), scope, window, AS_OF)
        truth = evaluation.evaluate_many(every(), scope, window, AS_OF, from_records=True)
        for each in every():
            alone, told = evaluation.evaluate(each.code, unit, window, AS_OF, structure), together[each.code]
            assert (alone.text, alone.numerator, alone.denominator) == (told.text, told.numerator, told.denominator), each.code
            assert told.agrees_with(truth[each.code]), each.code
            assert evaluation.records_of(told).count() == told.records, each.code


@pytest.mark.parametrize("structure", ["now", "then"])
def test_a_units_line_in_a_table_is_the_units_own_figure(year, hard, structure):  # noqa: F811
    visit(year, (1, 20), unit=year.other_town, question="一", amount=Decimal(7), answered=(1, 21))
    year.town.move(year.other_county, date(2024, 7, 1))
    units = [year.city, year.county, year.other_county, year.town, year.other_town, year.far_town]
    units = list(Unit.objects.filter(pk__in=[unit.pk for unit in units]))
    found = evaluation.by_units(every(), units, windows.W23, AS_OF, structure)
    for unit in units:
        for each in every():
            alone = evaluation.evaluate(each.code, unit, windows.W23, AS_OF, structure)
            told = found[unit.pk][each.code]
            assert (told.text, told.numerator, told.records) == (alone.text, alone.numerator, alone.records), (unit, each.code)


def test_the_worst_month_is_told_with_all_its_records(year, hard):  # noqa: F811
    worst = evaluation.evaluate("example.worst", on=AS_OF)
    assert (worst.value, worst.text, worst.records) == (0, "最低0.0%", evaluation.records_of(worst).count())
    months = evaluation.by_months(hard, Scope(), windows.W23, AS_OF)["example.worst"]
    assert {month.month: value.value for month, value in months.items()} == {1: 100, 2: 100, 6: 0}


def test_more_figures_and_more_records_ask_no_more_questions(year):  # noqa: F811
    def asked(indicators):
        rollups.refresh()
        with CaptureQueriesContext(connection) as questions:
            evaluation.evaluate_many(indicators, Scope(), windows.W23, AS_OF)
        return len(questions)

    counted = [registry.find("indicators", f"example.{name}") for name in ("received", "answer_rate", "advice_share")]
    one, three = asked(counted[:1]), asked(counted)
    for day in range(1, 20):
        visit(year, (3, day), question=str(day))
    assert one == three == asked(counted) <= 3


def test_what_is_left_out_adds_up_with_what_is_counted(year, hard):  # noqa: F811
    visit(year, (1, 20), question="一", amount=Decimal(7), answered=(1, 21))
    for each in every():
        value = evaluation.evaluate(each.code, on=AS_OF)
        for reason in reasons.left_out(value):
            rows = reasons.records_left_out(value, reason.key)
            assert rows.count() == reason.amount > 0, (each.code, reason)
            assert not evaluation.records_of(value).filter(pk__in=rows.values("pk")).exists()
        for record in evaluation.records_of(value):
            assert all(finding.holds for finding in reasons.why(value, record)), each.code


def test_units_are_counted_with_those_that_lack(year):  # noqa: F811
    towns = coverage.UnitCount("X", "有来访的乡镇", lambda on: Unit.objects.on(on).filter(kind="town"), lambda on: {year.town.pk})
    row = towns(AS_OF)
    assert (row.value, row.out_of, row.text) == (1, 3, "1个")
    having, lacking = towns.parted(AS_OF, year.county)
    assert (having, lacking) == ([year.town], [year.other_town])
    alone = coverage.UnitCount("X", "有来访的乡镇", towns.of, lambda on: {year.far_town.pk})(AS_OF, year.other_county)
    assert alone.text == "全部1个"


def test_only_leaders_and_statisticians_publish_their_units_figures(year):  # noqa: F811
    value = evaluation.evaluate("example.received", year.county, on=AS_OF)
    with pytest.raises(PermissionDenied, match="只有领导和统计员"):
        publication.publish([value], year.clerk, year.county)
    with pytest.raises(PermissionDenied):
        publication.publish([value], year.leader, year.city)
    assert not Snapshot.objects.exists()


def test_a_figure_table_of_a_unit_leaves_out_what_only_the_city_has(year):  # noqa: F811
    city, county = ({row.code for row in figure_table(AS_OF, unit)} for unit in (None, year.county))
    assert county <= city == set(registry.on("figures"))
