"""The yearly statistics: counted from records by their rules, told by hand with a source, signed, frozen, corrected by another."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip
from tests.world import person

from fazhi.kernel.flow import doors, obligations
from fazhi.kernel.flow.models import ObligationRow
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import CLERK
from fazhi.norms.enforcement.ledgers.statistics import YearReportLedger
from fazhi.norms.enforcement.models import YearReport
from fazhi.norms.enforcement.statistics_words import CellKind

from .factories import at
from .penalties import LEAD, in_force, served, spot, take

JANUARY = date(2026, 1, 8)


def compiled(bureau, day=JANUARY, **data):
    given = {"unit": bureau.bureau, "body": bureau.body, "year": 2025, **data}
    return doors.register(YearReport, bureau.keeper, given, {}, at=at(day))


def told(report, kind):
    row = report.cells.get(kind=kind)
    return row.amount, row.money


def other(bureau):
    return person("统计某", bureau.bureau, CLERK)


def signed(bureau, report):
    report = take(bureau, report, "check", JANUARY, by=other(bureau))
    return take(bureau, report, "sign", JANUARY, by=bureau.head)


def test_a_year_is_counted_from_its_records_and_a_combined_penalty_once(bureau):
    decision = served(bureau)
    in_force(bureau, decision.case, date(2025, 9, 24))
    spot(bureau)
    report = compiled(bureau)
    assert report.title.endswith("2025年度行政执法统计年报")
    assert told(report, CellKind.PENALTY) == (2, 6000) and told(report, CellKind.OF_FINE) == (2, 6000)
    assert told(report, CellKind.MEASURE)[0] == 1 and told(report, CellKind.COURT)[0] == 0
    assert sum(report.cells.get(kind=kind).amount for kind in CellKind.of_penalties()) == 2
    assert [row["due"] for row in report.clocks] == ["2026-01-31"]
    assert told(compiled(bureau, year=2024), CellKind.PENALTY)[0] == 0, "another year has its own"


def test_what_is_counted_is_not_written_over_and_what_is_told_names_its_source(bureau):
    report = compiled(bureau)
    with pytest.raises(NotAllowed, match="由记录统计"):
        take(bureau, report, "tell", JANUARY, by=bureau.keeper, part=report.cells.get(kind=CellKind.PENALTY), amount=9)
    licences = report.cells.get(kind=CellKind.LICENCE)
    with pytest.raises(NotAllowed, match="写明依据"):
        take(bureau, report, "tell", JANUARY, by=bureau.keeper, part=licences, amount=120)
    licences, source = report.cells.get(kind=CellKind.LICENCE), "政务服务平台统计表"
    report = take(bureau, report, "tell", JANUARY, by=bureau.keeper, part=licences, amount=120, source=source)
    report = take(bureau, report, "compile_again", JANUARY, by=bureau.keeper)
    assert told(report, CellKind.LICENCE)[0] == 120, "counting again leaves what was told by hand"


def test_a_year_that_is_not_over_is_not_signed_and_who_compiled_does_not_check(bureau):
    early = compiled(bureau, day=date(2025, 12, 20))
    with pytest.raises(NotAllowed, match="还没有结束"):
        take(bureau, early, "check", date(2025, 12, 21), by=other(bureau))
    take(bureau, YearReport.objects.get(pk=early.pk), "compile_again", JANUARY, by=bureau.keeper)
    with pytest.raises(NotAllowed, match="不能自己自检"):
        take(bureau, YearReport.objects.get(pk=early.pk), "check", JANUARY, by=bureau.keeper)


def test_nor_does_who_told_the_rest_by_hand(bureau):
    report, second = compiled(bureau), other(bureau)
    cell = report.cells.get(kind=CellKind.LICENCE)
    take(bureau, report, "tell", JANUARY, by=second, part=cell, amount=7, source="政务服务平台统计表")
    with pytest.raises(NotAllowed, match="填报的人不能自己自检"):
        take(bureau, YearReport.objects.get(pk=report.pk), "check", JANUARY, by=second)


def test_a_signed_report_is_put_right_by_another_that_says_why(bureau):
    with pytest.raises(ValidationError, match="已经有年报"):
        compiled(bureau) and compiled(bureau)
    report = signed(bureau, YearReport.objects.get())
    with pytest.raises(NotAllowed, match="只能在“待自检”"):
        take(bureau, report, "compile_again", JANUARY, by=bureau.keeper)
    with pytest.raises(NotAllowed, match="http"):
        take(bureau, report, "publish", JANUARY, by=bureau.keeper, address="网站", published_on=JANUARY)
    report = take(
        bureau,
        YearReport.objects.get(),
        "publish",
        JANUARY,
        by=bureau.keeper,
        address="https://example.cn/2025",
        published_on=JANUARY,
    )
    spot(bureau, LEAD)
    report = take(bureau, report, "correct", date(2026, 3, 1), by=bureau.head, why="漏了一宗当场处罚")
    follower = YearReport.objects.get(corrects=report)
    assert (report.state, follower.state, follower.because) == ("corrected", "compiled", "漏了一宗当场处罚")
    assert told(report, CellKind.PENALTY)[0] == 0 and told(follower, CellKind.PENALTY)[0] == 1


def test_every_body_owes_one_by_the_end_of_january(bureau):
    obligations.raise_rows(date(2026, 1, 2))
    rows = ObligationRow.objects.filter(rule="enforcement.year_report")
    assert (bureau.bureau.pk, "2025", date(2026, 1, 31)) in rows.values_list("unit", "period", "due_on")


def test_a_report_goes_out_and_comes_in_again(bureau):
    compiled(bureau)
    assert round_trip(YearReportLedger, bureau.keeper) == {"same": 1}
