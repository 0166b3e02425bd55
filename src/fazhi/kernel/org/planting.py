"""New units in bulk: a whole city in a few statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import models, transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, LPad

from .paths import WIDTH
from .units import Placement, Unit, hold_tree

BATCH = 1000


@transaction.atomic
def plant(units: Iterable[Unit], tell: Callable[[int], None] = lambda done: None) -> list[Unit]:
    """Write new units, each with its path and the first page of its history.

    A unit's `parent` may be one of the same list; the list need not be in order.
    """
    units = list(units)
    hold_tree()
    _see_parents_anew(units)
    planted: list[Unit] = []
    for level in _levels(units):
        planted += _plant_level(level)
        tell(len(planted))
    Placement.objects.bulk_create([Placement.of(unit) for unit in planted], BATCH)
    return planted


def _see_parents_anew(units: list[Unit]) -> None:
    """A parent that was read before the tree was held may have moved since."""
    parents = [unit.parent for unit in units if unit.parent and unit.parent.pk]
    fresh = Unit.objects.in_bulk({parent.pk for parent in parents})
    for parent in parents:
        parent.path = fresh[parent.pk].path


def _levels(units: list[Unit]) -> list[list[Unit]]:
    """Parents before children; reckoned whole, before writing changes who is still unwritten."""
    levels: dict[int, list[Unit]] = defaultdict(list)
    for unit in units:
        levels[_steps_up(unit)].append(unit)
    return [levels[steps] for steps in sorted(levels)]


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
