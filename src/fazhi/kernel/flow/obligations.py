"""应办事项: a rule times a roster makes rows, so that what is missing can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.calendar import Period, Reckoning, UnknownYear, reckon
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.querysets import within

from .models import ObligationRow
from .refusals import NotAllowed

AT_ONCE = 500
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Obligation:
    """Every unit of the roster owes this once a period, by so long after its end."""

    key: str
    label: str
    roster: Callable[[date], Iterable[Unit]]
    every: str  # month, quarter, half, year
    within: Period
    law: str = ""
    zero: bool = True  # a zero report discharges it
    by: tuple[Role, ...] = ()  # whose duty it is at the unit; anybody's who works there when none is named

    def __post_init__(self) -> None:
        registry.leave("obligations", self.key, self)

    def period_before(self, today: date) -> tuple[str, date]:
        """The last complete period as (name, last day)."""
        months = MONTHS[self.every]
        first = date(today.year, (today.month - 1) // months * months + 1, 1)
        last = first - timedelta(days=1)
        part = (last.month - 1) // months + 1
        return {
            "month": f"{last:%Y-%m}",
            "quarter": f"{last.year}Q{part}",
            "half": f"{last.year}H{part}",
            "year": f"{last.year}",
        }[self.every], last

    def why(self, due: date) -> Reckoning | None:
        """Why a day is the last one of the period that ended before it; None while the year's holidays are not announced."""
        try:
            return reckon(self.within, self.period_before(due)[1])
        except UnknownYear:
            return None


@transaction.atomic
def raise_rows(today: date) -> int:
    """Make the rows of the last complete period of every rule; made once, however often it runs."""
    owed = [row for rule in registry.on("obligations").values() for row in _rows(rule, today)]
    known = set(ObligationRow.objects.filter(period__in={row.period for row in owed}).values_list("rule", "unit", "period"))
    fresh = [row for row in owed if (row.rule, row.unit_id, row.period) not in known]
    for start in range(0, len(fresh), AT_ONCE):
        made = ObligationRow.objects.bulk_create(fresh[start : start + AT_ONCE])
        book.write(
            book.Act(None, "owe", f"产生应办事项 {len(made)} 件", of=registry.label(ObligationRow), via="schedule", rows=made)
        )
    return len(fresh)


def _rows(rule: Obligation, today: date) -> Iterator[ObligationRow]:
    period, last = rule.period_before(today)
    due = _due(rule, last)
    for unit in rule.roster(last):
        yield ObligationRow(rule=rule.key, unit=unit, path=unit.path, period=period, due_on=due)


def _due(rule: Obligation, last: date) -> date:
    """The last day; while the year's holidays are not announced, the day before which it cannot be."""
    try:
        return rule.within.due(last)
    except UnknownYear:
        return rule.within.not_before(last)


def owed_by(person: Person) -> QuerySet[ObligationRow]:
    """What the units of a person still owe, the most urgent first."""
    return theirs(person).filter(done_at=None).select_related("unit").order_by("due_on", "id")


def theirs(person: Person) -> QuerySet[ObligationRow]:
    """The rows that are somebody's duty: of rules for anybody in the unit, and of those for a role that is held there."""
    named = {rule.key: rule.by for rule in registry.on("obligations").values() if rule.by}
    whose = within(person.scope()) & ~Q(rule__in=named)
    for roles in set(named.values()):
        keys = [key for key, held in named.items() if held == roles]
        whose |= within(person.scope(*roles)) & Q(rule__in=keys)
    return ObligationRow.objects.filter(whose)


@transaction.atomic
def discharge(
    row: ObligationRow, person: Person, *, record_id: int | None = None, zero: bool = False, note: str = ""
) -> ObligationRow:
    """Report, or report that there is nothing; raises NotAllowed where a zero report is not enough."""
    row = ObligationRow.objects.select_for_update().select_related("unit").get(pk=row.pk)
    rule = registry.find("obligations", row.rule)
    if not person.may_at(row.path, *rule.by):
        raise NotAllowed(f"这是{row.unit.name}的应办事项")
    if row.done_at:
        raise NotAllowed(f"{row.unit.name}{row.period}的{rule.label}已经报过")
    if zero and not rule.zero:
        raise NotAllowed(f"{rule.label}不能零报告", rule.law)
    row.done_at, row.done_by, row.is_zero, row.note, row.record_id = timezone.now(), person, zero, note, record_id
    row.save()
    book.write(
        book.Act(
            row,
            "discharge",
            f"{rule.label}{'（零报告）' if zero else ''}",
            actor=person,
            stands_in_for=person.stood_in_for(row.path, *rule.by),
            unit=row.unit,
            reason=note,
            law=rule.law,
            rows=[row],
        )
    )
    return row
