"""Working days: the State Council's holidays and make-up days, and what the city has entered itself."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from chinese_calendar import constants

from .moments import legal_day

ONE_DAY = timedelta(days=1)
CACHE_SECONDS = 60

# The holidays of all citizens, 全国年节及纪念日放假办法 第二条: a year without one of them is not announced.
FESTIVALS = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


class UnknownYear(LookupError):
    """The holidays of the year are not announced: nothing is guessed."""

    def __init__(self, year: int) -> None:
        self.year = year
        known = sorted(known_years())
        super().__init__(
            _too_late(year) if year > known[-1] else f"{year}年的节假日安排没有收录，日历从{known[0]}年开始，算不出工作日。"
        )


@dataclass(frozen=True, slots=True)
class Arranged:
    """A day that is not what its weekday says: a day off, or a weekend day that is worked."""

    working: bool
    name: str
    source: str = ""


@dataclass
class Local:
    """What the city has entered: read from its source at most once a minute, and at once after a change here."""

    source: Callable[[], Mapping[date, Arranged]] = dict
    _days: Mapping[date, Arranged] = field(default_factory=dict)
    _read_at: float | None = None

    def days(self) -> Mapping[date, Arranged]:
        if self._read_at is None or not 0 <= time.monotonic() - self._read_at < CACHE_SECONDS:
            self._days, self._read_at = self.source(), time.monotonic()
        return self._days

    def forget(self) -> None:
        self._read_at = None


def is_working_day(day: date) -> bool:
    """Whether offices work on this day; raises UnknownYear where the year is not announced."""
    entry = arranged(day)
    if entry is not None:
        return entry.working
    if day.year not in OFFICIAL_YEARS and day.year not in known_years():
        raise UnknownYear(day.year)
    return day.weekday() < 5


def arranged(day: date) -> Arranged | None:
    """What was arranged for this day, by the city or else by the State Council; None for an ordinary day."""
    day = legal_day(day) if isinstance(day, datetime) else day
    return local.days().get(day) or OFFICIAL.get(day)


def day_name(day: date) -> str:
    """国庆节, 国庆节补班 or nothing."""
    entry = arranged(day)
    if entry is None:
        return ""
    return f"{entry.name}补班" if entry.working else entry.name


def known_years() -> frozenset[int]:
    """The years whose arrangement is known in full."""
    entered = local.days()
    return OFFICIAL_YEARS | {year for year in {day.year for day in entered} if has_every_festival(year, entered)}


def has_every_festival(year: int, days: Mapping[date, Arranged]) -> bool:
    return not missing_festivals(entry.name for day, entry in days.items() if day.year == year and not entry.working)


def missing_festivals(names: Iterable[str]) -> list[str]:
    """The festivals of all citizens that none of these names mentions."""
    said = " ".join(names)
    return [festival for festival in FESTIVALS if festival not in said]


def arrangement(year: int) -> dict[date, Arranged]:
    """The days off and make-up days of a year in order; raises UnknownYear."""
    if year not in known_years():
        raise UnknownYear(year)
    days = OFFICIAL | dict(local.days())
    return {day: days[day] for day in sorted(days) if day.year == year}


def working_day_from(day: date, step: timedelta = ONE_DAY) -> date:
    """The day itself, or else the nearest working day in the direction of the step."""
    while not is_working_day(day):
        day += step
    return day


def _too_late(year: int) -> str:
    return (
        f"{year}年的节假日安排还没有公布或者还没有录入，算不出工作日。"
        f"国务院办公厅公布放假通知后，请系统管理员录入：fazhi calendar load {year}.json。"
    )


def _official() -> dict[date, Arranged]:
    chinese = {holiday.value: FULL_NAMES.get(holiday.chinese, holiday.chinese) for holiday in constants.Holiday}
    off = {day: Arranged(working=False, name=chinese[name]) for day, name in constants.holidays.items()}
    return off | {day: Arranged(working=True, name=chinese[name]) for day, name in constants.workdays.items()}


OFFICIAL = _official()
OFFICIAL_YEARS = frozenset(day.year for day in OFFICIAL)
local = Local()
