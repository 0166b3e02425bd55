"""A reckoned deadline as a picture: weeks of days, a legend and the reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from .parts import Due

DAY = timedelta(days=1)
LEGEND = {
    "passed": ("q2", "已过"),
    "skipped": ("skip-day", "休息日"),
    "rolled": ("skip-day", "休息日"),
    "paused": ("pause-day", "暂停"),
    "due": ("fa", "最后一天"),
}


class ReckonedDay(Protocol):
    """A day as kernel.calendar marks it: start, counted, skipped, paused, rolled or due."""

    date: date
    mark: str


class ReckonedReason(Protocol):
    text: str
    law: Any


@dataclass(frozen=True, slots=True)
class DayCell:
    """A square of the grid: its label and its class."""

    label: str
    css: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend."""

    css: str
    label: str


@dataclass(frozen=True, slots=True)
class ClockCard:
    """All that a clock shows: what runs, by which law, until when and why."""

    title: str
    due: Due
    law: Any = ""
    note: str = ""
    weeks: Sequence[Sequence[DayCell]] = ()
    legend: Sequence[Key] = ()
    reasons: Sequence[Any] = ()
    summary: str = ""
    open: bool = False


def day_grid(days: Sequence[ReckonedDay], today: date) -> list[list[DayCell]]:
    """Whole weeks from Monday to Sunday that hold every reckoned day; days outside stand faint."""
    if not days:
        return []
    marks = {day.date: day.mark for day in days}
    first, last = min(marks), max(marks)
    monday, sunday = first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY
    shown = [monday + number * DAY for number in range((sunday - monday).days + 1)]
    cells = [day_cell(day, marks.get(day, "out"), today, starts=day == shown[0]) for day in shown]
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def day_cell(day: date, mark: str, today: date, starts: bool = False) -> DayCell:
    label = f"{day.month}/{day.day}" if day.day == 1 or starts else str(day.day)
    return DayCell(label, css_of(mark, day, today), f"{day.month}月{day.day}日")


def css_of(mark: str, day: date, today: date) -> str:
    names = {"start": "start", "skipped": "skip-day", "rolled": "skip-day", "paused": "pause-day", "due": "end", "out": "out"}
    css = names.get(mark, "passed" if day < today else "")
    return f"{css} today".strip() if day == today else css


def legend_of(days: Iterable[ReckonedDay], today: date) -> list[Key]:
    """Only what the grid holds, each meaning once, in the order in which a reader meets it."""
    days = list(days)
    passed = sum(day.mark == "counted" and day.date < today for day in days)
    keys = [Key("q2", f"已过 {passed} 天")] if passed else []
    marks = dict.fromkeys(LEGEND[day.mark] for day in days if day.mark in LEGEND)
    return keys + [Key(css, label) for css, label in marks]


def summary_of(days: Sequence[ReckonedDay]) -> str:
    """The grid in one sentence, for those who do not see it."""
    words = {"start": "起算前一天", "due": "最后一天"}
    return "，".join(f"{day.date.month}月{day.date.day}日{words[day.mark]}" for day in days if day.mark in words)
