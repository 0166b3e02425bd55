"""Many rows written at once: how a column's values go to the database is found out once a table, not once a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import chain, islice
from typing import Any

from django.db import connection, connections, models, transaction

FEW = 20  # fewer are left to Django, whose way is as fast then and reads their keys back
TOGETHER = 200  # rows in one statement, where a statement costs a way to a server

Prepare = Callable[[Any, Any], Any]  # of a value, for a connection
Way = tuple[
    Callable[[Any], Any], type | None, Prepare
]  # the value of a row, the type that goes as it is, what becomes of another

METHODS = ("get_db_prep_save", "get_db_prep_value", "get_prep_value")
# What Django itself hands on as it is.
PLAIN: tuple[tuple[type[models.Field], type], ...] = (
    (models.CharField, str),
    (models.TextField, str),
    (models.IntegerField, int),
    (models.BooleanField, bool),
)


class Beyond(Exception):
    """A row says something that only the database reckons."""


def is_simple(model: type[models.Model]) -> bool:
    """Whether rows of a model are written by their own columns alone."""
    return not model._meta.parents and all(map(_is_marked_plainly, model._meta.concrete_fields))


def _is_marked_plainly(field: models.Field) -> bool:
    """Whether its value stands in a statement as any other."""
    placeholder = getattr(field, "get_placeholder", None)
    return placeholder is None or placeholder(None, None, connection) == "%s"


def insert(rows: Sequence[models.Model]) -> bool:
    """Write new rows of one table; keys that they lack are not read back. Answers whether it could, or Django has to."""
    model = type(rows[0])
    if not is_simple(model):
        return False
    for row in rows:
        row._prepare_related_fields_for_save(operation_name="bulk_create")
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.generated and (rows[0].pk is not None or not field.primary_key)
    ]
    ways, here = [way_of(field) for field in fields], connections[connection.alias]
    try:
        given = [[_told(way, row, here) for way in ways] for row in rows]
    except Beyond:
        return False
    with transaction.atomic(savepoint=False):
        _execute(model, fields, given)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return True


def _told(way: Way, row: models.Model, here: Any) -> Any:
    read, plain, prepare = way
    value = read(row)
    return value if value is None or type(value) is plain else prepare(value, here)


@cache
def way_of(field: models.Field) -> Way:
    """How the values of one column are read and written."""
    own = type(field).pre_save is not models.Field.pre_save
    name = field.attname
    read = (lambda row: field.pre_save(row, True)) if own else (lambda row: row.__dict__[name])
    return read, plain_of(field), _preparing(field)


def plain_of(field: models.Field) -> type | None:
    """The type whose values Django hands on as they are, unless the field has a way of its own."""
    if isinstance(field, models.ForeignKey):
        return plain_of(field.target_field) if type(field).get_db_prep_save is models.ForeignKey.get_db_prep_save else None
    if isinstance(field, models.AutoField):
        return int
    return next((plain for kind, plain in PLAIN if isinstance(field, kind) and _is_django_s(field, kind)), None)


def _is_django_s(field: models.Field, kind: type[models.Field]) -> bool:
    return all(getattr(type(field), name) is getattr(kind, name) for name in METHODS)


def _preparing(field: models.Field) -> Prepare:
    """Days and moments by the short way, whatever else by the field's own."""
    is_day = isinstance(field, models.DateField) and _is_django_s(field, models.DateField)
    is_moment = isinstance(field, models.DateTimeField) and _is_django_s(field, models.DateTimeField)

    def prepare(value: Any, here: Any) -> Any:
        if hasattr(value, "resolve_expression"):
            raise Beyond
        if is_day and type(value) is date:
            return here.ops.adapt_datefield_value(value)
        if is_moment and type(value) is datetime and value.tzinfo is not None:
            return here.ops.adapt_datetimefield_value(value)
        return field.get_db_prep_save(value, here)

    return prepare


def _execute(model: type[models.Model], fields: Sequence[models.Field], given: list[list[Any]]) -> None:
    quote = connection.ops.quote_name
    head = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)}) VALUES "  # noqa: S608
    marks = f"({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(head + marks, given)
            return
        for together in _chunks(given):
            cursor.execute(head + ", ".join([marks] * len(together)), list(chain.from_iterable(together)))


def _chunks(rows: list[list[Any]]) -> Iterator[list[list[Any]]]:
    rest = iter(rows)
    while together := list(islice(rest, TOGETHER)):
        yield together
