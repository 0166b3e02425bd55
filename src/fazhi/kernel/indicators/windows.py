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

    def year_before(self, on: date) -> "tuple[Window, date]":
        """The same window a year earlier (同比)."""
        return self, years_before(on, 1)

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

    def year_before(self, on: date) -> "tuple[Window, date]":
        """The same days a year earlier; of a month or a quarter that still runs, as many."""
        first, last = self.opens(on), min(self.closes(on), on)
        return between(years_before(first, 1), _year_before_end(last)), on


@dataclass(frozen=True, slots=True)
class Calendar(Between):
    """A month, a quarter or a year; compared with the one before, and while it still runs with as much of it."""

    months: int = 1

    def previous(self, on: date) -> "tuple[Window, date]":
        first, last = self.opens(on), min(self.closes(on), on)
        earlier = months_before(first, self.months)
        if last == self.closes(on):
            return calendar(earlier, self.months), on
        return between(earlier, months_before(last, self.months)), on


def between(first: date, last: date) -> Between:
    """Any days, both included."""
    return Between(f"{first}..{last}", f"{first}至{last}", lambda on: first, lambda on: last)


def calendar(first: date, months: int) -> Calendar:
    """The month, quarter or year that begins on a day."""
    last = month_end(months_before(first, 1 - months))
    name, label = {
        1: (f"{first:%Y-%m}", f"{first.year}年{first.month}月"),
        3: (f"{first.year}-Q{quarter_of(first)}", f"{first.year}年第{'一二三四'[quarter_of(first) - 1]}季度"),
        12: (str(first.year), f"{first.year}年"),
    }[months]
    return Calendar(name, label, lambda on: first, lambda on: last, months=months)


def month(of_year: int, number: int) -> Calendar:
    """One month of a year."""
    return calendar(date(of_year, number, 1), 1)


def quarter(of_year: int, number: int) -> Calendar:
    """One quarter of a year."""
    return calendar(date(of_year, 3 * number - 2, 1), 3)


def year(number: int) -> Calendar:
    """One calendar year."""
    return calendar(date(number, 1, 1), 12)


def years_before(day: date, amount: int) -> date:
    """The same day some years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - amount)
    except ValueError:
        return day.replace(year=day.year - amount, day=28)


def _year_before_end(last: date) -> date:
    """The end of a month stays the end of a month, though it be 29 February."""
    earlier = years_before(last, 1)
    return month_end(earlier) if last == month_end(last) else earlier


def months_before(day: date, amount: int) -> date:
    """The same day some months earlier, or the last of a shorter month."""
    months = day.year * 12 + day.month - 1 - amount
    first = date(months // 12, months % 12 + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def month_start(day: date) -> date:
    return day.replace(day=1)


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def quarter_start(day: date) -> date:
    return date(day.year, 3 * quarter_of(day) - 2, 1)


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
LAST_TWELVE_MONTHS = Window("last_twelve_months", "近十二个月", lambda on: month_start(months_before(on, 11)))
# A month or a quarter that still runs is compared with as much of the one before.
THIS_MONTH = Window("this_month", "本月", month_start, earlier=lambda on: months_before(on, 1))
THIS_QUARTER = Window("this_quarter", "本季度", quarter_start, earlier=lambda on: months_before(on, 3))
CUMULATIVE = Window("cumulative", "累计", lambda on: None)
STOCK = Window("stock", "目前", lambda on: None, is_stock=True)
AVERAGE_YEAR = Window("average_year", "年均（完整年度）", lambda on: None, last_complete_year_end, is_average=True)

# The names by which the figures of the annual report call them.
W23, W22, W3Y, CUM, AVG = SINCE_YEAR_START, SINCE_LAST_YEAR_START, LAST_THREE_YEARS, CUMULATIVE, AVERAGE_YEAR

CENTURIES = ("19", "20")  # before and after these nobody keeps records
NAMED = {each.name: each for each in (W23, W22, W3Y, THIS_MONTH, THIS_QUARTER, LAST_TWELVE_MONTHS, CUM, STOCK, AVG)}


class UnknownWindow(ValueError):
    """A text that names no window; the sentence says what would."""


def window_of(text: str) -> Window:
    """The window of a name, a year (2023), a quarter (2023-Q4), a month (2023-11) or two days (2023-01-01..2023-12-04)."""
    if text in NAMED:
        return NAMED[text]
    try:
        return _fixed(text)
    except (ValueError, OverflowError):
        known = "、".join(f"{each.name}（{each.label}）" for each in NAMED.values())
        raise UnknownWindow(
            f"没有“{text}”这个统计时段；可用 2023、2023-Q4、2023-11、2023-01-01..2023-12-04 或者：{known}"
        ) from None


def _fixed(text: str) -> Window:
    if not text.startswith(CENTURIES):
        raise ValueError(text)
    if re.fullmatch(r"[0-9]{4}", text):
        return year(int(text))
    if re.fullmatch(r"[0-9]{4}-Q[1-4]", text):
        return quarter(int(text[:4]), int(text[6:]))
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        return month(int(text[:4]), int(text[5:]))
    first, _, last = text.partition("..")
    if date.fromisoformat(first) > date.fromisoformat(last):
        raise ValueError(text)
    return between(date.fromisoformat(first), date.fromisoformat(last))
