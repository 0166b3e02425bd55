"""What hangs on a record, read by one question: its parts, and what its acts look at beside them.

Each kind of row is a branch of one UNION ALL. Columns of one type share a place, so that the question is as wide as its widest branch
and not as all of them; it is made once for each kind of record.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

from django.db import connection
from django.db.models import ForeignKey, Model

Trie = dict[str, "Trie"]


@dataclass(eq=False, slots=True)
class Branch:
    """One kind of row: whose it is, and the places of its columns."""

    model: type[Model]
    name: str  # by which its owner knows it
    link: ForeignKey  # the column that ties it to its owner, on either side
    is_many: bool
    owner: Branch | None
    columns: list[Any] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    readers: list[tuple[Any, list[Any]]] = field(default_factory=list)

    @property
    def first(self) -> Branch:
        """Where the way from the record to it begins."""
        return self.owner.first if self.owner else self

    @property
    def where(self) -> str:
        """Which rows: those of the record, or of the rows of its owner."""
        mine, theirs = (self.link.column, "id") if self.is_many else ("id", self.link.column)
        if self.owner is None:
            return f"{_quoted(mine)} IN (%s)"
        owners = f"SELECT {_quoted(theirs)} FROM {_table(self.owner.model)} WHERE {self.owner.where}"  # noqa: S608
        return f"{_quoted(mine)} IN ({owners})"

    def made(self, row: tuple[Any, ...]) -> Model:
        """The row as its model reads it."""
        values = [_read(row[place], *reader) for place, reader in zip(self.places, self.readers, strict=True)]
        return self.model.from_db("default", [column.attname for column in self.columns], values)

    def tie(self, owners: Iterable[Model], rows: list[Model]) -> list[Model]:
        """Give each owner its rows; the rows that are now at hand."""
        return self._tie_many(owners, rows) if self.is_many else self._tie_one(owners, rows)

    def _tie_many(self, owners: Iterable[Model], rows: list[Model]) -> list[Model]:
        mine = defaultdict(list)
        for row in rows:
            mine[getattr(row, self.link.attname)].append(row)
        for owner in owners:
            for row in mine[owner.pk]:
                self.link.set_cached_value(row, owner)
            held = self.model._default_manager.all()
            held._deferred_filter = (False, (), {self.link.name: owner})  # made only if somebody asks for some of them
            answer(owner, self.name, held, mine[owner.pk])
        return rows

    def _tie_one(self, owners: Iterable[Model], rows: list[Model]) -> list[Model]:
        known = {row.pk: row for row in rows}
        at_hand = {}
        for owner in owners:
            if not self.link.is_cached(owner):
                self.link.set_cached_value(owner, known.get(getattr(owner, self.link.attname)))
            if found := self.link.get_cached_value(owner):
                at_hand[id(found)] = found
        return list(at_hand.values())


def read(record: Any, part: str, parts: tuple[str, ...]) -> None:
    """Read a part, and with it whatever else of the record is not at hand yet."""
    at_hand = record.__dict__.get("_prefetched_objects_cache", ())
    ways = _ways(type(record), (*parts, part))
    branches, sql = _question(type(record), (*parts, part), frozenset(name for name in ways if name not in at_hand))
    keys = [record.pk if each.first.is_many else getattr(record, each.first.link.attname) for each in branches]
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        for place, *row in cursor.fetchall():
            found[place].append(branches[place].made(row))
    held: dict[Branch | None, Iterable[Model]] = {None: [record]}
    for place, branch in enumerate(branches):
        rows = _in_order(branch.model, found[place]) if branch.is_many else found[place]
        held[branch] = branch.tie(held[branch.owner], rows)


def answer(owner: Any, name: str, held: Any, rows: list[Model]) -> None:
    """Let the rows that hang on an owner be answered from memory, as after prefetch_related."""
    held._result_cache, held._prefetch_done = rows, True
    owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


# What is asked


@cache
def _ways(model: type[Model], parts: tuple[str, ...]) -> Trie:
    """The ways from a record: its parts, what is declared beside them, and what each part's own manager reads with it."""
    trie: Trie = {}
    for path in (*parts, *model.read_with.split()):
        _grow(trie, model, path.split("__"))
    return trie


