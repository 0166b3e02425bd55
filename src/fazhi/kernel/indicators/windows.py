"""Stretches of time that a figure is asked for, each with its name in Chinese."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days of a figure, both included; without a first day, everything up to the last."""

    first: date | None
    last: date
    years: int = 0  # the mean is taken over so many complete years

    def __str__(self) -> str:
        return f"{self.first}至{self.last}" if self.first else f"截至{self.last}"


@dataclass(frozen=True, slots=True)
class Window:
    """A rule that gives, for any day, the days to count."""

    name: str
    label: str
    opens: Callable[[date], date | None]
    closes: Callable[[date], date] = lambda on: on
    earlier: Callable[[date], date] = lambda on: years_before(on, 1)
    is_stock: bool = False
    is_average: bool = False

    def stretch(self, on: date) -> Stretch:
        """The days to count, as of a day."""
        return Stretch(self.opens(on), min(self.closes(on), on))

    def previous(self, on: date) -> "tuple[Window, date]":
        """The window and the day with which it is compared."""
        return self, self.earlier(on)

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Between(Window):
    """From a day to a day, whatever the day of asking; compared with as many days just before."""

    def previous(self, on: date) -> "tuple[Window, date]":
        first, last = self.opens(on), self.closes(on)
        if first is None:
            return self, on
        return between(first - (last - first) - DAY, first - DAY), on


@dataclass(frozen=True, slots=True)
class Month(Between):
    """One calendar month; compared with the month before."""

    def previous(self, on: date) -> "tuple[Window, date]":
        before = self.closes(on).replace(day=1) - DAY
        return month(before.year, before.month), on


@dataclass(frozen=True, slots=True)
class Year(Between):
    """One calendar year; compared with the year before."""

    def previous(self, on: date) -> "tuple[Window, date]":
        return year(self.closes(on).year - 1), on


def between(first: date, last: date) -> Between:
    """Any days, both included."""
    return Between(f"{first}..{last}", f"{first}至{last}", lambda on: first, lambda on: last)


def month(of_year: int, number: int) -> Month:
    """One month of a year."""
    first = date(of_year, number, 1)
    last = month_end(first)
    return Month(f"{first:%Y-%m}", f"{of_year}年{number}月", lambda on: first, lambda on: last)


def year(number: int) -> Year:
    """One calendar year."""
    return Year(str(number), f"{number}年", lambda on: date(number, 1, 1), lambda on: date(number, 12, 31))


def years_before(day: date, amount: int) -> date:
    """The same day some years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - amount)
    except ValueError:
        return day.replace(year=day.year - amount, day=28)


def month_start(day: date) -> date:
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of the month of a day."""
    return (day.replace(day=1) + 32 * DAY).replace(day=1) - DAY


def last_complete_year_end(on: date) -> date:
    """The last 31 December that is not after a day."""
    return date(on.year if (on.month, on.day) == (12, 31) else on.year - 1, 12, 31)


SINCE_YEAR_START = Window("since_year_start", "今年以来", lambda on: date(on.year, 1, 1))
SINCE_LAST_YEAR_START = Window(
    "since_last_year_start", "去年以来", lambda on: date(on.year - 1, 1, 1), earlier=lambda on: years_before(on, 2)
)
LAST_THREE_YEARS = Window(
    "last_three_years", "近三年", lambda on: years_before(on, 3) + DAY, earlier=lambda on: years_before(on, 3)
)
THIS_MONTH = Window("this_month", "本月", month_start, earlier=lambda on: month_start(on) - DAY)
CUMULATIVE = Window("cumulative", "累计", lambda on: None)
STOCK = Window("stock", "目前", lambda on: None, is_stock=True)
AVERAGE_YEAR = Window("average_year", "年均（完整年度）", lambda on: None, last_complete_year_end, is_average=True)

# The names by which the figures of the annual report call them.
W23, W22, W3Y, CUM, AVG = SINCE_YEAR_START, SINCE_LAST_YEAR_START, LAST_THREE_YEARS, CUMULATIVE, AVERAGE_YEAR

NAMED = {each.name: each for each in (W23, W22, W3Y, THIS_MONTH, CUM, STOCK, AVG)}


class UnknownWindow(ValueError):
    """A text that names no window; the sentence says what would."""


def window_of(text: str) -> Window:
    """The window of a name, a year (2023), a month (2023-11) or two days (2023-01-01..2023-12-04)."""
    if text in NAMED:
        return NAMED[text]
    try:
        return _fixed(text)
    except ValueError:
        known = "、".join(f"{each.name}（{each.label}）" for each in NAMED.values())
        raise UnknownWindow(f"没有“{text}”这个统计时段；可用 2023、2023-11、2023-01-01..2023-12-04 或者：{known}") from None


def _fixed(text: str) -> Window:
    if re.fullmatch(r"[0-9]{4}", text):
        return year(int(text))
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        return month(int(text[:4]), int(text[5:]))
    first, _, last = text.partition("..")
    if date.fromisoformat(first) > date.fromisoformat(last):
        raise ValueError(text)
    return between(date.fromisoformat(first), date.fromisoformat(last))
