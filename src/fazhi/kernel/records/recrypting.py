"""Sensitive columns written anew: what lies under a key that was changed, or in plain text.

Goes past models and ledger on purpose: what the rows say stays the same, and it is this that the ledger commits to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from fazhi.kernel import registry

from . import envelope, keyring
from .secret import secret_fields

BATCH = 1000
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Column:
    """One encrypted column of one table."""

    table: str
    name: str
    field: Any

    def waiting(self) -> int:
        """How many values are not under the current keys."""
        return self._ask(f"SELECT COUNT(*) FROM {self.table} WHERE {self._stale}")[0][0]  # noqa: S608

    def under(self, key: keyring.Key) -> int:
        """How many values need a key to be read or found."""
        like = f"~{key.tag}%" if key.name[0] == keyring.MATCHING else f"%.{key.name}.%"
        return self._ask(f"SELECT COUNT(*) FROM {self.table} WHERE {self.name} LIKE %s", [like])[0][0]  # noqa: S608

    def plain(self) -> int:
        """How many values are not encrypted."""
        return self._ask(f"SELECT COUNT(*) FROM {self.table} WHERE {self.name} <> '' AND {self.name} NOT LIKE '~%%'")[0][0]  # noqa: S608

    @property
    def _stale(self) -> str:
        ring = keyring.ring()
        current = f"{self.name} LIKE '~{ring.matching[0].tag}%%' AND {self.name} LIKE '%%.{ring.current.name}.%%'"
        return f"{self.name} <> '' AND NOT ({current})"

    def _ask(self, words: str, given: Any = ()) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(words, list(given))
            return cursor.fetchall()

    def batches(self) -> Iterator[list[tuple[int, str]]]:
        """What is not under the current keys, in the order of the rows."""
        last = 0
        words = f"SELECT id, {self.name} FROM {self.table} WHERE {self._stale} AND id > %s ORDER BY id LIMIT {BATCH}"  # noqa: S608
        while found := self._ask(words, [last]):
            yield found
            last = found[-1][0]

    def renew(self, tell: Tell = lambda done: None) -> tuple[int, int]:
        """(written anew, unreadable); stopped at any point it goes on where it stood."""
        return renew(self, tell)

    def write(self, rows: list[tuple[str, int, str]]) -> None:
        """(new, row, old): only where nobody has written in the meantime."""
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {self.table} SET {self.name} = %s WHERE id = %s AND {self.name} = %s", rows)  # noqa: S608


def columns(models: Any = None) -> list[Column]:
    """Every encrypted column of these models; of all that are installed, where none are named."""
    found = [(model, field) for model in models or registry.models() for field in secret_fields(model)]
    return [Column(connection.ops.quote_name(m._meta.db_table), connection.ops.quote_name(f.column), f) for m, f in found]


def renew(column: Column, tell: Tell = lambda done: None) -> tuple[int, int]:
    """(written anew, unreadable) of a column; stopped at any point it goes on where it stood."""
    renewed = lost = 0
    for batch in column.batches():
        made = [(new, row, old) for row, old in batch if (new := _anew(column.field, row, old))]
        with transaction.atomic():
            column.write(made)
        renewed, lost = renewed + len(made), lost + len(batch) - len(made)
        tell(len(batch))
    return renewed, lost


def _anew(field: Any, row: int, stored: str) -> str:
    """The value under the current keys; blank where it cannot be read."""
    where = envelope.place(field.column_name, row)
    try:
        text = envelope.decrypted(stored, where) if stored.startswith(envelope.MARK) else stored
    except ValidationError:
        return ""
    return str(field.closed(text, row))
