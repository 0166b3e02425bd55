"""The only door to records: what a person may see, as one condition on the path."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, models, transaction
from django.db.models import OuterRef, Q, QuerySet

from fazhi.kernel.ledger.sealing import with_last
from fazhi.kernel.org.models import Person, UnitKind
from fazhi.kernel.org.paths import WIDTH, path_end, widest
from fazhi.kernel.registry import inserting

from . import search, tallies
from .guarding import SealedQuerySet
from .restricted import closed_as, closed_rows, hidden_from, standing_of
from .rowkeys import give_keys
from .secret import holds_secrets

NOWHERE = Q(pk__in=())
WIDE = 2 * WIDTH  # city and county


def within(prefixes: Iterable[str], column: str = "path") -> Q:
    """A condition that holds in the subtrees of these path prefixes; nowhere when there is none."""
    conditions = [_subtree(prefix, column) for prefix in prefixes]
    return reduce(or_, conditions) if conditions else NOWHERE


def _subtree(prefix: str, column: str) -> Q:
    """A wide subtree is tested row by row in the list's own order; a narrow one is looked up by its range.

    SQLite has no statistics to see that a range over a whole county is nearly everything: it would read and sort it all.
    """
    if len(prefix) <= WIDE:
        return Q(**{f"{column}__startswith": prefix})
    return Q(**{f"{column}__gte": prefix, f"{column}__lt": path_end(prefix)})


def _tested(scope: Q) -> Q:
    """The same condition, written so that no range of an index answers it."""
    told = Q()
    told.connector, told.negated = scope.connector, scope.negated
    for child in scope.children:
        if isinstance(child, Q):
            told.children.append(_tested(child))
        elif child[0] == "path__gte":
            told.children.append(("path__startswith", child[1]))
        elif child[0] != "path__lt":
            told.children.append(child)
    return told


def _names_a_place(scope: Q) -> bool:
    """Whether there is a place in it, or only what is one's own: that is little, and found before it is sorted."""
    return any(_names_a_place(each) if isinstance(each, Q) else each[0].startswith("path__") for each in scope.children)


class RowQuerySet(QuerySet[Any]):
    """Rows that get their keys before they are written, where a column is bound to them or they are many."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        if len(rows) > inserting.FEW and not args and kwargs.keys() <= {"batch_size"}:
            with transaction.atomic(savepoint=False):
                give_keys(rows)
                if inserting.insert(rows):
                    return rows
        if any(map(holds_secrets, rows)):
            with transaction.atomic(savepoint=False):
                give_keys(rows)
                return super().bulk_create(rows, *args, **kwargs)
        return super().bulk_create(rows, *args, **kwargs)


class PartQuerySet(RowQuerySet, SealedQuerySet):
    """Parts: written by acts alone."""


class RecordQuerySet(RowQuerySet, SealedQuerySet):
    """Records, asked for by who asks."""

    def visible_to(self, person: Person | None, on: date | None = None, is_much: bool = False) -> "RecordQuerySet":
        """The records this person may see today: in the units where a reading role was granted, without what is restricted to others.

        Where these are much of all, a list is read in its own order, and each row's place is tested.
        """
        scope = self.model.scope_of(person, on)
        if self.model.narrows_scope and not _names_a_place(scope):
            rows = self.filter(pk__in=self.model._base_manager.filter(scope).values("pk"))
        else:
            rows = self.filter(_tested(scope) if is_much else scope)
        return rows.exclude(pk__in=hidden_from(self.model, person))

    def found_by(self, text: str) -> "RecordQuerySet":
        """Those that hold every word of a search."""
        return self.filter(pk__in=list(search.matching(self.model, text, self)))


def lock(record: Any) -> Any:
    """The row as it is now, held until the transaction ends, with the last event on it."""
    return locked(type(record).objects.filter(pk=record.pk)).get()


def locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same of several; each knows as what it is restricted."""
    held = rows.select_for_update(of=("self",)).select_related("unit", *rows.model.acts_with.split())
    return with_last(held.annotate(closed_as=closed_as(rows.model)))


def scope_of(model: type[models.Model], person: Person | None, on: date | None = None, column: str = "path") -> Q:
    """The same condition for another table's path column (tallies, roll-ups)."""
    return within(person.scope(*model.readers, on=on) if person else (), column)


def in_offices(person: Person, *roles: str, on: date | None = None) -> Q:
    """The subtrees of roles, but not those of a village: whoever works there knows who comes and what they ask."""
    return within(widest(held.path for held in person.grants(on) if held.role in roles and held.unit_kind != UnitKind.VILLAGE))


def count_in_scope(model: type[models.Model], person: Person | None, states: tuple[str, ...] = ()) -> int:
    """An exact count that reads no record, unless the model shows less than all that lies in a place."""
    if model.narrows_scope:
        rows = model.objects.visible_to(person)
        return rows.filter(state__in=states).count() if states else rows.count()
    amount, may_hide = tallies.count(model, scope_of(model, person, column="unit__path"), states, standing_of(model))
    if not may_hide:
        return amount
    return amount - hidden_of(model, person, Q(state__in=states) if states else Q()).count()


def counted_together(asked: Sequence[QuerySet[Any]], most: int) -> list[int]:
    """How many rows each finds, up to a limit, by one question for all of them."""
    told = {}
    for place, rows in enumerate(asked):
        with suppress(EmptyResultSet):  # of those that can find nothing
            told[place] = rows.order_by().values("pk")[:most].query.sql_with_params()
    if not told:
        return [0] * len(asked)
    amounts = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS found)" for sql, _ in told.values())  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {amounts}", [value for _, values in told.values() for value in values])
        found = dict(zip(told, cursor.fetchone(), strict=True))
    return [found.get(place, 0) for place in range(len(asked))]


def hidden_of(model: type[models.Model], person: Person | None, standing: Q) -> QuerySet[Any]:
    """One row for each record that the tallies count in the person's scope, in states, and that the person may not know of."""
    return closed_rows(model._base_manager.filter(scope_of(model, person), standing), person)


def counts_by_state(model: type[models.Model], person: Person | None) -> dict[str, int]:
    """How many cases stand in each state within a person's scope, from the tallies."""
    return tallies.by_state(
        model, scope_of(model, person, column="unit__path"), hidden_of(model, person, Q(state=OuterRef(OuterRef("state"))))
    )
