"""Roll-ups: marked dirty by every act, renewed before they are read, and equal to a recomputation at any time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import DateField, DateTimeField, Expression, Model, Q
from django.db.models.functions import TruncMonth

from fazhi.kernel import registry
from fazhi.kernel.registry import inserting

from .conditions import field_at
from .declared import Indicator, rolled_by_model
from .indicator import TOGETHER, columns_of, sums_in
from .models import Dirty, RollUp
from .values import NOTHING, Sums

Cell = tuple[int, date]  # unit id, first day of the month
Tell = Callable[[int], None]  # how many more indicators are done


def unheard(amount: int) -> None:
    """For whoever does not show how far it is."""


def amount() -> int:
    """How many indicators are rolled up."""
    return len(_rolled(None))


def mark(cells: Iterable[tuple[str, int, date]]) -> None:
    """Mark (label, unit, month) as changed, in one statement and a fixed order.

    The update takes the row's lock, so that a renewal that deletes it waits for writers that have not committed.
    """
    rows, table = sorted(set(cells)), Dirty._meta.db_table
    for start in range(0, len(rows), 200):
        chunk = rows[start : start + 200]
        marks = ", ".join(["(%s, %s, %s, 1)"] * len(chunk))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (of, unit_id, month, stamp) VALUES {marks} "  # noqa: S608
                f"ON CONFLICT (of, unit_id, month) DO UPDATE SET stamp = {table}.stamp + 1",
                [value for row in chunk for value in row],
            )


def refresh() -> int:
    """Renew the months that changed; how many cells there were. Where nothing has changed, nothing is locked."""
    return _renew_dirty() if Dirty.objects.exists() else 0


@transaction.atomic
def _renew_dirty() -> int:
    dirty = list(Dirty.objects.select_for_update().order_by("of", "unit_id", "month"))
    Dirty.objects.filter(pk__in=[row.pk for row in dirty]).delete()
    cells: dict[str, set[Cell]] = defaultdict(set)
    for row in dirty:
        cells[row.of].add((row.unit_id, row.month))
    for model, indicators in rolled_by_model().items():
        if registry.label(model) in cells:
            _renew(indicators, cells[registry.label(model)])
    return len(dirty)


def _renew(indicators: list[Indicator], cells: set[Cell]) -> None:
    months = sorted({month for _, month in cells})
    for each in indicators:
        _drop(each, cells, months)
    for each, sums in computed(indicators, months[0], months[-1]):
        _keep(each, {cell: told for cell, told in sums.items() if cell in cells})


def _drop(indicator: Indicator, cells: set[Cell], months: list[date]) -> None:
    units = {unit for unit, _ in cells}
    near = Q(month__gte=months[0], month__lte=months[-1])
    held = RollUp.objects.filter(
        near, code=indicator.code, unit__in=units if len(units) <= 500 else RollUp.objects.values("unit")
    )
    RollUp.objects.filter(pk__in=[row.pk for row in held.only("unit_id", "month") if (row.unit_id, row.month) in cells]).delete()


def _keep(indicator: Indicator, sums: dict[Cell, Sums]) -> None:
    rows = [_row(indicator, cell, told) for cell, told in sums.items()]
    if len(rows) <= inserting.FEW or not inserting.insert(rows):
        RollUp.objects.bulk_create(rows, batch_size=500)


def _row(indicator: Indicator, cell: Cell, sums: Sums) -> RollUp:
    return RollUp(
        code=indicator.code,
        unit_id=cell[0],
        month=cell[1],
        numerator=sums.numerator,
        denominator=sums.denominator,
        records=sums.records,
    )


def computed(
    indicators: Iterable[Indicator], first: date | None = None, last: date | None = None
) -> Iterator[tuple[Indicator, dict[Cell, Sums]]]:
    """From the records: the sums of each unit and month, between the months of two days; what shares its dates is asked together."""
    asked: dict[tuple[Any, ...], list[Indicator]] = {}
    for each in indicators:
        asked.setdefault((each.model, each.on, "" if each.asks_along else each.code), []).append(each)
    for kinds in asked.values():
        for start in range(0, len(kinds), TOGETHER):
            yield from _computed(kinds[start : start + TOGETHER], first, last)


def _computed(indicators: list[Indicator], first: date | None, last: date | None) -> Iterator[tuple[Indicator, dict[Cell, Sums]]]:
    one, alone = indicators[0], len(indicators) == 1
    records = one.model._default_manager.filter(one.base if alone else Q(), **{f"{one.on}__isnull": False})
    rows = records.annotate(in_month=TruncMonth(one.on, output_field=DateField()))
    if first is not None:
        rows = rows.filter(in_month__gte=first, in_month__lte=last)
    columns: dict[str, Expression] = {}
    names = [columns_of(each, Q() if alone else each.base, columns) for each in indicators]
    totals = list(rows.values(f"{one.place}_id", "in_month").annotate(**columns).order_by())
    for each, own in zip(indicators, names, strict=True):
        told = (((row[f"{one.place}_id"], row["in_month"]), sums_in(row, own)) for row in totals)
        yield each, {cell: sums for cell, sums in told if sums.records}


@transaction.atomic
def recompute(kind: type[Model] | None = None, tell: Tell = unheard) -> int:
    """Build the roll-ups anew from the records, all or those of one kind; how many there are."""
    Dirty.objects.filter(**({"of": registry.label(kind)} if kind else {})).delete()
    RollUp.objects.filter(**({"code__in": [each.code for each in _rolled(kind)]} if kind else {})).delete()
    for indicator, sums in computed(_rolled(kind)):
        _keep(indicator, sums)
        tell(1)
    return RollUp.objects.count()


def differences(kind: type[Model] | None = None, tell: Tell = unheard) -> list[str]:
    """Cells in which the roll-up is not what the records say, of all or of one kind; a sound installation has none."""
    refresh()
    rolled, held = _rolled(kind), _held(kind)
    without_records = {model for model in {each.model for each in rolled} if not model._default_manager.exists()}
    asked = [each for each in rolled if each.code in held or each.model not in without_records]
    found = []
    for each in asked:
        found += _differences(each, held.get(each.code, {}))
        tell(1)
    tell(len(rolled) - len(asked))
    return found


def _held(kind: type[Model] | None) -> dict[str, dict[Cell, Sums]]:
    rows = RollUp.objects.filter(code__in=[each.code for each in _rolled(kind)]) if kind else RollUp.objects.all()
    held: dict[str, dict[Cell, Sums]] = defaultdict(dict)
    for row in rows:
        held[row.code][row.unit_id, row.month] = Sums(row.numerator, row.denominator, row.records)
    return dict(held)


def _rolled(kind: type[Model] | None) -> list[Indicator]:
    by_model = rolled_by_model()
    return by_model.get(kind, []) if kind else [each for indicators in by_model.values() for each in indicators]


def _differences(indicator: Indicator, held: dict[Cell, Sums]) -> list[str]:
    """Each asked by itself: so what was asked together is held against it too."""
    [(_, truth)] = computed([indicator])
    return [
        f"{indicator.code}：单位 {unit}，{month:%Y-%m}，汇总 {held.get((unit, month), NOTHING)}，记录 {truth.get((unit, month), NOTHING)}"
        for unit, month in sorted(held.keys() | truth.keys())
        if held.get((unit, month), NOTHING) != truth.get((unit, month), NOTHING)
    ]


@cache
def dates_of(model: type[Model]) -> set[str]:
    """The columns of a model by which its rolled indicators are dated."""
    return {indicator.on for indicator in rolled_by_model().get(model, ())}


def is_moment(model: type[Model], name: str) -> bool:
    """Whether a date column also tells the hour."""
    return isinstance(field_at(model, name)[0], DateTimeField)
