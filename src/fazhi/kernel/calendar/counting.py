"""Where a period ends: pure arithmetic on days and hours, forward and backward, with pauses."""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from .days import ONE_DAY, is_working_day, working_day_from
from .moments import LEGAL_TIME, day_end, day_start, day_words, legal_day

# Half-open: the first day is paused, the last is counted again; None while the pause lasts.
Pause = tuple[date, date | None]
OfficeHours = Sequence[Sequence[str]]
MONTHS = {"month": 1, "year": 12}


class Paused(ValueError):
    """The clock stands still: its last day is unknown until it is resumed."""

    def __init__(self, since: date) -> None:
        self.since = since
        super().__init__(f"期限自{day_words(since)}起暂停，恢复之后才能算出最后一日。")


def in_order(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """The pauses by their first day, those that touch made one."""
    merged: list[Pause] = []
    for since, until in sorted(pauses, key=lambda pause: pause[0]):
        _refuse_reversed(since, until)
        if merged and (merged[-1][1] is None or since <= merged[-1][1]):
            merged[-1] = (merged[-1][0], _later(merged[-1][1], until))
        else:
            merged.append((since, until))
    return tuple(merged)


def pause_on(day: date, pauses: Sequence[Pause]) -> Pause | None:
    """The pause that covers this day."""
    return next((pause for pause in pauses if pause[0] <= day and (pause[1] is None or day < pause[1])), None)


def months_later(day: date, months: int) -> date:
    """The day of the same number, or the month's last day where there is none: 民法典 第二百零二条."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def corresponding_day(start: date, unit: str, length: int) -> date:
    """The last day of so many days, months or years when nothing interferes."""
    if unit in MONTHS:
        return months_later(start, length * MONTHS[unit])
    return start + timedelta(days=length)


def last_day(start: date, unit: str, length: int, pauses: Sequence[Pause]) -> date:
    """The day on which the count is full, before it is moved off a rest day."""
    if unit == "wd":
        return _nth_working_day(start, length, pauses)
    return _stretched(start, corresponding_day(start, unit, length), pauses)


def off_rest_days(day: date, pauses: Sequence[Pause]) -> date:
    """The first working day, not paused, from this day on: 民法典 第二百零三条."""
    while not is_working_day(day) or pause_on(day, pauses):
        _refuse_open(pause_on(day, pauses))
        day += ONE_DAY
    return day


def latest_day_before(event: date, unit: str, length: int) -> date:
    """The latest day that leaves the whole period, in full days, between itself and the event."""
    if unit == "wd":
        return _nth_working_day_back(event, length) - ONE_DAY
    day = corresponding_day(event, unit, -length)
    while corresponding_day(day, unit, length) >= event:
        day -= ONE_DAY
    return day


def off_rest_days_back(day: date) -> date:
    return working_day_from(day, -ONE_DAY)


def last_moment(start: datetime, length: int, pauses: Sequence[Pause]) -> datetime:
    """So many hours later, paused days left out."""
    end = start + timedelta(hours=length)
    for since, until in pauses:
        if day_start(since) >= end:
            break
        _refuse_open((since, until))
        end += max(day_start(until or since) - max(day_start(since), start), timedelta())
    return end


def last_office_moment(start: datetime, length: int, pauses: Sequence[Pause], office: OfficeHours) -> datetime:
    """So many office hours later: the hours of working days that are not paused."""
    left = timedelta(hours=length)
    for opens, closes in _open_spans(legal_day(start), pauses, office):
        opens = max(opens, start)
        if closes - opens >= left:
            return opens + left
        left -= max(closes - opens, timedelta())
    raise ValueError("办公时间设定是空的，不能按工作小时计算。")


def office_moment_before(event: datetime, length: int, office: OfficeHours) -> datetime:
    """So many office hours earlier."""
    left = timedelta(hours=length)
    for opens, closes in _open_spans_back(legal_day(event), office):
        closes = min(closes, event)
        if closes - opens >= left:
            return closes - left
        left -= max(closes - opens, timedelta())
    raise ValueError("办公时间设定是空的，不能按工作小时计算。")


def off_rest_hours(end: datetime, pauses: Sequence[Pause]) -> datetime:
    """The moment itself, or the end of the next working day where it falls on a rest day."""
    day = off_rest_days(legal_day(end), pauses)
    return end if day == legal_day(end) else day_end(day)


def off_rest_hours_back(end: datetime) -> datetime:
    day = off_rest_days_back(legal_day(end))
    return end if day == legal_day(end) else day_end(day)


def _nth_working_day(start: date, length: int, pauses: Sequence[Pause]) -> date:
    day = start
    while length:
        day += ONE_DAY
        paused = pause_on(day, pauses)
        _refuse_open(paused)
        length -= not paused and is_working_day(day)
    return day


def _nth_working_day_back(event: date, length: int) -> date:
    day = event
    while length:
        day -= ONE_DAY
        length -= is_working_day(day)
    return day


def _stretched(start: date, end: date, pauses: Sequence[Pause]) -> date:
    """The end moved by as many days as were paused between."""
    for since, until in pauses:
        if since > end:
            break
        _refuse_open((since, until))
        end += max((until or since) - max(since, start + ONE_DAY), timedelta())
    return end


def _open_spans(day: date, pauses: Sequence[Pause], office: OfficeHours) -> Iterator[tuple[datetime, datetime]]:
    while office:
        _refuse_open(pause_on(day, pauses))
        if is_working_day(day) and not pause_on(day, pauses):
            yield from _spans_of(day, office)
        day += ONE_DAY


def _open_spans_back(day: date, office: OfficeHours) -> Iterator[tuple[datetime, datetime]]:
    while office:
        if is_working_day(day):
            yield from reversed(_spans_of(day, office))
        day -= ONE_DAY


def _spans_of(day: date, office: OfficeHours) -> list[tuple[datetime, datetime]]:
    try:
        return [(_at(day, opens), _at(day, closes)) for opens, closes in office]
    except (TypeError, ValueError):
        raise ValueError(f"办公时间设定写成了“{office}”，应当是几段起止时刻，例如 08:30 到 12:00。") from None


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), LEGAL_TIME)


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else None


def _refuse_open(pause: Pause | None) -> None:
    if pause is not None and pause[1] is None:
        raise Paused(pause[0])


def _refuse_reversed(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise ValueError(f"暂停的结束日（{day_words(until)}）早于开始日（{day_words(since)}）。")
