"""The small objects that components read; faces make them, templates only show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

WEEKDAYS = "一二三四五六日"
SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Due:
    """A due badge: the words, the date, and how urgent the law makes it."""

    text: str
    date: str = ""
    urgency: str = "later"

    @classmethod
    def at(cls, due: date | datetime, now: datetime) -> "Due":
        """The badge of a running clock, as seen now; hours count on the last day of a clock that runs by hours."""
        if isinstance(due, datetime):
            return cls._by_hours(due, now)
        days = (due - now.date()).days
        return cls(words_of_days(days), day_words(due), urgency_of_days(days))

    @classmethod
    def _by_hours(cls, due: datetime, now: datetime) -> "Due":
        left = due - now
        if left < timedelta(0):
            return cls(f"逾期 {hours_words(-left)}", clock_words(due), "over")
        urgency = "today" if due.date() == now.date() else "soon" if left <= SOON else "later"
        return cls(f"还剩 {hours_words(left)}", clock_words(due), urgency)

    @classmethod
    def paused(cls, left: str = "") -> "Due":
        return cls("已暂停", f"剩 {left}" if left else "", "paused")

    @classmethod
    def kept(cls, text: str = "按期", when: str = "") -> "Due":
        return cls(text, when, "done")


def words_of_days(days: int) -> str:
    if days < 0:
        return f"逾期 {-days} 天"
    return f"还剩 {days} 天" if days else "今天"


def urgency_of_days(days: int) -> str:
    if days < 0:
        return "over"
    if days == 0:
        return "today"
    return "soon" if days <= SOON.days else "later"


def day_words(day: date) -> str:
    """12月18日 周一."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def clock_words(moment: datetime) -> str:
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def hours_words(span: timedelta) -> str:
    minutes = max(int(span.total_seconds() // 60), 1)
    if minutes < 60:
        return f"{minutes} 分钟"
    return f"{minutes // 60} 小时" if minutes < 48 * 60 else f"{minutes // 1440} 天"


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
    """A step that stands there with the reason why it may not be taken."""

    step: str
    sentence: str
    law: Any = ""


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
