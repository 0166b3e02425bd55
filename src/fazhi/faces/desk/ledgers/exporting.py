"""A ledger written out again, row by row at constant memory; personal data masked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Column, Ledger
from fazhi.kernel.records.fields import masked

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
    for record in rows.prefetch_related(*ledger().together().split()).iterator(CHUNK):
        yield [_cell(record, column) for column in ledger.columns]


def _cell(record: Any, column: Column) -> Any:
    if column.write:
        return column.write(record)
    if not hasattr(record, column.name):
        return ""
    if column.kind == "unit":
        return getattr(getattr(record, column.name), "code", "")
    if column.kind == "choice" and hasattr(record, f"get_{column.name}_display"):
        return getattr(record, f"get_{column.name}_display")()
    value = (
        masked(record, column.name)
        if column.name in {field.name for field in record._meta.fields}
        else getattr(record, column.name)
    )
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value
