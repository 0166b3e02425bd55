"""A ledger written out again, row by row at constant memory; personal data masked, and the version beside each row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Ledger
from fazhi.kernel.records.models import parts_of

from . import writing
from .recognising import VERSION, VERSION_KEY, labels_of
from .saying import cell_of, together, veiled

CHUNK = 1000
VERSION_NOTE = "导出时的版本。改好再导入时，若系统里已有人改过同一件，这一行会被退回并说明改了什么；请勿修改这一列。"
KINDS = {"date": "date", "time": "moment", "money": "money", "number": "number", "whole": "whole"}


def export(
    ledger: type[Ledger], rows: QuerySet[Any], path: Path, person: Person, sample: bool = False, reason: str = "", mark: str = ""
) -> int:
    """Write the records a person may see; the ledger keeps who took how many out, and why."""
    heads = columns_of(ledger)
    if path.suffix == ".csv":
        with path.open("wb") as target:
            amount = writing.write_csv(target, heads, lines(ledger, rows))
    else:
        amount = writing.write_xlsx(path, ledger.title, heads, lines(ledger, rows), sample, mark=mark)
    note_export(f"导出{ledger.title} {amount} 行", person, reason)
    return amount


def note_export(title: str, person: Person, reason: str = "") -> None:
    """The ledger's line of an export."""
    book.write(book.Act(None, "export", title, actor=person, unit=person.unit, reason=reason))


def columns_of(ledger: type[Ledger]) -> list[writing.Column]:
    """The heads of a ledger that can be imported again."""
    heads = [writing.Column(column.header, KINDS.get(column.kind, "text")) for column in ledger.columns]
    return [*heads, writing.Column(VERSION, "whole", note=VERSION_NOTE)] if VERSION_KEY in labels_of(ledger) else heads


def lines(ledger: type[Ledger], rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """One line for each record, as everybody may see it."""
    parts, has_version = tuple(parts_of(ledger.model)), VERSION_KEY in labels_of(ledger)
    for record in rows.select_related("unit").prefetch_related(*together(ledger)).iterator(CHUNK):
        with veiled(record, parts):
            cells = [cell_of(record, column, ledger.key) for column in ledger.columns]
        yield [*cells, record.version] if has_version else cells
