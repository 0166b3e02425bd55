"""New units in bulk: a whole city in a few statements."""

from collections.abc import Callable, Iterable
from itertools import groupby

from django.db import models, transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, LPad

from .paths import WIDTH
from .units import Placement, Unit

BATCH = 1000


@transaction.atomic
def plant(units: Iterable[Unit], tell: Callable[[int], None] = lambda done: None) -> list[Unit]:
    """Write new units, each with its path and the first page of its history.

    A unit's `parent` may be one of the same list; the list need not be in order.
    """
    planted: list[Unit] = []
    for _, level in groupby(sorted(units, key=_steps_up), key=_steps_up):
        planted += _plant_level(list(level))
        tell(len(planted))
    Placement.objects.bulk_create([Placement.of(unit) for unit in planted], BATCH)
    return planted


def _steps_up(unit: Unit) -> int:
    """How many parents are still to be written before the unit."""
    steps, above = 0, unit.parent
    while above is not None and above.pk is None:
        steps, above = steps + 1, above.parent
    return steps


def _plant_level(units: list[Unit]) -> list[Unit]:
    for unit in units:
        unit.parent_id = unit.parent.pk if unit.parent else None
    written = Unit.objects.bulk_create(units, BATCH)
    for unit in written:
        unit.settle(unit.parent)
    Unit.objects.filter(path="").update(path=_reckoned_path(), level_no=_reckoned_level())
    return written


def _reckoned_path() -> Concat:
    own = LPad(Cast("pk", models.CharField()), WIDTH, Value("0"))
    return Concat(Coalesce(_above("path"), Value("")), own)


def _reckoned_level() -> models.expressions.Combinable:
    return Coalesce(_above("level_no"), Value(0)) + Value(1)


def _above(field: str) -> Subquery:
    return Subquery(Unit.objects.filter(pk=OuterRef("parent_id")).values(field)[:1])
