"""A reckoning as the weeks of a wall calendar, with the class names and the spoken sentence of the page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .days import ONE_DAY
from .moments import WEEKDAYS, day_words
from .reckoning import Day, Reckoning

ONE_WEEK = timedelta(weeks=1)
# A grid that is longer shows its first weeks and its last, and says how many it leaves out.
LONGEST_GRID, SHOWN_FIRST, SHOWN_LAST = 14, 3, 6
CLASSES = {"start": "start", "due": "end", "skipped": "skip-day", "rolled": "skip-day", "paused": "skip-day"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One square: what stands in it, its classes, and what it says when asked."""

    date: date
    text: str
    classes: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """Seven squares; `left_out` counts the weeks that are not shown before this one."""

    cells: tuple[Cell, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """What the page draws under 为什么是这一天."""

    weeks: tuple[Week, ...]
    label: str
    passed: int
    heads: tuple[str, ...] = tuple(WEEKDAYS)


def weeks(reckoning: Reckoning, today: date) -> Grid:
    """The weeks from the first day of a reckoning to its last, Monday first."""
    days = {day.date: day for day in reckoning.days}
    rows = [_week(monday, days, today) for monday in _mondays(min(days), max(days))]
    return Grid(
        tuple(_abridged(rows)), spoken(reckoning), sum(day.number is not None and day.date <= today for day in days.values())
    )


def spoken(reckoning: Reckoning) -> str:
    """The reckoning in one sentence, for those who hear the page."""
    steps = _spoken_back(reckoning) if reckoning.period.backward else _spoken_forward(reckoning)
    return "；".join(steps)


def _mondays(first: date, last: date) -> Iterator[date]:
    monday = first - ONE_DAY * first.weekday()
    while monday <= last:
        yield monday
        monday += ONE_WEEK


def _week(monday: date, days: dict[date, Day], today: date) -> Week:
    dates = [monday + ONE_DAY * n for n in range(7)]
    return Week(tuple(Cell(day, _text(day), _classes(days.get(day), day, today), _title(days.get(day))) for day in dates))


def _text(day: date) -> str:
    return f"{day.month}/{day.day}" if day.day == 1 else str(day.day)


def _classes(entry: Day | None, day: date, today: date) -> str:
    kind = "out" if entry is None else CLASSES.get(entry.mark, "passed" if day < today else "")
    return f"{kind} today".strip() if day == today else kind


def _title(entry: Day | None) -> str:
    if entry is None:
        return ""
    return "，".join(filter(None, [f"第{entry.number}日" if entry.number else "", entry.note]))


def _abridged(rows: list[Week]) -> list[Week]:
    if len(rows) <= LONGEST_GRID:
        return rows
    left_out = len(rows) - SHOWN_FIRST - SHOWN_LAST
    last = rows[-SHOWN_LAST:]
    return [*rows[:SHOWN_FIRST], Week(last[0].cells, left_out), *last[1:]]


def _spoken_forward(reckoning: Reckoning) -> Iterator[str]:
    days, counted = reckoning.days, [day for day in reckoning.days if day.number]
    yield f"{_words(days[0].date, reckoning)}{'起算' if reckoning.period.in_hours else '不计入'}"
    if counted:
        yield f"{_words(counted[0].date, reckoning)}为第1天"
        yield f"{_words(counted[-1].date, reckoning)}为第{counted[-1].number}天，是{_weekday(counted[-1].date)}"
    if reckoning.due is None:
        yield "之后暂停"
    elif days[-1].number is None:
        yield f"{'到' if reckoning.period.in_hours else '顺延到'}{_words(days[-1].date, reckoning)}{_weekday(days[-1].date)}"


def _spoken_back(reckoning: Reckoning) -> Iterator[str]:
    first, event = reckoning.days[0], reckoning.days[-1]
    yield f"从{_words(event.date, reckoning)}往回推算，当日不计入"
    yield f"最迟是{_words(first.date, reckoning)}{_weekday(first.date)}"


def _words(day: date, reckoning: Reckoning) -> str:
    return day_words(day, reckoning.days[0].date)


def _weekday(day: date) -> str:
    return f"周{WEEKDAYS[day.weekday()]}"
