"""An import from file to records: every row rehearsed through the gates; a preview writes nothing, a commit writes by the thousand."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, OperationalError, transaction

from fazhi.kernel import registry
from fazhi.kernel.flow import registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Ledger
from fazhi.kernel.records.looking import without_lock
from fazhi.kernel.records.rowkeys import next_keys, reserved_keys

from .aside import aside
from .batches import Batch, Kept, Progress, Stray, is_ahead, nothing, patiently, quiet, watched
from .findings import Preview
from .guard import Refused
from .heading import Heading
from .judging import NEW, SAME, SKIP, Judge, Row
from .matching import Match
from .reading import Sheet, open_sheet
from .recognising import Unrecognised, labels_of, may_import, missing_from, recognised
from .typing_rows import Typist, fingerprint
from .values import BadCell

__all__ = ["Run", "Unrecognised", "run_of"]

BATCH = 1000
FEW = 100  # judged while the lock is held: nobody waits long for those
TWICE = "同一文件里“{}”出现了两次（前一次在第 {} 行）"
TWIN_IN_FILE = "和本文件第 {} 行像是同一件。是同一件吗？"
TWIN_KNOWN = "和已登记的“{}”像是同一件。是同一件吗？"
SEVERAL = "“{}”在系统里对应好几件，看不出是哪一件；请填写单位或者改用编号"
LEANS = "它引用的第 {} 行没有写入"
LEANS_ON_DOUBT = "它引用的第 {} 行存疑，随那一行一起定"
BROKE = "系统处理不了这一行，已记下原因；请核对这一行的日期、编码和金额，仍不行的请找系统管理员"
CLASH = "和系统里已有的登记冲突（编号或者名称重复），没有写入"

Seen = tuple[dict[str, int], dict[int, int]]  # the keys and the likenesses that earlier rows of the file have said

logger = logging.getLogger(__name__)


class Run:
    """One file through one ledger, by one person; `decisions` say what to do with doubtful rows."""

    def __init__(
        self,
        ledger: type[Ledger],
        sheet: Sheet,
        person: Person,
        decisions: Mapping[int, str] | None = None,
        heading: Heading | None = None,
    ) -> None:
        self.ledger, self.sheet, self.person = ledger, sheet, person
        self.model, self.heading = ledger.model, heading or sheet.heading(labels_of(ledger))
        if missing := missing_from(self.heading, ledger):
            raise Refused(f"缺少必填的列：{'、'.join(missing)}")
        if not may_import(person, ledger):
            raise Refused(f"您没有导入“{ledger.title}”的岗位，请找本单位的系统管理员")
        self.decisions = dict(decisions or {})
        self.typist = Typist(ledger, self.heading, person, sheet.base_1904)
        self.judge = Judge(ledger, self.typist, person, sheet.name)
        self.findings = Preview()
        self.seen: dict[str, int] = {}
        self.alike: dict[int, int] = {}  # by the hash of what a row says: a hundred thousand likenesses would fill the memory
        self.first_key: int | None = None  # of the records that this run writes
        self.key_column = next(((column, at) for column, at in self.typist.told if column.name == ledger.key), None)

    def preview(self, progress: Progress = nothing, kept: Kept = nothing) -> Preview:
        """Judge every row; write nothing."""
        with quiet():
            self.typist.look_ahead(self.sheet.body(self.heading))
            for raws in self._batches(0):
                self._previewed(raws, progress, kept)
                gc.collect()
        return self.findings

    def _previewed(self, raws: list[Any], progress: Progress, kept: Kept) -> None:
        batch = self._rehearsed(raws)
        kept(batch)
        self._done(batch, progress)

    def _rehearsed(self, raws: list[Any]) -> Batch:
        """Judged, and rolled back; in nobody's way, unless a step writes while somebody else does."""
        before = dict(self.seen), dict(self.alike)
        try:
            with without_lock(), transaction.atomic():
                return self._looked_at(raws)
        except OperationalError:
            self.seen, self.alike = before
        with transaction.atomic():
            return self._looked_at(raws)

    def _looked_at(self, raws: list[Any]) -> Batch:
        batch = self._judged(raws, [-raw.number for raw in raws], {})
        transaction.set_rollback(True)
        return batch

    def commit(self, progress: Progress = nothing, kept: Kept = nothing, after: int = 0) -> Preview:
        """Write what holds, a thousand rows a transaction; rows up to `after` were written by an earlier run."""
        with quiet():
            for raws in self._batches(after):
                self._committed(raws, progress, kept)
                gc.collect()  # once nobody holds the batch: what is left to look through is little
        return self.findings

    def tell(self, counts: Mapping[str, int]) -> None:
        """One line in the ledger for the whole file."""
        told = "，".join(f"{level} {amount}" for level, amount in counts.items() if amount)
        act = book.Act(None, "import", f"导入{self.ledger.title}", actor=self.person, unit=self.person.unit)
        act.reason = f"{self.sheet.name}：{told}"
        book.write(act)

    def _batches(self, after: int) -> Iterator[list[Any]]:
        rows = self.sheet.body(self.heading)
        while batch := list(islice(rows, BATCH)):
            for raw in batch:
                if raw.number <= after and (key := self._key(raw.cells)):
                    self.seen[key] = raw.number
            if batch := [raw for raw in batch if raw.number > after]:
                yield batch

    def _committed(self, raws: list[Any], progress: Progress, kept: Kept) -> None:
        """A thousand rows at once; where the database refuses one of them, by halves until it is found."""
        before, settled = (dict(self.seen), dict(self.alike)), dict[int, Row]()
        foreseen = self._foreseen(raws) if is_ahead() else None
        if is_ahead() and foreseen is None and len(raws) > FEW:
            self._forget(raws, before)
            self._in_parts(raws, FEW, progress, kept)
            return
        while True:
            try:
                with patiently():
                    batch = foreseen if foreseen and foreseen.stands() else self._tried(raws, settled, before)
                    self._write(batch)
                    kept(batch)
                self._done(batch, progress)
                return
            except Stray as stray:
                settled |= stray.rows
            except (IntegrityError, DataError):
                self._forget(raws, before)
                if len(raws) > 1:
                    self._in_parts(raws, (len(raws) + 1) // 2, progress, kept)
                else:
                    self._clashed(raws[0], progress, kept)
                return

    def _foreseen(self, raws: list[Any]) -> Batch | None:
        """Judged before the lock is taken that SQLite has for all writers; none where only its holder may judge."""
        try:
            keys = self._begun_at(reserved_keys(self.model, len(raws)))
            with without_lock(), transaction.atomic():
                batch = self._judged(raws, keys, {})
                if any(row.wrote or row.named for row in batch.rows):
                    transaction.set_rollback(True)
                    return None
        except OperationalError:
            return None
        return batch

    def _begun_at(self, keys: list[int]) -> list[int]:
        self.first_key = self.first_key or keys[0]
        return keys

    def _tried(self, raws: list[Any], settled: dict[int, Row], before: Seen) -> Batch:
        self._forget(raws, before)
        batch = self._judged(raws, self._begun_at(next_keys(self.model, len(raws))), settled, is_final=True)
        if stray := {row.number: row for row in batch.rows if row.wrote and not row.docket and row.number not in settled}:
            raise Stray(stray)
        return batch

    def _forget(self, raws: list[Any], before: Seen) -> None:
        """As if these rows had not been judged."""
        self.seen, self.alike = dict(before[0]), dict(before[1])
        for raw in raws:
            if (key := self._key(raw.cells)) not in self.seen:
                self.typist.forget(key)

    def _in_parts(self, raws: list[Any], most: int, progress: Progress, kept: Kept) -> None:
        for start in range(0, len(raws), most):
            self._committed(raws[start : start + most], progress, kept)

    def _clashed(self, raw: Any, progress: Progress, kept: Kept) -> None:
        row = self._row(raw)
        row.find("refused", CLASH)
        batch = Batch([row], raw.number)
        with transaction.atomic():
            kept(batch)
        self._done(batch, progress)

    def _done(self, batch: Batch, progress: Progress) -> None:
        self.findings.take_in(batch.findings())
        for row in batch.rows:
            # Another row may still refer to the record, but needs nothing that was noted of it.
            row.docket = None
            if row.record is not None:
                row.record.__dict__.pop("_prefetched_objects_cache", None)
        progress(len(batch.rows))

    # Judging

    def _judged(self, raws: list[Any], keys: list[int], settled: dict[int, Row], is_final: bool = False) -> Batch:
        self.typist.meet(raws)
        rows = [settled.get(raw.number) or self._row(raw) for raw in raws]
        matches = self.judge.matcher.matches(row.key for row in rows)
        told = {row.number: self._match(row, matches.get(row.key, [])) for row in rows}
        open_ = {row.number: match for row in rows if (match := told[row.number]) and match.told != row.told}
        held = self.judge.matcher.held([match.pk for match in open_.values()], is_final) if open_ else {}
        versions = self.judge.matcher.imported_versions(list(held)) if held else {}
        for row, key in zip(rows, keys, strict=True):
            if row.findings or self._is_second(row):
                continue
            with watched(row):
                self._judge_safely(row, key, told[row.number], held, versions)
        self._doubt(rows)
        return Batch(rows, raws[-1].number)

    def _judge_safely(self, row: Row, *about: Any) -> None:
        """One row that breaks something costs itself alone, not the hundred thousand in whose company it came."""
        try:
            self._judge_one(row, *about)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("row %s of %s broke its judging", row.number, self.sheet.name)
            self.judge.refuse(row, NotAllowed(BROKE))

    def _judge_one(self, row: Row, key: int, match: Match | None, held: dict[int, Any], versions: dict[int, int]) -> None:
        if match is None:
            self.judge.new(row, key)
        elif match.pk in held:
            self.judge.known(row, held[match.pk], versions.get(match.pk, 0))
        else:
            row.end("same")

    def _row(self, raw: Any) -> Row:
        row = Row(raw.number, raw.cells, self._key(raw.cells), fingerprint(self.typist, raw.cells), self._decision(raw.number))
        if why := aside(raw, self.heading):
            row.find("aside", why)
            row.end("aside")
        return row

    def _decision(self, number: int) -> str:
        return self.decisions.get(number, "")

    def _key(self, cells: Any) -> str:
        """What names the row for good; a row without a key is named by all that it says."""
        if self.key_column is None or self.key_column[1] >= len(cells):
            return f"~{fingerprint(self.typist, cells)}"[:80] if not self.ledger.key else ""
        try:
            value = self.typist.value(self.key_column[0], cells[self.key_column[1]])
        except BadCell:
            return ""
        return str(getattr(value, "code", None) or value or "")[:80]

    def _match(self, row: Row, found: list[Match]) -> Match | None:
        if len(found) < 2:
            return found[0] if found else None
        same = [match for match in found if match.told == row.told]
        here = [match for match in found if match.unit in {cell.text.strip() for cell in row.cells}]
        if len(same or here) != 1:
            row.find("refused", SEVERAL.format(row.key))
            return None
        return (same or here)[0]

    def _is_second(self, row: Row) -> bool:
        """Whether the file has said this key before."""
        if row.key and (first := self.seen.setdefault(row.key, row.number)) != row.number:
            row.find("refused", TWICE.format(row.key if self.ledger.key else "这一行", first))
            return True
        return False

    # Doubts that concern more than one row

    def _doubt(self, rows: list[Row]) -> None:
        """New rows that may be known already; then every row that leans on one that is not written."""
        if self.ledger.same_when:
            self._find_twins([row for row in rows if row.is_new and row.docket])
        fallen = {id(row.record): row for row in rows if row.record is not None and row.is_new and not row.docket}
        for row in rows:
            if row.docket and (lost := next((fallen[id(v)] for v in row.values.values() if id(v) in fallen), None)):
                is_open = lost.level == "doubtful"
                row.find("doubtful" if is_open else "refused", (LEANS_ON_DOUBT if is_open else LEANS).format(lost.number))
                row.end("doubtful" if is_open else "refused")
                self.typist.forget(row.key)
                fallen[id(row.record)] = row

    def _find_twins(self, fresh: list[Row]) -> None:
        matcher = self.judge.matcher
        there = matcher.twins([row.record for row in fresh], self.first_key) if fresh else {}
        for row in fresh:
            alike = matcher.likeness(row.record)
            first = self.alike.setdefault(hash(alike), row.number)
            if record := there.get(alike):
                row.twin = record.pk
                self._ask(row, TWIN_KNOWN.format(record.number or record))
            elif first != row.number:
                self._ask(row, TWIN_IN_FILE.format(first))

    def _ask(self, row: Row, question: str) -> None:
        if row.decision == NEW:
            return
        row.find("doubtful", question)
        row.end("doubtful", SAME, NEW, SKIP)
        self.typist.forget(row.key)

    # Writing

    def _write(self, batch: Batch) -> None:
        written = batch.written()
        registers.write([row.docket for row in written])
        for row in written:
            row.record._state.adding = False
        for row in batch.rows:
            self._settle(row)

    def _settle(self, row: Row) -> None:
        """Keep the fingerprint of what was taken in; a twin that was said to be the same takes the row's key."""
        rows = self.model.objects
        if row.docket and not row.is_new:
            rows.filter(pk=row.record.pk).update(source_hash=row.told)
        elif row.decision == SAME and row.asks:
            row.findings.clear()
            row.end("same")
            if row.twin:
                rows.filter(pk=row.twin, source_key="").update(source_key=row.key, source_hash=row.told)
        elif row.decision == SKIP and row.asks:
            row.asks = ()


def run_of(path: Path | bytes, person: Person, label: str = "", name: str = "") -> Run:
    """A file ready to be previewed or committed; raises Refused or Unrecognised with a sentence."""
    sheet = open_sheet(path, name)
    return Run(registry.find("ledgers", label) if label else recognised(sheet), sheet, person)
