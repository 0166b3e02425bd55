"""The small objects that components read; faces make them, templates only show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fazhi.kernel.calendar import left, urgency
from fazhi.kernel.calendar.moments import WEEKDAYS, legal_day, moment


@dataclass(frozen=True, slots=True)
class Due:
    """A due badge: the words, the date, and how urgent the law makes it."""

    text: str
    when: str = ""
    urgency: str = "later"

    @classmethod
    def at(cls, due: date | datetime, now: date | datetime) -> "Due":
        """The badge of a running clock as seen now; periods in hours say the hours on their last day."""
        day = legal_day(due)
        far = day.year != legal_day(now).year  # without its year, a day long past would read as one to come
        return cls(left(due, now), f"{day.year}年{day.month}月{day.day}日" if far else due_words(due), urgency(due, now))

    @classmethod
    def paused(cls, remainder: str = "") -> "Due":
        return cls("已暂停", f"剩 {remainder}" if remainder else "", "paused")

    @classmethod
    def kept(cls, text: str = "按期", when: str = "") -> "Due":
        return cls(text, when, "done")


def due_words(due: date | datetime) -> str:
    """12月18日 周一, or 12月18日 11:30 for a period in hours."""
    day = legal_day(due)
    if isinstance(due, datetime):
        local = moment(due)
        return f"{day.month}月{day.day}日 {local:%H:%M}"
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere; `current` marks the one we are on, `count` what waits there."""

    label: str
    url: str = ""
    current: bool = False
    count: int | None = None
    icon: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A place on the path of a case; phase is past, now or empty (to come)."""

    label: str
    note: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A step that stands there with the reason why it may not be taken, and the steps that mend it."""

    step: str
    sentence: str
    law: Any = ""
    ways: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the timeline: an entry of the ledger."""

    when: str
    who: str
    deed: str
    note: str = ""
    law: Any = ""
    is_unit: bool = False
    is_step: bool = False
    seq: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the file, or its absence (`missing`)."""

    title: str
    note: str = ""
    letter: str = ""
    url: str = ""
    seal_url: str = ""
    missing: bool = False
    action: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column head; `sorted` is ascending, descending or empty."""

    label: str
    css: str = ""
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; its label names it when the row becomes a card on a phone."""

    value: Any = ""
    label: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that opens: its title and number, then its cells."""

    title: str
    url: str = ""
    under: str = ""
    cells: Sequence[TableCell] = ()
    key: str = ""
    picked: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """Keyset paging: there are only newer and older, never page 397."""

    text: str
    before: Link
    after: Link
    sizes: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A condition of a list: `value` when it is set; `url` takes it away or opens its choices."""

    label: str
    url: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure tile; the words beneath say what it is made of."""

    title: str
    value: str
    unit: str = ""
    url: str = ""
    seal_url: str = ""
    note: str = ""
    trend: str = ""
    trend_css: str = ""
    prefix: str = ""
    spark: Any = None
