"""What a row of the database says, as values that are always written alike: the ground of its commitment."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from fazhi.kernel import registry
from fazhi.kernel.registry.sealed import derived

from .log.canonical import LARGEST, normal
from .log.commitments import commitments_to, field_salt, root_over
from .log.tree import Suite

HINT = 8  # bytes of each field's commitment that are kept, enough to name the field that was changed


def row_key(row: models.Model) -> str:
    """The name of a row in the ledger: label and primary key."""
    return f"{registry.label(row)}:{row.pk}"


def said(row: models.Model) -> dict[str, Any]:
    """Every column of a row by name; columns derived from others (`unsealed`) left out."""
    own = {name: plain(row.__dict__.get(column)) for name, column in columns(type(row))}
    return own | {name: sorted(getattr(row, name).values_list("pk", flat=True)) for name in links(type(row))}


@cache
def columns(model: type[models.Model]) -> tuple[tuple[str, str], ...]:
    """(name, attribute) of each column that a row is committed by."""
    return tuple((field.name, field.attname) for field in model._meta.concrete_fields if field.name not in derived(model))


@cache
def links(model: type[models.Model]) -> tuple[str, ...]:
    """Columns that stand in a table of their own, as the units that a post leads."""
    return tuple(field.name for field in model._meta.many_to_many if field.name not in derived(model))


def row_salt(salt: bytes, key: str, suite: Suite) -> bytes:
    """What a row's columns are committed under, by the row's name."""
    return field_salt(salt, f"row {key}", suite)


def committed(salt: bytes, row: models.Model, suite: Suite) -> list[str]:
    """[root over all columns, the first bytes of each column's commitment], in hexadecimal."""
    made = commitments_to(row_salt(salt, row_key(row), suite), said(written_form(row)), suite)
    return [root_over(made, suite).hex(), b"".join(one[:HINT] for one in made).hex()]


def changed_columns(salt: bytes, row: models.Model, hints: str, suite: Suite) -> list[str]:
    """Which columns of a row no longer say what was committed."""
    key, given, kept = row_salt(salt, row_key(row), suite), said(row), bytes.fromhex(hints)
    return [
        name
        for place, (name, one) in enumerate(zip(sorted(given), commitments_to(key, given, suite), strict=True))
        if one[:HINT] != kept[place * HINT : (place + 1) * HINT]
    ]


def written_form(row: models.Model) -> models.Model:
    """A copy of a row as the database will give it back: numbers with their places, days as days."""
    made = type(row).__new__(type(row))
    made._state = row._state
    made.__dict__.update(row.__dict__)
    for column, kept in converters(type(row)):
        if (value := made.__dict__.get(column)) is not None:
            made.__dict__[column] = kept(value)
    return made


@cache
def converters(model: type[models.Model]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """(attribute, what the database makes of its value) for the columns whose values it changes."""
    return tuple((field.attname, _converter(field)) for field in model._meta.concrete_fields if isinstance(field, CHANGED))


CHANGED = (models.DecimalField, models.DateField, models.TimeField, models.IntegerField, models.BooleanField)


def _converter(field: models.Field) -> Callable[[Any], Any]:
    if isinstance(field, models.DecimalField):
        place = Decimal(1).scaleb(-field.decimal_places)
        return lambda value: field.to_python(value).quantize(place)
    return field.to_python


def plain(value: Any) -> Any:
    """A value in the narrow profile: whole numbers, booleans and text; everything else as text."""
    if type(value) is str:
        return normal(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if -LARGEST < value < LARGEST else str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict | list | tuple):
        return normal(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, cls=DjangoJSONEncoder))
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return normal(str(value))
