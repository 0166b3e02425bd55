"""Columns that are encrypted at rest: written bound to their row, read back with it, found by the keyed hash alone."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import models
from django.db.models import F, Index, Lookup
from django.db.models.functions import Substr

from . import envelope
from .envelope import PREFIX, Ciphertext, Unreadable


class Secret:
    """Mixed into a text field; `kind` is what its hashes have in common over all tables, its own place where nothing is said."""

    kind = ""
    is_secret = True

    def db_type(self, connection: Any) -> str:
        return "text"

    @property
    def column_name(self) -> str:
        """The field's name over all tables, under which its values are bound."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def pre_save(self, row: models.Model, add: bool) -> Any:
        value = getattr(row, self.attname)
        if sentence := getattr(value, "sentence", ""):
            raise envelope.ValidationError(f"{self.verbose_name}：{sentence}。在此之前不能修改这份记录")
        if value in (None, "") or isinstance(value, Ciphertext) or hasattr(value, "as_sql"):
            return value
        return self.closed(self.said(value), row.pk) if self.said(value) else ""

    def said(self, value: Any) -> str:
        """The value as the text that is encrypted."""
        return self.to_python(value)

    def lost(self, unreadable: Unreadable) -> Any:
        """What stands for a value that cannot be decrypted; its `sentence` keeps it from being written back."""
        return unreadable

    def meant(self, text: str) -> Any:
        """The value that a text stands for."""
        return text

    def closed(self, text: str, key: int | None) -> Ciphertext:
        """A value as it will lie in the row of this key."""
        if key is None:
            raise ValueError(f"{self.column_name}: a row gets its key before its sensitive columns are encrypted")
        return envelope.closed(text, envelope.place(self.column_name, key), self.kind or self.column_name)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value in (None, "") or hasattr(value, "as_sql"):
            return value
        if not isinstance(value, Ciphertext):
            raise ValueError(f"{self.column_name} is encrypted for its row: write it by save or bulk_create, never by update")
        return str(value)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return Ciphertext(value) if value and value.startswith(envelope.MARK) else value

    def get_lookup(self, name: str) -> Any:
        """Only what the hash can answer; anything else is an unknown lookup."""
        return {"exact": Matches, "in": Among, "isnull": super().get_lookup("isnull")}.get(name)


class Matches(Lookup):
    """`phone="…"`: the column begins with one of the hashes of the value."""

    lookup_name = "exact"
    prepare_rhs = False

    def values(self) -> list[Any]:
        return [self.rhs]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        field = self.lhs.output_field
        sought = [field.to_python(value) for value in self.values()]
        marks = [one for value in sought if value for one in envelope.hashes(value, field.kind or field.column_name)]
        marks += [""] if "" in sought else []
        if not marks:
            return "1 = 0", []
        left, given = compiler.compile(self.lhs)
        # Written out as the index has it: SQLite takes an index only for the very same words.
        word = "SUBSTRING" if connection.vendor == "postgresql" else "SUBSTR"
        return f"{word}({left}, 1, {PREFIX}) IN ({', '.join(['%s'] * len(marks))})", [*given, *marks]


class Among(Matches):
    """`phone__in=[…]`."""

    lookup_name = "in"

    def values(self) -> list[Any]:
        return list(self.rhs)


def same(name: str) -> Substr:
    """What two equal values of a secret column have in common, for grouping."""
    return Substr(F(name), 1, PREFIX, output_field=models.CharField())


def found_by(name: str, index: str) -> Index:
    """The index of an exact search."""
    return Index(same(name), name=index)


@cache
def secret_fields(model: type[models.Model]) -> tuple[Any, ...]:
    """The encrypted fields of a model."""
    return tuple(field for field in model._meta.concrete_fields if getattr(field, "is_secret", False))


def holds_secrets(row: models.Model) -> bool:
    """Whether anything in it will be encrypted, so that it must have its key first."""
    return any(row.__dict__.get(field.attname) not in (None, "") for field in secret_fields(type(row)))


def open_row(row: models.Model) -> None:
    """Decrypt what was just read of a row."""
    for field in secret_fields(type(row)):
        if (stored := row.__dict__.get(field.attname)) is None:
            continue
        if isinstance(stored, Ciphertext):
            stored = envelope.opened(stored, envelope.place(field.column_name, row.pk))
        row.__dict__[field.attname] = field.lost(stored) if isinstance(stored, Unreadable) else field.meant(stored)
