"""加处罚款: three per cent of the fine a day, capped at the fine, standing still while the law says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models import Decision

RATE = Decimal("0.03")
CENT = Decimal("0.01")
ZERO = Decimal(0)
DAY = timedelta(days=1)

Span = tuple[date, date | None]  # first and last day that do not count; None while it lasts


def accrued(
    fine: Decimal, due: date, until: date, pauses: Iterable[Span] = (), paid: Iterable[tuple[date, Decimal]] = ()
) -> Decimal:
    """From the day after `due` up to and with `until`, in 元; after the fine is paid nothing more is added.

    行政处罚法 第七十二条第一款第一项, 第七十三条第三款; 行政强制法 第四十五条第二款.
    """
    end = min(until, _paid_on(fine, paid) or until)
    days = sum(1 for day in _days(due + DAY, end) if not any(_covers(span, day) for span in pauses))
    return min(fine, fine * RATE * days).quantize(CENT)


def of_decision(decision: Decision, day: date) -> Decimal:
    """Of one party's decision on a day, less what an execution agreement remits (行政强制法 第四十二条第一款)."""
    due = decision.pay_until
    if due is None or not decision.fine or not decision.states_late_fee:
        return ZERO
    paid = [(row.paid_on, row.amount) for row in decision.rows("payments")]
    fee = accrued(decision.fine, due, day, list(_pauses(decision)), paid)
    return max(ZERO, fee - (decision.waived_fee or ZERO))


def _pauses(decision: Decision) -> Iterator[Span]:
    """A remedy from its filing to its result; an approved deferral from its approval to its end."""
    for row in decision.rows("remedies"):
        yield row.filed_on, row.ended_on
    if decision.deferred_from:
        yield decision.deferred_from, decision.deferred_to


def _paid_on(fine: Decimal, paid: Iterable[tuple[date, Decimal]]) -> date | None:
    """The day on which the fine itself was covered: the last day on which a fee is added."""
    total = ZERO
    for day, amount in sorted(paid, key=lambda each: each[0]):
        total += amount
        if total >= fine:
            return day
    return None


def _days(first: date, last: date) -> Iterator[date]:
    """No more than the cap can count; the rest would not change the sum."""
    day: Any = first
    while day <= last:
        yield day
        day += DAY


def _covers(span: Span, day: date) -> bool:
    return span[0] <= day and (span[1] is None or day <= span[1])
