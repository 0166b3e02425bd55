"""A ledger written out again, row by row at constant memory; personal data masked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import Model, QuerySet

from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Column, Ledger
from fazhi.kernel.records.fields import masked, personal_fields
from fazhi.kernel.records.models import parts_of

from . import writing

CHUNK = 1000


def export(ledger: type[Ledger], rows: QuerySet[Any], path: Path, person: Person, sample: bool = False) -> int:
    """Write the records a person may see; the ledger keeps who took how many out."""
    heads = [writing.Column(label=column.header) for column in ledger.columns]
    lines = _lines(ledger, rows)
    if path.suffix == ".csv":
        with path.open("wb") as target:
            amount = writing.write_csv(target, heads, lines)
    else:
        amount = writing.write_xlsx(path, ledger.title, heads, lines, sample)
    book.write(book.Act(None, "export", f"导出{ledger.title} {amount} 行", actor=person, unit=person.unit))
    return amount


def _lines(ledger: type[Ledger], rows: QuerySet[Any]) -> Iterator[list[Any]]:
    parts = tuple(parts_of(ledger.model))
    together = dict.fromkeys((*ledger().together().split(), *parts))
    for record in rows.prefetch_related(*together).iterator(CHUNK):
        for each in (record, *(part for name in parts for part in getattr(record, name).all())):
            _veil(each)
        yield [_cell(record, column) for column in ledger.columns]


def _veil(row: Model) -> None:
    """A column may write its cell from anywhere in a record; so the row itself, never saved, forgets what is personal."""
    for column in personal_fields(type(row)):
        setattr(row, column.attname, masked(row, column.name))


def _cell(record: Any, column: Column) -> Any:
    if column.write:
        return column.write(record)
    if not hasattr(record, column.name):
        return ""
    if column.kind == "unit":
        return getattr(getattr(record, column.name), "code", "")
    if column.kind == "choice" and hasattr(record, f"get_{column.name}_display"):
        return getattr(record, f"get_{column.name}_display")()
    value = getattr(record, column.name)
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value
