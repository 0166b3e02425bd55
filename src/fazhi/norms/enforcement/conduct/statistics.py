"""Counting a body's year: by the counting rules of norms.md §6.4, each figure from its records and from nothing else."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, QuerySet, Sum, Value

from fazhi.kernel import registry
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed

from ..models import Decision, Measure, SpotPenalty, StatCell, YearReport
from ..penalty_words import Outcome, PenaltyKind
from ..statistics_words import CellKind

# Kind of act → (body's unit, first day, last day) → how many: what other rooms keep, left there by name.
COUNTS = "acts_of_a_year"
NONE = Sum(Value(0), output_field=DecimalField())
GROUPS = {
    PenaltyKind.WARNING: CellKind.OF_WARNING,
    PenaltyKind.CRITICISM: CellKind.OF_WARNING,
    PenaltyKind.FINE: CellKind.OF_FINE,
    PenaltyKind.CONFISCATED_GAINS: CellKind.OF_CONFISCATION,
    PenaltyKind.CONFISCATED_GOODS: CellKind.OF_CONFISCATION,
    PenaltyKind.SUSPENDED_LICENCE: CellKind.OF_LICENCE,
    PenaltyKind.LOWERED_GRADE: CellKind.OF_LICENCE,
    PenaltyKind.REVOKED_LICENCE: CellKind.OF_LICENCE,
    PenaltyKind.RESTRICTED: CellKind.OF_BUSINESS,
    PenaltyKind.SUSPENDED_BUSINESS: CellKind.OF_BUSINESS,
    PenaltyKind.CLOSED_DOWN: CellKind.OF_BUSINESS,
    PenaltyKind.BARRED: CellKind.OF_BUSINESS,
    PenaltyKind.DETENTION: CellKind.OF_DETENTION,
}
Found = tuple[CellKind, int, Decimal | None]
Row = tuple[str, str, int, Decimal | None, Decimal | None]


def count(report: YearReport) -> Iterator[Found]:
    """Each line that the records can tell; lines that no room keeps are left to be told by hand."""
    year = (date(report.year, 1, 1), date(report.year, 12, 31))
    decided = Decision.objects.filter(case__body=report.body_id)
    penalties = decided.filter(outcome=Outcome.PENALTY, decided_on__range=year).exclude(state="revoked")
    spots = SpotPenalty.objects.filter(body=report.body_id, decided_on__range=year).exclude(state="revoked")
    measures = Measure.objects.filter(case__body=report.body_id, applied_on__range=year)
    # An execution of its own counts when it is done, one by the court on the day it was asked for.
    done = decided.filter(coerced_on__isnull=False, closed_on__range=year)
    asked = decided.filter(court_asked_on__range=year)
    rows = list(
        _by_kind(CellKind.PENALTY, penalties, "heaviest", Sum("fine"), Sum("confiscated")).union(
            _by_kind(CellKind.PENALTY, spots, "penalty", Sum("fine")),
            _by_kind(CellKind.MEASURE, measures, "kind"),
            _by_kind(CellKind.EXECUTION, done, "outcome"),
            _by_kind(CellKind.COURT, asked, "outcome"),
            all=True,
        )
    )
    yield from _penalties([row for row in rows if row[0] == CellKind.PENALTY])
    for cell in (CellKind.MEASURE, CellKind.EXECUTION, CellKind.COURT):
        yield cell, sum(amount for name, _, amount, *_ in rows if name == cell), None
    for name, told in registry.on(COUNTS).items():
        yield CellKind(name), told(report.body.unit, *year), None


def _by_kind(cell: CellKind, rows: QuerySet[Any], kind: str, fines: Any = NONE, gains: Any = NONE) -> QuerySet[Any]:
    """(line, kind, how many, fines, gains): of one shape, so that all lines are asked at once."""
    told = rows.order_by().values(line=Value(cell.value), named=F(kind)).annotate(amount=Count("pk"), fines=fines, gains=gains)
    return told.values_list("line", "named", "amount", "fines", "gains")


def _penalties(rows: list[Row]) -> Iterator[Found]:
    """By the heaviest kind of each, so that the parts make up the whole."""
    amounts = dict.fromkeys(CellKind.of_penalties(), 0)
    for _, kind, amount, *_ in rows:
        amounts[GROUPS.get(PenaltyKind(kind), CellKind.OF_OTHER) if kind else CellKind.OF_OTHER] += amount
    fines, gains = (sum((row[place] or Decimal(0) for row in rows), Decimal(0)) for place in (3, 4))
    yield CellKind.PENALTY, sum(amounts.values()), fines + gains
    for kind, amount in amounts.items():
        yield kind, amount, {CellKind.OF_FINE: fines, CellKind.OF_CONFISCATION: gains}.get(kind)


def compile_report(report: YearReport, act: Acting) -> None:
    """Fill in what the records say; what was told by hand stays."""
    report.counted_at, report.handler = act.at, act.person
    held = {row.kind: row for row in report.rows("cells")}
    counted = {kind: (amount, money) for kind, amount, money in count(report)}
    for kind in CellKind:
        row = held.get(kind) or StatCell(of=report, kind=kind)
        if kind in counted:
            row.amount, row.money, row.is_counted, row.source = *counted[kind], True, ""
        act.save(row) if kind in held else act.docket.add(report, row)


def refuse_counted(report: YearReport, act: Acting) -> None:
    """What is counted is not written over; who told the rest by hand does not check it."""
    report.handler = act.person
    if act.part.is_counted:
        raise NotAllowed(f"“{act.part}”由记录统计，不能手工改；记录有错的，先更正记录再重新汇总")
    if act.part.amount and not act.part.source.strip():
        raise NotAllowed("手工填报的数字，写明依据的系统或者台账")


def check(report: YearReport, act: Acting) -> None:
    report.checked_by = act.person


def correct(report: YearReport, act: Acting) -> None:
    """Another report takes its place, and says what it corrects and why."""
    act.opens(
        YearReport(unit=report.unit, body=report.body, year=report.year, corrects=report, because=act.reason[:300]),
    )
