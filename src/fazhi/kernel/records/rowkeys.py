"""Primary keys given before rows are written: a case is named by its parts and acts, and a secret column is bound to its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Model


def next_keys(model: type[Model], amount: int) -> list[int]:
    """Keys of rows to be."""
    return next(iter(_asked({model: amount}).values()))


@transaction.atomic
def reserved_keys(model: type[Model], amount: int) -> list[int]:
    """Keys of rows that will be written in another transaction: from now on nobody else is given them."""
    keys = next_keys(model, amount)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [keys[-1], model._meta.db_table])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [model._meta.db_table, keys[-1]])
    return keys


def give_keys(rows: Iterable[Any]) -> None:
    """Name those rows that have no key yet, all kinds in one statement; past the keys that others among them have already."""
    nameless: dict[type[Model], list[Any]] = defaultdict(list)
    held: dict[type[Model], set[int]] = defaultdict(set)
    for row in rows:
        if row.pk is None:
            nameless[type(row)].append(row)
        else:
            held[type(row)].add(row.pk)
    found = _asked({model: len(of_kind) for model, of_kind in nameless.items()}) if nameless else {}
    for model, of_kind in nameless.items():
        # Those are not written yet, so that a database which counts on has not heard of them.
        past = max([0, *(1 + key - found[model][0] for key in held[model])]) if connection.vendor != "postgresql" else 0
        for row, key in zip(of_kind, found[model], strict=True):
            row.pk = key + past


def _asked(amounts: dict[type[Model], int]) -> dict[type[Model], list[int]]:
    """PostgreSQL's sequences give them, SQLite's single writer counts on."""
    told = _from_sequences if connection.vendor == "postgresql" else _counted_on
    with connection.cursor() as cursor:
        return dict(zip(amounts, told(cursor, amounts), strict=True))


def _from_sequences(cursor: Any, amounts: dict[type[Model], int]) -> Iterator[list[int]]:
    one = "ARRAY(SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s))"
    given = [value for model, amount in amounts.items() for value in (model._meta.db_table, amount)]
    cursor.execute(f"SELECT {', '.join([one] * len(amounts))}", given)  # noqa: S608
    yield from cursor.fetchone()


def _counted_on(cursor: Any, amounts: dict[type[Model], int]) -> Iterator[list[int]]:
    """From the last key that was ever given: none comes twice, nor one that a restore has lost and the ledger still names."""
    given = "coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0)"
    tables = [model._meta.db_table for model in amounts]
    lasts = ", ".join(f"max(coalesce((SELECT max(id) FROM {connection.ops.quote_name(table)}), 0), {given})" for table in tables)  # noqa: S608
    cursor.execute(f"SELECT {lasts}", tables)
    for last, amount in zip(cursor.fetchone(), amounts.values(), strict=True):
        yield list(range(last + 1, last + 1 + amount))
