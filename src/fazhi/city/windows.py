"""How much happened when: the two years that end at as_of, and the totals the city is calibrated to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from fazhi.city.shares import apportion, chance

SIZES = {"city": 1, "small": 60}

# The year the demonstration follows: these totals are reached on this day, and scaled by the elapsed year on any other.
MODEL_DAY = date(2023, 12, 4)
DISPUTES = 9_174
AGREED = 8_901
AGREED_AMOUNT = 96_763_000
CONSULTATIONS_A_YEAR = 21_300
LEADS_A_YEAR = 4_600

# Cases a month; December of the model year so that its first four days carry 69, of the year before the epidemic wave.
THIS_YEAR = (612, 704, 862, 841, 877, 853, 889, 902, 846, 798, 921, 69 * 24.5 / 2.7)
LAST_YEAR = (540, 588, 760, 742, 801, 770, 795, 812, 780, 741, 806, 240)
WEEKEND = 0.35


@dataclass(frozen=True)
class Year:
    """One of the two years: its days up to `last`."""

    first: date
    last: date
    months: tuple[float, ...]

    @property
    def elapsed(self) -> float:
        return (self.last - self.first).days / days_of(self.first.year) + 1 / days_of(self.first.year)

    def days(self) -> list[date]:
        return [self.first + timedelta(n) for n in range((self.last - self.first).days + 1)]

    def drawn(self, rng: Random, total: int) -> list[date]:
        """`total` days in no order: the months in their proportion, weekends thin."""
        by_month = [[day for day in self.days() if day.month == month] for month in range(1, 13)]
        weights = [self.months[i] * part_of_month(days) for i, days in enumerate(by_month)]
        drawn = [
            day
            for days, n in zip(by_month, apportion(total, weights), strict=True)
            if n
            for day in rng.choices(days, [day_weight(day) for day in days], k=n)
        ]
        rng.shuffle(drawn)
        return drawn


def day_weight(day: date) -> float:
    return WEEKEND if day.weekday() > 4 else 1.0


def part_of_month(days: Sequence[date]) -> float:
    if not days:
        return 0.0
    first = days[0].replace(day=1)
    month = [first + timedelta(n) for n in range(31) if (first + timedelta(n)).month == first.month]
    return sum(map(day_weight, days)) / sum(map(day_weight, month))


def days_of(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


@dataclass(frozen=True)
class Plan:
    """The seed, the day and the size: all that the city depends on."""

    seed: int
    size: str
    as_of: date

    def __post_init__(self) -> None:
        if self.size not in SIZES:
            raise ValueError(f"没有“{self.size}”这种规模，可选：{'、'.join(SIZES)}。")

    def chance(self, *topic: str | int) -> Random:
        return chance(self.seed, *topic)

    @property
    def divisor(self) -> int:
        return SIZES[self.size]

    @property
    def this_year(self) -> Year:
        return Year(date(self.as_of.year, 1, 1), self.as_of, THIS_YEAR)

    @property
    def last_year(self) -> Year:
        return Year(date(self.as_of.year - 1, 1, 1), date(self.as_of.year - 1, 12, 31), LAST_YEAR)

    @property
    def years(self) -> tuple[Year, Year]:
        return self.last_year, self.this_year

    @property
    def opened_on(self) -> date:
        return self.last_year.first

    def pace(self, year: Year) -> float:
        """How much of the model year's totals this year reaches."""
        if year.last == self.as_of:
            model = Year(date(MODEL_DAY.year, 1, 1), MODEL_DAY, THIS_YEAR)
            return year.elapsed / model.elapsed / self.divisor
        return sum(LAST_YEAR) / DISPUTES / self.divisor

    def yearly(self, year: Year, amount: int) -> int:
        """A yearly amount, cut to the elapsed part of the year."""
        return round(amount * year.elapsed / self.divisor)
