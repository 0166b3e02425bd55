"""The import of a tree of units: all rows or none, and a second time nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from .dated import EVER
from .paths import DEEPEST
from .planting import plant
from .units import Unit, UnitKind, hold_tree

Tell = Callable[[int], None]
LONGEST = {name: Unit._meta.get_field(name).max_length for name in ("code", "name", "short_name", "sector")}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of a file; what is blank is not said, and so changes nothing."""

    code: str
    name: str
    kind: str
    parent_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor_code: str = ""
    sector: str = ""
    short_name: str = ""
    line: int = 0
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did; where a row is refused, nothing was written."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[tuple[UnitRow, str]] = field(default_factory=list)


class Undone(Exception):
    """The rows that were refused, so that nothing is written."""

    def __init__(self, refused: list[tuple[UnitRow, str]]) -> None:
        super().__init__(refused)
        self.refused = refused


def import_units(rows: Iterable[UnitRow], on: date | None = None, tell: Tell = lambda done: None) -> Outcome:
    """Bring the tree to what the rows say; moves and new names hold from the day `on` (today)."""
    try:
        with transaction.atomic():
            hold_tree()
            return Plan(list(rows)).carry_out(on or timezone.localdate(), tell)
    except Undone as undone:
        return Outcome(refused=undone.refused)


class Plan:
    """The rows beside the tree that is there."""

    def __init__(self, rows: list[UnitRow]) -> None:
        self.rows = rows
        self.units = {unit.code: unit for unit in Unit.objects.select_related("parent", "successor")}
        self.times = Counter(row.code for row in rows)
        self.parents = self._codes("parent") | {row.code: row.parent_code for row in rows if row.parent_code}
        self.successors = self._codes("successor") | {row.code: row.successor_code for row in rows if row.successor_code}

    def _codes(self, relation: str) -> dict[str, str]:
        linked = ((code, getattr(unit, relation)) for code, unit in self.units.items())
        return {code: other.code for code, other in linked if other}

    def refusals(self) -> Iterator[tuple[UnitRow, str]]:
        """The first thing wrong with each row."""
        for row in self.rows:
            reason = next((sentence for sentence in self._wrong(row) if sentence), None)
            if reason:
                yield row, reason

    def _wrong(self, row: UnitRow) -> Iterator[str]:
        yield row.unreadable
        yield from _wrong_alone(row)
        yield f"编码“{row.code}”在文件中出现{self.times[row.code]}次" if self.times[row.code] > 1 else ""
        yield self._wrong_link(row, row.parent_code, self.parents, "上级")
        yield self._wrong_link(row, row.successor_code, self.successors, "承继单位")
        yield f"层级超过{DEEPEST}级" if self._depth(row) > DEEPEST else ""

    def _wrong_link(self, row: UnitRow, code: str, links: Mapping[str, str], label: str) -> str:
        if code and code not in self.units and code not in self.times:
            return f"{label}编码“{code}”不存在：系统中没有，文件中也没有"
        if code and row.code in _chain(row.code, links)[1:]:
            return f"{label}“{code}”绕回到了自己"
        return ""

    def carry_out(self, on: date, tell: Tell) -> Outcome:
        """Plant what is new, change what differs from the top down, then merge in the order of the days."""
        refused = list(self.refusals())
        if refused:
            raise Undone(refused)
        fresh = [row for row in self.rows if row.code not in self.units]
        known = [row for row in self.rows if row.code in self.units]
        self._plant(fresh, tell)
        changed = self._each(sorted(known, key=self._depth), partial(self._change, on=on))
        merged = self._each(sorted(filter(_is_merged, self.rows), key=_last_day), self._merge)
        touched = {row.code for row in changed + merged} - {row.code for row in fresh}
        return Outcome(new=len(fresh), changed=len(touched), same=len(known) - len(touched))

    def _depth(self, row: UnitRow) -> int:
        return len(_chain(row.code, self.parents))

    def _plant(self, rows: list[UnitRow], tell: Tell) -> None:
        made = {row.code: _unit(row) for row in rows}
        self.units |= made
        for row in rows:
            made[row.code].parent = self.units.get(row.parent_code)
        plant(made.values(), tell)

    def _each(self, rows: list[UnitRow], act: Callable[[UnitRow], bool]) -> list[UnitRow]:
        """The rows on which the act did something; what the tree refuses undoes the whole file."""
        done: list[UnitRow] = []
        refused: list[tuple[UnitRow, str]] = []
        for row in rows:
            try:
                done += [row] if act(row) else []
            except ValidationError as error:
                refused.append((row, "；".join(error.messages)))
        if refused:
            raise Undone(refused)
        return done

    def _change(self, row: UnitRow, on: date) -> bool:
        steps = list(self._steps(self.units[row.code], row, on))
        for step in steps:
            step()
        return bool(steps)

    def _steps(self, unit: Unit, row: UnitRow, on: date) -> Iterator[Callable[[], None]]:
        if row.valid_from not in (None, unit.valid_from):
            yield partial(unit.begin, row.valid_from)
        if _plain_changes(unit, row):
            yield partial(_write, unit, _plain_changes(unit, row))
        if row.name != unit.name:
            yield partial(unit.rename, row.name, on)
        if row.valid_to not in (None, unit.valid_to) and not row.successor_code:
            yield partial(unit.close, row.valid_to)
        if self._is_elsewhere(unit, row):
            yield partial(unit.move, self._parent(row), on)

    def _is_elsewhere(self, unit: Unit, row: UnitRow) -> bool:
        """A unit that was given up stands under its heir, whatever the file says of its old place."""
        return bool(row.parent_code and not unit.successor_id and self._parent(row).pk != unit.parent_id)

    def _parent(self, row: UnitRow) -> Unit:
        """The parent named; where that one was given up before, its heir, who took over what stood below it."""
        return self.units[row.parent_code].heir()

    def _merge(self, row: UnitRow) -> bool:
        unit, heir = self.units[row.code], self.units[row.successor_code]
        if unit.successor_id == heir.pk:
            return False
        unit.merge_into(heir, _last_day(row) + timedelta(days=1))
        return True


