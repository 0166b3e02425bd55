"""An import from file to records: every row rehearsed through the gates; a preview writes nothing, a commit writes by the thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow import lives, registers
from fazhi.kernel.flow.docket import Docket
from fazhi.kernel.flow.lives import Life
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Ledger
from fazhi.kernel.records.models import EntryMode

from .cells import Cell
from .findings import Finding, Preview
from .guard import Refused
from .reading import Sheet, open_sheet
from .typing_rows import Typist, fingerprint

BATCH = 1000
UNTOLD = "与上次导入的内容不同，但没有新的办理可以写入，这一行没有写；要更正已登记的内容，请打开记录办理“更正”"
Progress = Callable[[int], None]


@dataclass(slots=True)
class Row:
    """A row on its way: what it says, the record it concerns, and what was noted of it."""

    number: int
    values: dict[str, Any]
    key: str
    hash: str
    record: Any = None
    docket: Docket | None = None
    is_new: bool = True


class Unrecognised(Exception):
    """No ledger has the headers of this file, or several have."""


def ledgers_of(person: Person | None = None) -> dict[str, type[Ledger]]:
    """Every ledger by the label of its model."""
    return dict(registry.on("ledgers"))


def labels_of(ledger: type[Ledger]) -> dict[str, tuple[str, ...]]:
    """Key → its header and synonyms, as the reader looks for them."""
    return {column.name: (column.header, *column.synonyms) for column in ledger.columns}


def recognised(sheet: Sheet) -> type[Ledger]:
    """The ledger whose headers the file has, the most of them deciding; raises Unrecognised."""
    found = []
    for ledger in ledgers_of().values():
        try:
            heading = sheet.heading(labels_of(ledger))
        except Refused:
            continue
        missing = [column for column in ledger.columns if column.required and column.name not in heading.columns]
        found.append((bool(missing), len(heading.unknown), -len(heading.columns), ledger))
    best = min(found, key=lambda one: one[:3], default=None)
    if best is None or best[0]:
        raise Unrecognised(f"“{sheet.name}”的表头不像任何一种台账，请用 --as 指明")
    return best[3]


class Run:
    """One file through one ledger, by one person."""

    def __init__(self, ledger: type[Ledger], sheet: Sheet, person: Person) -> None:
        self.ledger, self.sheet, self.person = ledger, sheet, person
        self.model, self.heading = ledger.model, sheet.heading(labels_of(ledger))
        self.flow = registry.on("flows").get(registry.label(ledger.model))
        self.typist = Typist(ledger, self.heading, sheet.base_1904)
        self.findings = Preview()
        rows = self.model.objects.exclude(source_key="").values_list("source_key", "pk", "source_hash")
        self.there = {key: (pk, told) for key, pk, told in rows}
        self.seen: set[str] = set()
        if missing := [column.header for column in ledger.columns if column.required and column.name not in self.heading.columns]:
            raise Refused(f"缺少必填的列：{'、'.join(missing)}")

    def preview(self, progress: Progress = lambda amount: None) -> Preview:
        """Judge every row; write nothing."""
        for batch in self._batches():
            with transaction.atomic():
                self._rehearse(batch)
                transaction.set_rollback(True)
            progress(BATCH)
        return self.findings

    def commit(self, progress: Progress = lambda amount: None) -> Preview:
        """Write what holds, a thousand rows a transaction; what was refused is told. Run again, it goes on where it stopped."""
        for batch in self._batches():
            with transaction.atomic():
                self._write(self._rehearse(batch))
            progress(BATCH)
        book.write(
            book.Act(
                None,
                "import",
                f"导入{self.ledger.title}",
                actor=self.person,
                unit=self.person.unit,
                reason=f"{self.sheet.name}：{self.findings.counts}",
            )
        )
        return self.findings

    def _batches(self) -> Iterator[list[Any]]:
        rows = self.sheet.body(self.heading)
        while batch := list(islice(rows, BATCH)):
            yield batch

    def _rehearse(self, batch: list[Any]) -> list[Row]:
        rows = [row for raw in batch if (row := self._understood(raw)) is not None]
        fresh = [row.record for row in rows if row.is_new]
        if fresh:
            lives.give_keys(fresh)
        held = self.model.objects.select_related("unit").in_bulk([self.there[row.key][0] for row in rows if not row.is_new])
        done = []
        for row in rows:
            row.record = row.record if row.is_new else held[self.there[row.key][0]]
            if self._lived(row):
                done.append(row)
        return done

    def _understood(self, raw: Any) -> Row | None:
        """The row's values; None for one that is wrong, or says what is known already."""
        values, wrong = self.typist.typed(raw.cells)
        if wrong:
            for column, sentence in wrong:
                self.findings.add(Finding(raw.number, column, "refused", sentence))
            return None
        key, told = self._key(values), fingerprint(raw.cells)
        if key and key in self.seen:
            self.findings.add(Finding(raw.number, None, "refused", f"同一文件里“{key}”出现了两次"))
            return None
        self.seen.add(key)
        if key in self.there and self.there[key][1] == told:
            self.findings.judge(raw.number, "same")
            return None
        row = Row(raw.number, values, key, told, is_new=key not in self.there)
        return self._opened(row) if row.is_new else row

    def _opened(self, row: Row) -> Row | None:
        try:
            row.record = self.ledger().case(row.values)
        except (NotAllowed, ValidationError) as error:
            self._refuse(row, error)
            return None
        row.record.source_key, row.record.source_hash = row.key, row.hash
        if row.record.entry_mode == EntryMode.ONLINE:
            row.record.entry_mode = EntryMode.IMPORT
        if row.key:
            self.typist.remember(row.record, row.key)
        return row

    def _key(self, values: dict[str, Any]) -> str:
        value = values.get(self.ledger.key) if self.ledger.key else None
        return str(getattr(value, "code", None) or value or "")

    def _lived(self, row: Row) -> bool:
        """Run the row through the gates, in memory."""
        if not self._is_theirs(row):
            self._refuse(row, NotAllowed("没有这个单位，或者它不在您的管辖范围内"))
            return False
        try:
            row.docket = self._of_a_case(row) if self.flow else self._of_a_register(row)
        except (NotAllowed, Stale, ValidationError) as error:
            self._refuse(row, error)
            return False
        if not row.docket.acts:
            # Its fingerprint is not kept either, so that the difference is told again until somebody has seen to it.
            self.findings.add(Finding(row.number, None, "doubtful", UNTOLD))
            return False
        self.findings.judge(row.number, "new" if row.is_new else "changed")
        return True

    def _is_theirs(self, row: Row) -> bool:
        """Whether the person may bring in rows where this one belongs."""
        roles = self.flow.importers if self.flow else row.record.keepers()
        return self.person.may_at(row.record.unit.path, *roles)

    def _of_a_case(self, row: Row) -> Docket:
        life = Life(row.record)
        self.ledger().live(life, row.values, self.person)
        return life.docket

    def _of_a_register(self, row: Row) -> Docket:
        docket = Docket()
        if row.is_new:
            registers.note_entry(docket, row.record, self.person, timezone.now(), via="import")
        else:
            registers.note_amendment(
                docket, row.record, self.person, self._differing(row), f"台账更新：{self.sheet.name}", via="import"
            )
        return docket

    def _differing(self, row: Row) -> dict[str, Any]:
        fresh = self.ledger().case(row.values)
        names = [
            column.name
            for column in self.model._meta.fields
            if column.editable and not column.is_relation and column.name != "event_at"
        ]
        return {
            name: getattr(fresh, name)
            for name in names
            if getattr(fresh, name) not in (None, "") and getattr(fresh, name) != getattr(row.record, name)
        }

    def _refuse(self, row: Row, error: Exception) -> None:
        if row.key:
            self.typist.met.get(registry.label(self.model), {}).pop(row.key, None)
        sentence = "；".join(error.messages) if isinstance(error, ValidationError) else str(error)
        self.findings.add(Finding(row.number, None, "refused", sentence))

    def _write(self, rows: list[Row]) -> None:
        registers.write([row.docket for row in rows])
        for row in rows:
            row.record._state.adding = False
            if not row.is_new:
                self.model.objects.filter(pk=row.record.pk).update(source_hash=row.hash)
            if row.key:
                self.there[row.key] = (row.record.pk, row.hash)


def run_of(path: Path | bytes, person: Person, label: str = "", name: str = "") -> Run:
    """A file ready to be previewed or committed; raises Refused or Unrecognised with a sentence."""
    sheet = open_sheet(path, name)
    return Run(registry.find("ledgers", label) if label else recognised(sheet), sheet, person)


def shown(cell: Cell | str) -> str:
    """A cell's text."""
    return cell if isinstance(cell, str) else cell.text
