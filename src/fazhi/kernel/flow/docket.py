"""What acts have noted, written at once: one case or a thousand, in the caller's transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import Model

from fazhi.kernel import registry
from fazhi.kernel.ledger import book
from fazhi.kernel.records import numbers, rowkeys, search, tallies, together
from fazhi.kernel.records.models import Part, parts_of
from fazhi.kernel.records.secret import holds_secrets

from . import handovers

Watcher = Callable[["Docket"], None]
watchers: list[Watcher] = []  # rooms above that must learn, in the same transaction, what changed (the indicators)


class Docket:
    """Cases opened and changed, parts, numbers and events, until `write` puts them all down."""

    def __init__(self) -> None:
        self.opened: list[Any] = []
        self.changed: dict[tuple[type, int], Any] = {}
        self.parts: dict[type, list[Model]] = defaultdict(list)
        self.renewed: list[Model] = []
        self.unread: list[tuple[Any, str]] = []  # of which case what will have to be read again
        self.acts: list[book.Act] = []
        self.moves: tallies.Moves = Counter()
        self.unnumbered: list[tuple[Any, int, Any, str]] = []  # whom, in which year, of which series, in which field
        self.befores: dict[int, dict[str, Any]] = {}
        self.sendings: list[Callable[[], Any]] = []  # what is made and told, once the cases are written
        self.handed: list[handovers.Sending] = []  # what is handed over then

    def open(self, case: Any, parts: dict[str, list[Model]]) -> None:
        """A new case with its parts; from now on they are read from memory."""
        if case.pk is None:
            rowkeys.give_keys([case, *(part for rows in parts.values() for part in rows if holds_secrets(part))])
        case._state.adding = True
        case.last_sealed = None  # nothing in the ledger yet
        hold_parts(case, parts)
        self.opened.append(case)
        for rows in parts.values():
            for part in rows:
                part.of = case
                self.parts[type(part)].append(part)

    def add(self, case: Any, part: Model) -> None:
        """A part more; what the case has at hand tells of it from now on, what it reads for the gates only once it is written."""
        self.parts[type(part)].append(part)
        name = part._meta.get_field("of").remote_field.get_accessor_name()
        held = getattr(case, "_prefetched_objects_cache", {}).get(name)
        if held is not None:
            held._result_cache.append(part)
        else:
            self.unread.append((case, name))

    def save(self, part: Model) -> None:
        """A part that changed; one not written yet will be written as it is."""
        if not part._state.adding:
            self.renewed.append(part)
        elif part not in self.parts[type(part)]:
            self.parts[type(part)].append(part)

    def number(self, row: Any, year: int, numbering: Any = None, name: str = "number") -> None:
        """A case or a part gets a number when the docket is written, so that a refused row uses none."""
        self.unnumbered.append((row, year, numbering or row.numbering, name))

    def acted(self, case: Any, before: str | None, act: book.Act) -> None:
        """An act was done on a case that stood in a state before; in none when it is new."""
        act.version = case.version
        self.acts.append(act)
        label, state = registry.label(case), getattr(case, "state", "")
        if before != state:
            self.moves[label, case.unit_id, state] += 1
            if before is not None:
                self.moves[label, case.unit_id, before] -= 1
        if not case._state.adding:
            self.changed[type(case), case.pk] = case

    def note_before(self, case: Any) -> None:
        """Keep what a case was, for whoever counts what changed."""
        self.befores.setdefault(id(case), dict(case.__dict__))

    def take_in(self, other: Docket) -> None:
        """Add what another docket noted."""
        self.opened += other.opened
        self.changed |= other.changed
        for kind, rows in other.parts.items():
            self.parts[kind] += rows
        self.renewed += other.renewed
        self.unread += other.unread
        self.acts += other.acts
        self.moves.update(other.moves)
        self.unnumbered += other.unnumbered
        self.befores |= other.befores
        self.sendings += other.sendings
        self.handed += other.handed

    def write(self) -> None:
        """Put everything down; the caller holds the transaction."""
        self._number()
        self._write_cases()
        for kind, rows in self.parts.items():
            kind._default_manager.bulk_create(rows, batch_size=500)
        self._renew()
        for case, name in self.unread:
            getattr(case, "_prefetched_objects_cache", {}).pop(name, None)
        self._tell_rows()
        book.write_many(self.acts)
        tallies.apply(self.moves)
        for send in self.sendings:
            send()
        handovers.send_all(self.handed)
        self._index()
        for watcher in watchers:
            watcher(self)

    def _number(self) -> None:
        series: dict[Any, list[Any]] = defaultdict(list)
        for row, year, numbering, name in self.unnumbered:
            series[_case_of(row).unit, numbering, year].append((row, name))
        for (unit, numbering, year), rows in series.items():
            for (row, name), number in zip(rows, numbers.allocate_many(unit, numbering, year, len(rows)), strict=True):
                setattr(row, name, number)

    def _write_cases(self) -> None:
        by_model: dict[type, list[Any]] = defaultdict(list)
        for case in self.opened:
            by_model[type(case)].append(case)
        for model, cases in by_model.items():
            model.objects.bulk_create(cases, batch_size=500)
        changed: dict[type, list[Any]] = defaultdict(list)
        for case in self.changed.values():
            case.path = case.unit.path
            changed[type(case)].append(case)
        for model, cases in changed.items():
            _write_over(model, cases)

    def _renew(self) -> None:
        by_kind: dict[type[Model], dict[Any, Model]] = defaultdict(dict)
        for part in self.renewed:
            by_kind[type(part)][part.pk] = part
        for kind, parts in by_kind.items():
            _write_over(kind, list(parts.values()))

    def _tell_rows(self) -> None:
        """The last act on each case commits to the case and its parts as they are now; the acts before it to themselves."""
        written: dict[tuple[type, int], list[Model]] = defaultdict(list)
        for part in [part for rows in self.parts.values() for part in rows] + self.renewed:
            written[type(part)._meta.get_field("of").related_model, part.of_id].append(part)
        last = {id(act.record): act for act in self.acts}
        for act in self.acts:
            act.rows = []
        for act in last.values():
            act.rows = [act.record, *written[type(act.record), act.record.pk]]

    def _index(self) -> None:
        """New cases and those that changed what they are found by; what merely joined a case is added to its words."""
        anew = {id(_case_of(row)) for row, *_ in self.unnumbered} | {id(case) for case in self.opened}
        mended = {_key(part.of) for part in self.renewed if is_searched(part)}
        stale = [case for key, case in self.changed.items() if id(case) in anew or key in mended or self._renamed(case)]
        search.index([*self.opened, *stale])
        known = {_key(case) for case in (*self.opened, *stale)}
        added = (part for rows in self.parts.values() for part in rows if is_searched(part))
        search.add(part for part in added if _key(part.of) not in known)

    def _renamed(self, case: Any) -> bool:
        before = self.befores.get(id(case), {})
        return any(before.get(name) != case.__dict__.get(name) for name in case.search_fields.split() if "__" not in name)


def _write_over(kind: type[Model], rows: list[Any]) -> None:
    """Rows that are there, as they are now: one by itself, several of a kind in one statement."""
    if len(rows) == 1:
        rows[0].save(force_update=True)
        return
    names = [column.name for column in kind._meta.concrete_fields if not column.primary_key]
    over = {"update_conflicts": True, "update_fields": names, "unique_fields": ["id"]}
    kind._base_manager.bulk_create(rows, batch_size=500, **over)


def _case_of(row: Model) -> Any:
    """The case that a part lives with, or the case itself."""
    return row.of if isinstance(row, Part) else row


def _key(case: Model) -> tuple[type[Model], int]:
    return type(case), case.pk


def is_searched(part: Model) -> bool:
    """Whether its case is found by what the part says."""
    searched = {path.partition("__")[0] for path in type(part)._meta.get_field("of").related_model.search_fields.split()}
    return part._meta.get_field("of").remote_field.get_accessor_name() in searched


def hold_parts(case: Any, parts: dict[str, list[Model]]) -> None:
    """Let `case.parties.all()` answer from memory, as after prefetch_related; parts not given are none."""
    for name, kind in parts_of(type(case)).items():
        together.answer(case, name, _none_of(kind), list(parts.get(name, ())))


def _none_of(kind: type[Model]) -> Any:
    """An empty query of its own; what it asks is never asked, so that all may share it."""
    return type(_nothing(kind))(kind, _nothing(kind).query)


@cache
def _nothing(kind: type[Model]) -> Any:
    return kind._default_manager.none()
