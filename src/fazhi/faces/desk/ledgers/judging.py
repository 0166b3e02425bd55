"""One row through the gates, in memory: what it is, what it would change, and what must be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow import registers
from fazhi.kernel.flow.docket import Docket
from fazhi.kernel.flow.lives import Life
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Ledger
from fazhi.kernel.records.models import EntryMode

from .comparing import STATE, Comparison
from .findings import Finding, Level
from .matching import Matcher
from .recognising import importers_of
from .typing_rows import Typist

REFUSALS = (NotAllowed, Stale, ValidationError)
UNCHANGED_BY_IMPORT = "系统里是“{}”，导入不改这一列；要更正请打开记录办理“更正”"
TWO_MINDS = "系统里另有人办过：{}。台账里不同的格子，要不要以台账为准？"
PARTLY = "这一行里有的格子能写，有的不能（见各格说明）。要不要先写能写的？"
LOST = "照这一行登记，这一格会是“{}”，和这里写的不一样。要不要就这样新建？"
ANOTHER = "“{}”在系统里已经是另一件（{}）。这是新的一件，就换一个没有用过的序号；要更正那一件，请打开它办理“更正”"
STALE = "这一行是第 {} 版，系统里已经是第 {} 版{}。请重新导出，在新的一份上改"
ELSEWHERE = "没有这个单位，或者您不能往这个单位导入这种台账"

SAME, NEW, WRITE, SKIP = "same", "new", "write", "skip"


@dataclass(slots=True)
class Row:
    """A row on its way: what it says, the record it concerns, what was noted of it, and what is asked."""

    number: int
    cells: list[Any]
    key: str
    told: str
    decision: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    record: Any = None
    docket: Docket | None = None
    is_new: bool = True
    level: Level = "refused"
    asks: tuple[str, ...] = ()
    twin: int | None = None  # the record that it may be
    wrote: bool = False  # judging it wrote something that only a rollback takes back
    named: bool = False  # judging it named a record to be, by a key that only a transaction keeps for it
    findings: list[Finding] = field(default_factory=list)

    def find(self, level: Level, sentence: str = "", column: int | None = None, before: str = "", after: str = "") -> None:
        self.findings.append(Finding(self.number, column, level, sentence, before, after))

    def end(self, level: Level, *asks: str) -> None:
        """The row is judged; what must not be written loses its docket."""
        self.level, self.asks = level, asks
        if level not in ("new", "changed"):
            self.docket = None


class Judge:
    """Knows the ledger, the file's heading and the person; judges rows one by one."""

    def __init__(self, ledger: type[Ledger], typist: Typist, person: Person, source: str) -> None:
        self.ledger, self.typist, self.person, self.source = ledger, typist, person, source
        self.matcher, self.comparison = Matcher(ledger, person), Comparison(ledger, typist)
        self.flow = registry.on("flows").get(registry.label(ledger.model))
        self.roles, self.correctable = importers_of(ledger), _correctable(ledger, is_case=bool(self.flow))
        self.checked = _checked(ledger)
        self.allowed: dict[str, bool] = {}

    # New rows

    def new(self, row: Row, pk: int) -> None:
        """Open a record and live its life in memory."""
        row.values, wrong = self.typist.typed(row.cells)
        if wrong := wrong or self.comparison.hidden(row, self.comparison.columns):
            self._wrong(row, wrong)
            return
        try:
            row.record = self._opened(row, pk)
            row.docket = self._begun(row)
        except REFUSALS as error:
            self.refuse(row, error)
        else:
            row.end("new")
            self._tell_lost(row)

    def _tell_lost(self, row: Row) -> None:
        """What the row says and its record would not: a sum that its terms do not make, a rating without its visit."""
        lost = self.comparison.still(row, row.record, self.comparison.kept)
        is_agreed = row.decision == NEW
        for name in lost:
            there = self.comparison.words(row.record, name) or "空"
            row.find("new" if is_agreed else "doubtful", LOST.format(there), self._place(name))
        if lost and not is_agreed:
            row.end("doubtful", NEW, SKIP)
            self.typist.forget(row.key)

    def _opened(self, row: Row, pk: int) -> Any:
        record = self.ledger().case(row.values)
        self._hold_unit(record.unit)
        self._fit(record)
        record.pk, record.source_key, record.source_hash = pk, row.key, row.told
        if record.entry_mode == EntryMode.ONLINE:
            record.entry_mode = EntryMode.IMPORT
        self.typist.remember(record, row.key)
        return record

    def _hold_unit(self, unit: Any) -> None:
        if unit is not None and unit.path not in self.allowed:
            self.allowed[unit.path] = self.person.may_at(unit.path, *self.roles)
        if unit is None or not self.allowed[unit.path]:
            raise ValidationError({"unit": [ELSEWHERE]})

    def _fit(self, record: Any) -> None:
        """Each field's own rules; a database would refuse the whole thousand for one title that is too long."""
        errors = {}
        for name, validators in self.checked:
            value = record.__dict__[name]
            try:
                for validate in validators if value not in (None, "", []) else ():
                    validate(value)
            except ValidationError as error:
                errors[name] = error.messages
        if errors:
            raise ValidationError(errors)

    def _begun(self, row: Row) -> Docket:
        if self.flow:
            life = Life(row.record)
            self.ledger().live(life, row.values, self.person)
            return life.docket
        docket = Docket()
        parts = self.ledger().parts(row.values)
        registers.note_entry(docket, row.record, self.person, timezone.now(), parts, roles=self.roles, via="import")
        return docket

    # Rows whose record is there

    def known(self, row: Row, record: Any, imported: int) -> None:
        """Compare the row with its record, which a ledger last wrote in version `imported`, and do what is new in it."""
        row.is_new, row.record = False, record
        row.values, wrong = self.typist.typed(row.cells)
        shown = self.comparison.differing(row, record)
        places = {self._place(name) for name in shown}
        wrong = [each for each in wrong if each[0] in places] or self.comparison.hidden(row, shown)
        stated = self.comparison.stated_version(row)
        if not shown:
            row.end("same")
        elif stated is not None and stated != record.version:
            self._stale(row, stated, shown)
        elif stated is None and self.comparison.is_another(row, shown):
            row.find("refused", ANOTHER.format(row.key, _named(record)), self._key_place())
            self._fallen(row)
        elif wrong:
            self._wrong(row, wrong)
        else:
            self._changed(row, shown, imported, is_current=stated is not None or imported == record.version)

    def _place(self, name: str) -> int:
        return self.comparison.columns[name][1]

    def _key_place(self) -> int | None:
        return self.comparison.columns[self.ledger.key][1] if self.ledger.key in self.comparison.columns else None

    def _stale(self, row: Row, stated: int, shown: dict[str, str]) -> None:
        since = self.matcher.acts_since(row.record, stated) if stated >= 0 else ""
        told = STALE.format(stated, row.record.version, f"；之后：{since}" if since else "")
        row.find("stale", told)
        self._tell_changes(row, "stale", shown, shown)
        row.end("stale")

    def _changed(self, row: Row, shown: dict[str, str], imported: int, is_current: bool) -> None:
        self.comparison.complete(row, row.record, shown)
        try:
            self._hold_unit(row.record.unit)
            row.docket, mended = self._evolved(row, list(shown))
        except REFUSALS as error:
            self.refuse(row, error)
            return
        is_written = bool(row.docket.acts)
        left = [name for name in self.comparison.still(row, row.record, shown) if name != STATE or not is_written]
        self._tell_changes(row, "changed", shown, [name for name in shown if name not in left])
        if is_written and (row.decision == WRITE or not (left or (mended and not is_current))):
            self._tell_left(row, "changed", shown, left)
            row.end("changed")
            return
        self._tell_left(row, "doubtful", shown, left)
        if mended and not is_current:
            row.find("doubtful", TWO_MINDS.format(self.matcher.acts_since(row.record, imported) or "内容有变化"))
        elif is_written:
            row.find("doubtful", PARTLY)
        row.end("doubtful", *((WRITE, SKIP) if is_written else ()))

    def _tell_changes(self, row: Row, level: Level, shown: dict[str, str], names: Iterable[str]) -> None:
        for name in names:
            row.find(level, "", self._place(name), shown[name], self.comparison.said(row, name))

    def _tell_left(self, row: Row, level: Level, shown: dict[str, str], names: Iterable[str]) -> None:
        for name in names:
            row.find(level, UNCHANGED_BY_IMPORT.format(shown[name] or "空"), self._place(name))

    def _evolved(self, row: Row, differing: list[str]) -> tuple[Docket, list[str]]:
        """Do what has come since, then mend what is written otherwise; the docket, and the names of what was mended."""
        if not self.flow:
            docket = Docket()
            return docket, self._mended(docket, row, self._register_data(row, differing))
        life = Life(row.record)
        life.docket.note_before(row.record)
        self.ledger().live(life, row.values, self.person)
        names = self.comparison.still(row, row.record, [name for name in differing if name in self.correctable])
        return life.docket, self._mended(life.docket, row, {name: row.values[name] for name in names})

    def _register_data(self, row: Row, differing: list[str]) -> dict[str, Any]:
        fresh = self.ledger().case(row.values)
        cleared = {name for name in differing if not self.comparison.said(row, name)}
        told = {name: getattr(fresh, name) for name in self.correctable}
        return {
            name: value
            for name, value in told.items()
            if value != getattr(row.record, name) and (value not in (None, "", []) or name in cleared)
        }

    def _mended(self, docket: Docket, row: Row, data: dict[str, Any]) -> list[str]:
        if data:
            registers.note_amendment(docket, row.record, self.person, data, f"台账更新：{self.source}", via="import")
        return list(data)

    # Refusals

    def refuse(self, row: Row, error: Exception) -> None:
        """A refusal by field stands at its cell, any other at the row."""
        for column, sentence in self._sentences(error):
            row.find("refused", sentence, column)
        self._fallen(row)

    def _wrong(self, row: Row, wrong: list[tuple[int, str]]) -> None:
        for at, sentence in wrong:
            row.find("refused", sentence, at)
        self._fallen(row)

    def _fallen(self, row: Row) -> None:
        self.typist.forget(row.key)
        row.end("refused")

    def _sentences(self, error: Exception) -> Iterable[tuple[int | None, str]]:
        if not isinstance(error, ValidationError):
            yield None, str(error)
        elif not hasattr(error, "error_dict"):
            yield None, "；".join(error.messages)
        else:
            for name, messages in error.message_dict.items():
                at = None if name == NON_FIELD_ERRORS else self._place_of(name)
                yield at, "；".join(messages) if at is not None else f"{self._label(name)}{'；'.join(messages)}"

    def _place_of(self, name: str) -> int | None:
        """The column that tells a field: of its name, or, where it is the only one, ending so (applicant_phone)."""
        columns = self.comparison.columns
        ending = [at for known, (_, at) in columns.items() if known.endswith(f"_{name}")]
        return columns[name][1] if name in columns else ending[0] if len(ending) == 1 else None

    def _label(self, name: str) -> str:
        found = next((each for each in self.ledger.model._meta.fields if each.name == name), None)
        return f"{found.verbose_name}：" if found else ""


def _named(record: Any) -> str:
    """The matter as its keeper knows it: its name, its number, its day."""
    known = (str(record), record.number, str(getattr(record, "opened_on", "")))
    return "，".join(dict.fromkeys(filter(None, known)))


def _checked(ledger: type[Ledger]) -> list[tuple[str, list[Any]]]:
    fields = [each for each in ledger.model._meta.concrete_fields if each.editable and not each.is_relation]
    return [(each.attname, each.validators) for each in fields if each.validators]


def _correctable(ledger: type[Ledger], is_case: bool) -> list[str]:
    """What an import may write otherwise: of a case what its desk corrects, of a register every field; never the unit."""
    fields = [each for each in ledger.model._meta.fields if each.editable and each.name not in ("unit", "event_at", "id")]
    desk = registry.on("desks").get(registry.label(ledger.model))
    allowed = (desk.corrects or desk.form).split() if desk and is_case else [each.name for each in fields]
    return [each.name for each in fields if each.name in allowed]
