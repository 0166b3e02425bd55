"""Counting a body's year: by the counting rules of norms.md §6.4, each figure from its records and from nothing else."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from fazhi.kernel import registry
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed

from ..models import Decision, Measure, SpotPenalty, StatCell, YearReport
from ..penalty_words import Outcome, PenaltyKind
from ..statistics_words import CellKind

# Kind of act → (body's unit, first day, last day) → how many: what other rooms keep, left there by name.
COUNTS = "acts_of_a_year"
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


def count(report: YearReport) -> Iterator[Found]:
    """Each line that the records can tell; lines that no room keeps are left to be told by hand."""
    year = (date(report.year, 1, 1), date(report.year, 12, 31))
    decisions = Decision.objects.filter(case__body=report.body_id, outcome=Outcome.PENALTY, decided_on__range=year)
    spots = SpotPenalty.objects.filter(body=report.body_id, decided_on__range=year).exclude(state="revoked")
    yield from _penalties(decisions.exclude(state="revoked"), spots)
    measures = Measure.objects.filter(case__body=report.body_id, applied_on__range=year)
    yield CellKind.MEASURE, measures.count(), None
    # An execution of its own counts when it is done, one by the court on the day it was asked for.
    mine = Decision.objects.filter(case__body=report.body_id)
    yield CellKind.EXECUTION, mine.filter(coerced_on__isnull=False, closed_on__range=year).count(), None
    yield CellKind.COURT, mine.filter(court_asked_on__range=year).count(), None
    for name, told in registry.on(COUNTS).items():
        yield CellKind(name), told(report.body.unit, *year), None


def _penalties(decisions: QuerySet[Any], spots: QuerySet[Any]) -> Iterator[Found]:
    """By the heaviest kind of each, so that the parts make up the whole."""
    amounts = dict.fromkeys(CellKind.of_penalties(), 0)
    for kind, amount in decisions.values_list("heaviest").annotate(amount=Count("pk")):
        amounts[GROUPS.get(PenaltyKind(kind), CellKind.OF_OTHER) if kind else CellKind.OF_OTHER] += amount
    for kind, amount in spots.values_list("penalty").annotate(amount=Count("pk")):
        amounts[GROUPS.get(PenaltyKind(kind), CellKind.OF_OTHER)] += amount
    taken = decisions.aggregate(fine=Sum("fine"), gains=Sum("confiscated"), whole=Count("pk"))
    small = spots.aggregate(fine=Sum("fine"), whole=Count("pk"))
    fines, gains = (taken["fine"] or Decimal(0)) + (small["fine"] or Decimal(0)), taken["gains"] or Decimal(0)
    yield CellKind.PENALTY, taken["whole"] + small["whole"], fines + gains
    for kind, amount in amounts.items():
        money = {CellKind.OF_FINE: fines, CellKind.OF_CONFISCATION: gains}.get(kind)
        yield kind, amount, money


def compile_report(report: YearReport, act: Acting) -> None:
    """Fill in what the records say; what was told by hand stays."""
    report.counted_at = act.at
    held = {row.kind: row for row in report.rows("cells")}
    counted = {kind: (amount, money) for kind, amount, money in count(report)}
    for kind in CellKind:
        row = held.get(kind) or StatCell(of=report, kind=kind)
        if kind in counted:
            row.amount, row.money, row.is_counted, row.source = *counted[kind], True, ""
        act.save(row) if kind in held else act.docket.add(report, row)


def refuse_counted(report: YearReport, act: Acting) -> None:
    """What is counted is not written over."""
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
