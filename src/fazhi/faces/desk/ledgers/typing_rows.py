"""A row of cells becomes a row of values, by what the ledger declares of each column."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Column, Ledger
from fazhi.kernel.records.citizen_numbers import check_citizen_number

from . import values
from .cells import Cell
from .heading import Heading
from .values import BadCell

FEW = 20_000  # records of a kind that are kept at hand
OWN_KEY = re.compile(r"#\d{1,15}", re.ASCII)  # how a record that never came from a ledger is named in one


class Typist:
    """Turns cells into values; looks references up once, and remembers records that the file itself brings."""

    def __init__(self, ledger: type[Ledger], heading: Heading, person: Person, base_1904: bool = False) -> None:
        self.ledger, self.heading, self.importer, self.base_1904 = ledger, heading, person, base_1904
        self.met: dict[str, dict[str, Any]] = {}
        self.told = [(column, heading.columns[column.name]) for column in ledger.columns if column.name in heading.columns]
        self.untold = {column.name: _nothing(column) for column in ledger.columns if column.name not in heading.columns}
        self.options = {column.name: _choices(column.words) for column in ledger.columns if column.kind in ("choice", "choices")}
        self.own = registry.label(ledger.model)
        self.references = [(column.refers_to, at) for column, at in self.told if column.kind == "record"]
        self.own_references = [at for label, at in self.references if label == self.own]
        self.wanted: set[str] | None = None  # rows of this file that others refer to, where none of them is written
        self.brought: dict[str, int] = {}  # the keys under which rows of this file were written

    def typed(self, cells: Any) -> tuple[dict[str, Any], list[tuple[int, str]]]:
        """The values by name, and what is wrong as (column, sentence)."""
        row = dict(self.untold)
        wrong: list[tuple[int, str]] = []
        for column, at in self.told:
            try:
                row[column.name] = self.value(column, cells[at] if at < len(cells) else "")
            except BadCell as error:
                row[column.name] = None
                wrong.append((at, str(error)))
        return row, wrong

    def value(self, column: Column, cell: Cell | str) -> Any:
        """What one cell means; raises BadCell."""
        value = KINDS[column.kind](self, column, cell)
        if column.required and value in (None, "", []):
            raise BadCell(f"“{column.header}”必须填写")
        return "" if value is None and column.kind in TEXTS else value

    def look_ahead(self, rows: Iterable[Any]) -> None:
        """Which rows of this file others refer to: where nothing is written, only these are kept at hand, however long the file is."""
        self.wanted = set()
        for row in rows if self.own_references else ():
            self.wanted.update(row.cells[at].text.strip() for at in self.own_references if at < len(row.cells))

    def meet(self, rows: Iterable[Any]) -> None:
        """Find what a batch of rows refers to by the keys of ledgers, in one question for each kind."""
        words: dict[str, set[str]] = {self.own: set()} if self.own_references else {}
        for row in rows if self.references else ():
            for label, at in self.references:
                if at < len(row.cells) and (word := _plainly(row.cells[at])):
                    words.setdefault(label, set()).add(word)
        for label, asked in words.items():
            self.met[label] = met = self._kept(label)
            met |= self._brought(asked) if label == self.own else {}
            met |= {row.source_key: row for row in self._rows(label).filter(source_key__in=asked - met.keys())} if asked else {}

    def _kept(self, label: str) -> dict[str, Any]:
        """What need not be found again; rows of the file itself stay only where they cannot be found."""
        met = self.met.get(label, {})
        if label == self.own or len(met) > FEW:
            return {word: row for word, row in met.items() if word in (self.wanted or ())}
        return met

    def _brought(self, words: Iterable[str]) -> dict[str, Any]:
        """What earlier batches of the file have written, whoever may see it."""
        found = self._whole(registry.model(self.own)).in_bulk([self.brought[word] for word in words if word in self.brought])
        return {word: found[pk] for word in words if (pk := self.brought.get(word)) in found}

    def remember(self, record: Model, key: str) -> None:
        """A later row may refer to this one."""
        if self.own_references and (self.wanted is None or key in self.wanted):
            self.met.setdefault(self.own, {})[key] = record
            self.brought[key] = record.pk

    def forget(self, key: str) -> None:
        """A row that is not written: nobody may refer to it."""
        if key in self.brought:
            self.met.setdefault(self.own, {}).pop(key, None)
            del self.brought[key]

    @cached_property
    def units(self) -> dict[str, Unit]:
        """Units by code, and by name where it is the only one."""
        units = list(Unit.objects.all())
        return {unit.name: unit for unit in units if self.namesakes[unit.name] == 1} | {unit.code: unit for unit in units}

    @cached_property
    def namesakes(self) -> Counter[str]:
        """How many units are called so."""
        return Counter(Unit.objects.values_list("name", flat=True))

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by number, and by name where it is the only one."""
        people = list(Person.objects.select_related("unit"))
        seen: dict[str, int] = {}
        for person in people:
            seen[person.name] = seen.get(person.name, 0) + 1
        return {one.name: one for one in people if seen[one.name] == 1} | {
            one.employee_no: one for one in people if one.employee_no
        }

    def unit(self, word: str) -> Unit | None:
        if word and word not in self.units:
            several = self.namesakes[word]
            raise BadCell(
                f"叫“{word}”的单位有 {several} 个，请填单位编码" if several > 1 else f"没有编码或者名称为“{word}”的单位"
            )
        return self.units.get(word)

    def somebody(self, word: str) -> Person | None:
        if word and word not in self.people:
            raise BadCell(f"没有工号为“{word}”的人员，或者有同名的人")
        return self.people.get(word)

    def record(self, label: str, word: str) -> Any:
        """A record by the key of its own row in a ledger, or by its number."""
        if not word:
            return None
        met = self.met.setdefault(label, {})
        found = met.get(word) or self._looked_up(label, word) or self._looked_up(label, values.code(word))
        if found is None:
            raise BadCell(f"没有找到“{word}”；它应当在更靠前的行或者已经导入")
        if len(met) < FEW:
            met[word] = found
        return found

    def _looked_up(self, label: str, word: str) -> Any:
        by_key = Q(pk=int(word[1:])) if OWN_KEY.fullmatch(word) else Q(source_key=word) | Q(number=word)
        return self._rows(label).filter(by_key).first()

    def _rows(self, label: str) -> Any:
        model = registry.model(label)
        return self._whole(model, model.objects.visible_to(self.importer))

    def _whole(self, model: Any, rows: Any = None) -> Any:
        rows = model.objects.all() if rows is None else rows
        return rows.select_related("unit").prefetch_related(*model.looked_up_with.split())