def _grow(trie: Trie, model: type[Model], path: list[str]) -> None:
    if not path:
        return
    step = model._meta.get_field(_field_name(model, path[0]))
    is_new = path[0] not in trie
    branch = trie.setdefault(path[0], {})
    if is_new:
        for more in _brought(step.related_model):
            _grow(branch, step.related_model, more.split("__"))
    _grow(branch, step.related_model, path[1:])


def _brought(kind: type[Model]) -> Iterator[str]:
    """What a model's manager reads with each row."""
    query = kind._default_manager.all()
    yield from _flat(query.query.select_related or {})
    yield from map(str, query._prefetch_related_lookups)


def _flat(tree: dict[str, Any]) -> Iterator[str]:
    for name, below in tree.items():
        yield name
        yield from (f"{name}__{more}" for more in _flat(below))


def _field_name(model: type[Model], accessor: str) -> str:
    """The name under which `_meta` knows what a row calls its accessor."""
    return next((each.name for each in model._meta.related_objects if each.get_accessor_name() == accessor), accessor)


@cache
def _question(model: type[Model], parts: tuple[str, ...], wanted: frozenset[str]) -> tuple[list[Branch], str]:
    """The branches, owners before their rows, and the words that ask for all of them."""
    asked = {name: below for name, below in _ways(model, parts).items() if name in wanted}
    branches = list(_branches(model, asked, None))
    width = _give_places(branches)
    selects = []
    for place, branch in enumerate(branches):
        columns = dict(zip(branch.places, branch.columns, strict=True))
        said = ", ".join(_said(columns.get(at), kind, place == 0) for at, kind in enumerate(width))
        selects.append(f"SELECT {place}, {said} FROM {_table(branch.model)} WHERE {branch.where}")  # noqa: S608
    return branches, " UNION ALL ".join(selects)


def _branches(model: type[Model], trie: Trie, owner: Branch | None) -> Iterator[Branch]:
    for name, below in trie.items():
        step = model._meta.get_field(_field_name(model, name))
        is_many = not step.concrete
        branch = Branch(step.related_model, name, step.remote_field if is_many else step, is_many, owner)
        branch.columns = list(branch.model._meta.concrete_fields)
        branch.readers = [_reader(column) for column in branch.columns]
        yield branch
        yield from _branches(branch.model, below, branch)


def _give_places(branches: list[Branch]) -> list[str]:
    """Let columns of one type share places; the type of each place."""
    most: Counter[str] = Counter()
    for branch in branches:
        most |= Counter(map(_type, branch.columns))
    width = [kind for kind, amount in sorted(most.items()) for _ in range(amount)]
    first = {kind: width.index(kind) for kind in most}
    for branch in branches:
        taken = defaultdict(count)
        branch.places = [first[_type(column)] + next(taken[_type(column)]) for column in branch.columns]
    return width


def _said(column: Any, kind: str, is_first: bool) -> str:
    """A column, or nothing in its place; the first branch says of which type nothing is."""
    if column is not None:
        return _quoted(column.column)
    return f"CAST(NULL AS {kind})" if is_first and connection.vendor == "postgresql" else "NULL"


def _type(column: Any) -> str:
    """The type of a column without its measures."""
    return re.sub(r"\(.*?\)", "", column.db_type(connection))


def _reader(column: Any) -> tuple[Any, list[Any]]:
    told = column.cached_col
    return told, [*connection.ops.get_db_converters(told), *told.get_db_converters(connection)]


def _read(value: Any, column: Any, converters: list[Any]) -> Any:
    for convert in converters:
        value = convert(value, column, connection)
    return value


def _in_order(model: type[Model], rows: list[Model]) -> list[Model]:
    """As the model says; by key where it says nothing. What is empty comes first, as SQLite has it."""
    for name in reversed(model._meta.ordering or ("pk",)):
        rows.sort(key=lambda row, name=name: _placed(getattr(row, name.lstrip("-"))), reverse=name.startswith("-"))
    return rows


def _placed(value: Any) -> tuple[bool, Any]:
    return value is not None, value


def _table(model: type[Model]) -> str:
    return _quoted(model._meta.db_table)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