def _wrong_alone(row: UnitRow) -> Iterator[str]:
    """What is wrong with a row whatever stands beside it."""
    for name, label in (("code", "编码"), ("name", "名称")):
        yield "" if getattr(row, name) else f"{label}为空"
    for name, limit in LONGEST.items():
        yield f"“{getattr(row, name)[:20]}…”超过{limit}个字" if len(getattr(row, name)) > limit else ""
    yield "" if row.kind in UnitKind.values else f"类别“{row.kind}”不认识，可用：{'、'.join(UnitKind.labels)}"
    if row.valid_to and row.valid_to < (row.valid_from or EVER):
        yield f"终止日期 {row.valid_to} 早于起始日期"
    yield "有承继单位的须填写终止日期" if row.successor_code and not row.valid_to else ""


def _chain(code: str, links: Mapping[str, str]) -> list[str]:
    """The codes from one up its links; where they run in a circle, the last code comes twice."""
    chain = [code]
    while chain[-1] in links and chain[-1] not in chain[:-1]:
        chain.append(links[chain[-1]])
    return chain


def _is_merged(row: UnitRow) -> bool:
    return bool(row.successor_code)


def _last_day(row: UnitRow) -> date:
    return row.valid_to or date.max


def _unit(row: UnitRow) -> Unit:
    return Unit(
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        sector=row.sector,
        valid_from=row.valid_from or EVER,
        valid_to=row.valid_to,
    )


def _plain_changes(unit: Unit, row: UnitRow) -> dict[str, str]:
    """What has no history: said in the file, and said otherwise here."""
    said = {name: getattr(row, name) for name in ("kind", "sector", "short_name")}
    return {name: value for name, value in said.items() if value and value != getattr(unit, name)}


def _write(unit: Unit, values: dict[str, str]) -> None:
    for name, value in values.items():
        setattr(unit, name, value)
    unit.save(update_fields=list(values))