def _nothing(column: Column) -> Any:
    """What a column that is not in the file says."""
    return "" if column.kind in TEXTS else [] if column.kind == "choices" else None


def _choices(words: Any) -> tuple[tuple[str, str], ...]:
    return tuple(words.choices) if hasattr(words, "choices") else tuple((value, word) for word, value in words.items())


def _plainly(cell: Cell) -> str:
    """What a cell says; nothing where that cannot be read, which its own row is told."""
    try:
        return values.text(cell)
    except BadCell:
        return ""


def _many(typist: Typist, column: Column, cell: Cell | str) -> list[str]:
    found = [
        values.choice(word, typist.options[column.name])
        for word in values.text(cell).replace("，", "、").replace(",", "、").split("、")
        if word
    ]
    return [word for word in found if word]


def _moment(told: datetime | None) -> datetime | None:
    """A sheet has the clock of the place."""
    return timezone.make_aware(told) if told else None


def _as_known(cell: Cell | str, known: Container[str]) -> str:
    """A name as it is written, else a code in its plain form."""
    return word if (word := values.text(cell)) in known else values.code(cell)


def _citizen_number(typist: Typist, column: Column, cell: Cell | str) -> str:
    return values.citizen_number(cell, check_citizen_number)


Kind = Callable[[Typist, Column, Any], Any]
KINDS: dict[str, Kind] = {
    "text": lambda typist, column, cell: values.text(cell),
    "date": lambda typist, column, cell: values.day(cell, base_1904=typist.base_1904),
    "time": lambda typist, column, cell: _moment(values.moment(cell, base_1904=typist.base_1904)),
    "number": lambda typist, column, cell: values.number(cell),
    "money": lambda typist, column, cell: values.number(cell, "元"),
    "whole": lambda typist, column, cell: values.whole(cell),
    "yes_no": lambda typist, column, cell: values.yes_no(cell),
    "choice": lambda typist, column, cell: values.choice(cell, typist.options[column.name]),
    "choices": _many,
    "unit": lambda typist, column, cell: typist.unit(_as_known(cell, typist.units)),
    "person": lambda typist, column, cell: typist.somebody(_as_known(cell, typist.people)),
    "record": lambda typist, column, cell: typist.record(column.refers_to, values.text(cell)),
    "citizen_number": _citizen_number,
    "phone": lambda typist, column, cell: values.code(cell),
}
TEXTS = {"text", "choice", "citizen_number", "phone"}


def fingerprint(typist: Typist, cells: Any) -> str:
    """What a row said in the columns that are read, so that the same row again is known as the same."""
    told = (f"{column.name}\x1e{cells[at].text.strip()}" for column, at in typist.told if at < len(cells) and cells[at].text)
    return hashlib.sha1("\x1f".join(told).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
