"""What a record says in the columns of its ledger: as it is, and as everybody may see it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import CharField, Model, TextField
from django.utils import timezone

from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Column, Ledger
from fazhi.kernel.records.fields import Personal, PersonName, Private, SensitiveWord, masked, personal_fields
from fazhi.kernel.records.models import Record, parts_of

from .markup import spoken
from .veil import hidden

CALLED = {"title", "number", "path", "source_key", "source_hash"}


def together(ledger: type[Ledger]) -> tuple[str, ...]:
    """What to fetch with the records, so that no cell asks the database."""
    return tuple(dict.fromkeys((*ledger().together().split(), *parts_of(ledger.model))))


def cell_of(record: Any, column: Column, key: str = "") -> Any:
    """The cell of one column; the key of a record that never came from a ledger is #12."""
    value = column.write(record) if column.write else _own(record, column)
    return f"#{record.pk}" if column.name == key and value in (None, "") else value


def _own(record: Any, column: Column) -> Any:
    if not hasattr(record, column.name):
        return ""
    value = getattr(record, column.name)
    if column.kind == "choice" and hasattr(record, f"get_{column.name}_display"):
        return getattr(record, f"get_{column.name}_display")()
    if column.kind == "choice" and column.words is not None:
        return dict(_pairs(column.words)).get(value, value)
    if column.kind == "choices" and value:
        words = dict(_pairs(column.words))
        return "、".join(str(words.get(each, each)) for each in value)
    return _named(value)


def _pairs(words: Any) -> list[tuple[Any, Any]]:
    return list(words.choices) if hasattr(words, "choices") else [(value, word) for word, value in words.items()]


def _named(value: Any) -> Any:
    """Something referred to by the word under which the reader finds it again."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Person):
        return value.employee_no or value.name
    if isinstance(value, Record):
        return value.source_key or value.number or f"#{value.pk}"
    if isinstance(value, Model):
        return getattr(value, "code", "") or str(value)
    return timezone.localtime(value).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value


def words_of(record: Any, column: Column, key: str = "") -> str:
    """The cell as text."""
    value = cell_of(record, column, key)
    if value is None:
        return ""
    return str(value.isoformat()) if isinstance(value, date) and not isinstance(value, datetime) else spoken(value)


@contextmanager
def veiled(record: Model, parts: tuple[str, ...]) -> Iterator[None]:
    """A column may write its cell from anywhere in a record; so for a while the row itself forgets what is personal."""
    with texts_veiled(record, parts):
        there = {(row, field.attname): getattr(row, field.attname) for row, field in _personal(record, parts)}
        try:
            for row, field in _personal(record, parts):
                setattr(row, field.attname, masked(row, field.name))
            yield
        finally:
            for (row, name), value in there.items():
                setattr(row, name, value)


@contextmanager
def texts_veiled(record: Model, parts: tuple[str, ...]) -> Iterator[None]:
    """What is told in words beside (an answer, a reply) names nobody whom the record knows, nor any number, for a while."""
    rows = _rows(record, parts)
    known = _known(rows)
    there = []
    for row in rows:
        for name, is_long in _texts(type(row)):
            text = row.__dict__.get(name)
            if text and (told := _without(text, known, is_long)) != text:
                there.append((row, name, text))
                setattr(row, name, told)
    try:
        yield
    finally:
        for row, name, text in there:
            setattr(row, name, text)


def _rows(record: Model, parts: tuple[str, ...]) -> list[Model]:
    return [record, *(part for name in parts for part in getattr(record, name).all())]


def _personal(record: Model, parts: tuple[str, ...]) -> Iterator[tuple[Model, Any]]:
    for row in _rows(record, parts):
        yield from ((row, field) for field in personal_fields(type(row)))


def _known(rows: list[Model]) -> dict[str, str]:
    """Each name and number of a record → what a text says in its place; three stars, so that nobody brings it back as content."""
    found = {}
    for row in rows:
        for field in personal_fields(type(row)):
            value = getattr(row, field.attname) if isinstance(field, Personal) and not isinstance(field, SensitiveWord) else ""
            if isinstance(value, str) and len(value) > 1 and field.mask(value) != value:
                found[value] = f"{value[:1]}***" if isinstance(field, PersonName) else field.mask(value)
    return found


@cache
def _texts(model: type[Model]) -> tuple[tuple[str, bool], ...]:
    """The columns in which something is told in words, and whether at length; a title says what a matter is called."""
    fields = (field for field in model._meta.concrete_fields if isinstance(field, CharField | TextField))
    told = [field for field in fields if not isinstance(field, Private) and not field.choices and field.name not in CALLED]
    return tuple((field.attname, isinstance(field, TextField)) for field in told)


def _without(text: str, known: dict[str, str], is_long: bool) -> str:
    for value, instead in known.items():
        text = text.replace(value, instead)
    return hidden(text) if is_long else text
