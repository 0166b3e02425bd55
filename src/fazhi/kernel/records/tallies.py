"""How many records stand in which state in which unit, kept with every act, so that counts need not read the records."""

from collections import Counter
from typing import Any

from django.db import connection, models
from django.db.models import Count, Exists, Q, QuerySet, Subquery, Sum, Value

from fazhi.kernel import registry
from fazhi.kernel.org.models import Unit


class Tally(models.Model):
    """The number of records of a kind in a unit and state."""

    of = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField(max_length=40, blank=True)
    amount = models.IntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "在册计数"
        constraints = [models.UniqueConstraint(fields=["of", "unit", "state"], name="one_tally")]


Moves = Counter[tuple[str, int, str]]  # (label, unit id, state) → difference


def apply(moves: Moves) -> None:
    """Add the differences in one statement; rows in a fixed order, so that two writers cannot lock each other out."""
    rows = [(*key, amount) for key, amount in sorted(moves.items()) if amount]
    table = Tally._meta.db_table
    for start in range(0, len(rows), 200):
        chunk = rows[start : start + 200]
        marks = ", ".join(["(%s, %s, %s, %s)"] * len(chunk))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (of, unit_id, state, amount) VALUES {marks} "  # noqa: S608
                f"ON CONFLICT (of, unit_id, state) DO UPDATE SET amount = {table}.amount + excluded.amount",
                [value for row in chunk for value in row],
            )


def kinds() -> set[str]:
    """The labels of which there is any record: nothing else need be asked about."""
    return set(Tally.objects.filter(amount__gt=0).values_list("of", flat=True).distinct())


def count(model: type[models.Model], within: Q, states: tuple[str, ...], hiding: QuerySet[Any]) -> tuple[int, bool]:
    """How many records of a model within a scope (a condition on the tally's unit), in these states or in any; whether anything hides any."""
    rows = Tally.objects.filter(within, of=registry.label(model))
    told = (rows.filter(state__in=states) if states else rows).values("of").annotate(n=Sum("amount"), some=Exists(hiding))
    return next(iter(told.values_list("n", "some")), (0, False))


def _amount(rows: QuerySet[Any]) -> Subquery:
    """How many rows, as one number within another question."""
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=models.IntegerField())


def by_state(model: type[models.Model], within: Q, hidden: QuerySet[Any]) -> dict[str, int]:
    """The same for each state; `hidden` names the state of the row it is asked for."""
    rows = Tally.objects.filter(within, of=registry.label(model)).values("state").annotate(n=Sum("amount"))
    less = rows.annotate(less=_amount(hidden))
    return {state: amount - (hid or 0) for state, amount, hid in less.values_list("state", "n", "less")}
