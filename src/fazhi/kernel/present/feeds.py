"""Feeds 报送数据: tables that another system takes in a field list of its own, which the city edits; what a row lacks is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.law import CityRule
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import Role

SHELF = "feeds"
MUST = "必填"
FIXED = "固定:"
FORM = "一行一个字段，按“字段名|中文名|来源|必填|代码对照”写，后两格可以空着；来源写下面的名称，或者“固定:内容”；代码对照如“检查=01,处罚=02”"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the other system: where it comes from, and what it calls our words."""

    name: str
    label: str
    source: str
    must: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)

    def value(self, told: Mapping[str, Any]) -> str:
        """As the other system writes it; empty where there is nothing."""
        if self.source.startswith(FIXED):
            return self.source.removeprefix(FIXED)
        value = told.get(self.source)
        words = value if isinstance(value, list | tuple) else [value]
        return "、".join(self.codes.get(word, word) for word in map(plain, words) if word)


def plain(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value).strip()


class FieldList(CityRule):
    """The field list of a feed as a setting: dated, with its reason, refused where a line cannot be read."""

    def __init__(self, key: str, label: str, default: Iterable[str], sources: Mapping[str, str]) -> None:
        self.sources = dict(sources)
        names = "，".join(f"{name}（{told}）" for name, told in self.sources.items())
        super().__init__(key, label, list(default), note=f"{FORM}。来源：{names}。上线前与上级平台的字段字典核对。")

    def validate(self, value: Any) -> None:
        super().validate(value)
        read = [self.read(line) for line in value]
        twice = {one.name for one in read if sum(other.name == one.name for other in read) > 1}
        if twice:
            raise ValidationError(f"字段{'、'.join(sorted(twice))}写了两次")

    def read(self, line: str) -> Field:
        """One line; raises ValidationError that says which and why."""
        name, label, source, must, codes = (*(cell.strip() for cell in line.split("|")), *[""] * 5)[:5]
        if not (name and label and source) or must not in ("", MUST):
            raise ValidationError(f"“{line[:40]}”看不懂，{FORM}")
        if not source.startswith(FIXED) and source not in self.sources:
            raise ValidationError(f"“{line[:40]}”的来源“{source}”不存在，可以写：{'、'.join(self.sources)}")
        pairs = [pair.partition("=") for pair in codes.split(",") if pair.strip()]
        return Field(name, label, source, must == MUST, {word.strip(): code.strip() for word, _, code in pairs})

    def fields(self, on: date | None = None) -> tuple[Field, ...]:
        return tuple(self.read(line) for line in self.value(on))


@dataclass(frozen=True, slots=True)
class Entry:
    """What there is to tell of one record: what it is called, its values by source, and what is wrong with them."""

    name: str
    values: Mapping[str, Any]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it goes out, or why it may not."""

    name: str
    cells: tuple[str, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A table that goes out: `rows` gives what a person may see of a period, one after the other."""

    key: str
    title: str
    rows: Callable[[Person, date, date], Iterable[Entry]]
    fields: FieldList
    roles: tuple[Role, ...]
    note: str = ""

    def __post_init__(self) -> None:
        registry.leave(SHELF, self.key, self)

    def lines(self, person: Person, first: date, last: date) -> Iterator[Line]:
        """Every row of the period, the faulty ones with all their faults."""
        columns = self.fields.fields()
        for entry in self.rows(person, first, last):
            cells = tuple(column.value(entry.values) for column in columns)
            missing = tuple(f"缺“{one.label}”" for one, cell in zip(columns, cells, strict=True) if one.must and not cell)
            yield Line(entry.name, cells, (*missing, *entry.faults))


@registry.check
def feeds_hold() -> Iterator[str]:
    """Every default field list can be read."""
    for key, feed in registry.on(SHELF).items():
        try:
            feed.fields.validate(feed.fields.default)
        except ValidationError as fault:
            yield f"feeds: {key}: {'；'.join(fault.messages)}"
