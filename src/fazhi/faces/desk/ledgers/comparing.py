"""A row beside its record, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from fazhi.kernel.present.declared import Column, Ledger
from fazhi.kernel.records.models import parts_of

from . import values
from .cells import BLANK
from .recognising import VERSION_KEY
from .saying import veiled, words_of
from .typing_rows import Typist
from .values import BadCell

STATE = "state"
UNREAD = "不读"  # in the note of a column that is written but never read
HIDDEN = re.compile(r"\S\*+|.*\*{3,}.*", re.DOTALL)
HIDDEN_SENTENCE = "这是隐去的个人信息，不能当作内容写入；请填写完整"


class Comparison:
    """What rows of one file say beside what records say."""

    def __init__(self, ledger: type[Ledger], typist: Typist) -> None:
        self.ledger, self.typist = ledger, typist
        self.columns = {column.name: (column, at) for column, at in typist.told}
        self.read = [name for name, (column, _) in self.columns.items() if name != ledger.key and _is_compared(ledger, column)]
        self.parts = tuple(parts_of(ledger.model))
        self.plain = {name for name in self.read if _is_plain(ledger, self.columns[name][0])}
        # A state moves on by itself when its time is over: that is no cell lost.
        self.kept = [name for name in self.read if name != STATE]
        units = {name for name, (column, _) in self.columns.items() if column.kind == "unit"}
        self.identity = [name for name in ledger.same_when if name in self.read and name not in units]
        self.version_at = typist.heading.columns.get(VERSION_KEY)

    def differing(self, row: Any, record: Any) -> dict[str, str]:
        """The columns in which the row differs → what the record says there, as everybody may see it.

        A cell that says what everybody may see stands for what the record holds.
        """
        names = self.still(row, record, self.read)
        if not names:
            return {}
        with veiled(record, self.parts):
            shown = {name: self.words(record, name) for name in names}
        for name in [name for name in names if self.said(row, name) == shown[name]]:
            row.values[name] = self._meant(record, name)
            del shown[name]
        return shown

    def complete(self, row: Any, record: Any, shown: Iterable[str]) -> None:
        """Where the row is silent the record goes on saying what it says, so that no life is told with holes in it."""
        for name in self.read:
            if name not in shown and not self.said(row, name):
                row.values[name] = self._meant(record, name)

    def still(self, row: Any, record: Any, names: Iterable[str]) -> list[str]:
        """Those of the columns in which row and record differ."""
        return [name for name in names if self._differs(row, record, name)]

    def is_another(self, row: Any, shown: Iterable[str]) -> bool:
        """Whether nearly all by which one knows a matter again differs: then only its key is the same."""
        told = [name for name in self.identity if self.said(row, name)]
        return len(told) > 1 and 4 * sum(name in shown for name in told) >= 3 * len(told)

    def _differs(self, row: Any, record: Any, name: str) -> bool:
        if name in self.plain and getattr(record, name) == row.values[name]:
            return False
        said, there = self.said(row, name), self.words(record, name)
        # A blank cell says nothing, unless the row was exported from here: then somebody has emptied it.
        if said == there or (not said and self.version_at is None):
            return False
        try:
            return bool(self.typist.value(self.columns[name][0], there) != row.values[name])
        except BadCell:
            return True

    def said(self, row: Any, name: str) -> str:
        """What the row's cell says."""
        cell = _at(row.cells, self.columns[name][1])
        try:
            return values.text(cell)
        except BadCell:
            return str(cell.text)

    def words(self, record: Any, name: str) -> str:
        """What the record would say in this column."""
        return words_of(record, self.columns[name][0], self.ledger.key)

    def _meant(self, record: Any, name: str) -> Any:
        try:
            return self.typist.value(self.columns[name][0], self.words(record, name))
        except BadCell:
            return None

    def stated_version(self, row: Any) -> int | None:
        """The version that the row was exported from; -1 for one that is no number."""
        if self.version_at is None or not _at(row.cells, self.version_at).text:
            return None
        try:
            return values.whole(_at(row.cells, self.version_at))
        except BadCell:
            return -1

    def hidden(self, row: Any, names: Iterable[str]) -> list[tuple[int, str]]:
        """Cells that hold only what everybody may see of a personal datum."""
        places = [self.columns[name][1] for name in names]
        return [(at, HIDDEN_SENTENCE) for at in places if "*" in (said := _at(row.cells, at).text) and HIDDEN.fullmatch(said)]


def _is_plain(ledger: type[Ledger], column: Column) -> bool:
    """Whether the cell is a field of the record itself, and no more."""
    field = next((each for each in ledger.model._meta.concrete_fields if each.attname == column.name), None)
    return column.write is None and field is not None and not field.is_relation


def _is_compared(ledger: type[Ledger], column: Column) -> bool:
    """Whether a record can say what stands in this column, and an import reads it."""
    return UNREAD not in column.note and bool(column.write or hasattr(ledger.model, column.name))


def _at(cells: Any, place: int) -> Any:
    return cells[place] if place < len(cells) else BLANK
