"""Periods of the law: so many days, working days, hours, months or years, declared once at class level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Protocol

from fazhi.kernel.law import cite

from . import counting
from .counting import Pause
from .moments import legal_day, moment
from .rules import OFFICE_HOURS

UNITS = {"wd": "个工作日", "cd": "日", "h": "小时", "wh": "个工作小时", "month": "个月", "year": "年"}
HOURS = ("h", "wh")
# Within these years every sum of a day, a period and its pauses is a date.
YEARS = range(1900, 3000)
LONGEST = {"wd": 5_000, "cd": 36_500, "h": 876_000, "wh": 40_000, "month": 1_200, "year": 100}


class Setting(Protocol):
    """A length that a city may set: CityRule of the room of law."""

    def value(self, on: date | None = None) -> Any: ...


@dataclass(frozen=True)
class Period:
    """A length of time and the norm that fixes it; `counted_by` cites the clause that says how its days are counted."""

    amount: int | Setting
    unit: str
    law: str = ""
    roll: bool = True
    backward: bool = False
    counted_by: str = ""

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"期限的单位“{self.unit}”不认识，可以是：{'、'.join(UNITS)}。")
        if isinstance(self.amount, int):
            self._refuse_wrong(self.amount)

    def __str__(self) -> str:
        return words(self.length, self.unit)

    @property
    def length(self) -> int:
        """How many, as it stands today."""
        return self.length_on(None)

    @property
    def in_hours(self) -> bool:
        return self.unit in HOURS

    @property
    def basis(self) -> object | None:
        """What fixes the length: an article, a local setting, or nothing that was named."""
        if self.law:
            return cite(self.law)
        return None if isinstance(self.amount, int) else self.amount

    def length_on(self, day: date | None, extra: int = 0) -> int:
        """How many, as it stood on a day, with what was granted on top."""
        length = (self.amount if isinstance(self.amount, int) else self.amount.value(day)) + extra
        self._refuse_wrong(length)
        return length

    def due(self, start: date | datetime, pauses: Sequence[Pause] = (), extra: int = 0) -> date | datetime:
        """The last day, or for hours the last moment; raises UnknownYear, and Paused while a pause lasts."""
        return self.settled(self.full(start, pauses, extra), pauses)

    def full(self, start: date | datetime, pauses: Sequence[Pause] = (), extra: int = 0) -> date | datetime:
        """Where the count is full, before rest days are looked at."""
        self._refuse_impossible(start, pauses)
        length, pauses = self.length_on(legal_day(start), extra), counting.in_order(pauses)
        if isinstance(start, datetime) and self.in_hours:
            return self._full_in_hours(moment(start), length, pauses)
        if self.backward:
            return counting.latest_day_before(legal_day(start), self.unit, length)
        return counting.last_day(legal_day(start), self.unit, length, pauses)

    def not_before(self, start: date | datetime) -> date:
        """The day before which it cannot end, whatever rests in a year that is not announced yet; never later than `due`."""
        day, length = legal_day(start), self.length_on(legal_day(start))
        if self.unit == "wd":
            return day + timedelta(days=length)
        return day if self.in_hours else legal_day(self.full(day))

    def settled(self, end: date | datetime, pauses: Sequence[Pause] = ()) -> date | datetime:
        """The end, moved off rest days where the period says so."""
        if not self.roll:
            return end
        if isinstance(end, datetime):
            return counting.off_rest_hours_back(end) if self.backward else counting.off_rest_hours(end, pauses)
        return counting.off_rest_days_back(end) if self.backward else counting.off_rest_days(end, pauses)

    def _full_in_hours(self, start: datetime, length: int, pauses: Sequence[Pause]) -> datetime:
        if self.unit == "wh" and self.backward:
            return counting.office_moment_before(start, length, OFFICE_HOURS.value(start.date()))
        if self.unit == "wh":
            return counting.last_office_moment(start, length, pauses, OFFICE_HOURS.value(start.date()))
        return counting.last_moment(start, -length if self.backward else length, pauses)

    def _refuse_wrong(self, length: object) -> None:
        if isinstance(length, bool) or not isinstance(length, int) or not 1 <= length <= LONGEST[self.unit]:
            raise ValueError(f"期限的长度应当是1到{LONGEST[self.unit]}之间的整数，写的是“{length}”。")

    def _refuse_impossible(self, start: date | datetime, pauses: Sequence[Pause]) -> None:
        ends = [day for pause in pauses for day in pause if day is not None]
        if any(day.year not in YEARS for day in [start, *ends]):
            raise ValueError(f"日期超出可以计算的范围（{YEARS[0]}年至{YEARS[-1]}年）。")
        if self.in_hours and not isinstance(start, datetime):
            raise ValueError("按小时计算的期限要写明从几点几分起算，例如 2025-09-29T10:20。")
        if self.backward and pauses:
            raise ValueError("从将来的一天往回推算的期限不能暂停。")


def words(length: int, unit: str) -> str:
    return f"{length}{UNITS[unit]}"


Days = partial(Period, unit="cd")
WorkingDays = partial(Period, unit="wd")
Months = partial(Period, unit="month")
Years = partial(Period, unit="year")
# Hours are for what is urgent: they end on a rest day too, unless the norm says otherwise (roll=True).
Hours = partial(Period, unit="h", roll=False)
WorkingHours = partial(Period, unit="wh", roll=False)
