"""A period reckoned day by day, so that every clock can explain itself."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from . import counting, reasons
from .counting import Pause, Paused
from .days import ONE_DAY, day_name, is_working_day
from .moments import day_end, legal_day, weekday_words
from .periods import Period
from .reasons import Facts, Reason


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a reckoning; `number` is its place in the count, `note` why it stands out."""

    date: date
    mark: str
    number: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Reckoning:
    """Where a period ends and why; `due` is None while a pause lasts."""

    period: Period
    start: date | datetime
    due: date | datetime | None
    days: tuple[Day, ...]
    reasons: tuple[Reason, ...]

    @property
    def ends(self) -> datetime | None:
        """The last moment that is in time."""
        return self.due if self.due is None or isinstance(self.due, datetime) else day_end(self.due)

    @property
    def counted(self) -> int:
        """How many days have a place in the count."""
        return max((day.number or 0 for day in self.days), default=0)

    def as_dict(self) -> dict[str, Any]:
        """All of it in words and numbers that JSON knows."""
        return {
            "period": str(self.period),
            "unit": self.period.unit,
            "law": self.period.law,
            "backward": self.period.backward,
            "start": self.start.isoformat(),
            "due": self.due and self.due.isoformat(),
            "ends": self.ends and self.ends.isoformat(),
            "days": [asdict(day) | {"date": day.date.isoformat()} for day in self.days],
            "reasons": [asdict(reason) for reason in self.reasons],
        }


def reckon(period: Period, start: date | datetime, pauses: Sequence[Pause] = (), extra: int = 0) -> Reckoning:
    """Reckon a period and say, day by day, what was counted, skipped, paused and moved."""
    facts = _facts(period, start, counting.in_order(pauses), extra)
    days = tuple(_backward_days(facts) if period.backward else _forward_days(facts))
    return Reckoning(period, start, facts.due, days, tuple(reasons.of(facts)))


def _facts(period: Period, start: date | datetime, pauses: Sequence[Pause], extra: int) -> Facts:
    length = period.length_on(legal_day(start), extra)
    try:
        full = period.full(start, pauses, extra)
    except Paused as stands:
        return Facts(period, start, length, extra, tuple(pauses), None, None, stands.since)
    try:
        return Facts(period, start, length, extra, tuple(pauses), full, period.settled(full, pauses))
    except Paused as stands:
        return Facts(period, start, length, extra, tuple(pauses), full, None, stands.since)


def _forward_days(facts: Facts) -> Iterator[Day]:
    number, day, last = 0, facts.first, facts.last_shown
    yield Day(day, "start", note="当日不计入" if not facts.period.in_hours else "")
    while (day := day + ONE_DAY) <= last:
        if mark := _outside_count(day, facts):
            yield Day(day, mark, note=_note(day, facts))
        else:
            number += not facts.period.in_hours
            yield Day(day, _mark(day, facts), number or None, _note(day, facts))


def _mark(day: date, facts: Facts) -> str:
    """The last day of the count is `rolled` where its end was moved on."""
    if day == facts.last:
        return "due"
    return "rolled" if day == facts.full_day else "counted"


def _outside_count(day: date, facts: Facts) -> str:
    """The mark of a day that has no place in the count; nothing for one that has."""
    if counting.pause_on(day, facts.pauses):
        return "paused"
    if facts.full_day is not None and day > facts.full_day:
        return "due" if day == facts.last else "rolled"
    return "skipped" if facts.period.unit in ("wd", "wh") and not is_working_day(day) else ""


def _backward_days(facts: Facts) -> Iterator[Day]:
    """From the latest day forward to the event; numbers run back from the event."""
    counted = list(_counted_back(facts))
    numbers = {day: len(counted) - place for place, day in enumerate(counted)}
    day = facts.last_shown
    while day < facts.first:
        yield Day(day, _mark_back(day, facts, numbers), numbers.get(day), _note(day, facts))
        day += ONE_DAY
    yield Day(day, "due" if day == facts.last else "start", note="" if facts.period.in_hours else "当日不计入")


def _counted_back(facts: Facts) -> Iterator[date]:
    """The full days between the latest day and the event."""
    day = facts.full_day or facts.first
    while not facts.period.in_hours and (day := day + ONE_DAY) < facts.first:
        if facts.period.unit != "wd" or is_working_day(day):
            yield day


def _mark_back(day: date, facts: Facts, numbers: dict[date, int]) -> str:
    if day == facts.last:
        return "due"
    if day in numbers or facts.period.in_hours:
        return "counted"
    return "rolled" if facts.full_day and day <= facts.full_day else "skipped"


def _note(day: date, facts: Facts) -> str:
    if counting.pause_on(day, facts.pauses):
        return "暂停"
    return day_name(day) or (weekday_words(day) if day.weekday() >= 5 else "")
