"""One question about places and days, for as many figures as one likes.

From roll-ups where months add up; from records for the broken month at the end, for distinct keys and for what stands on a day.
However many figures, units or months are asked, the roll-ups are read once, and each model once for each of its dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, DateField, Expression, Min, Q, QuerySet
from django.db.models import Sum as SumOf
from django.db.models.functions import Substr, TruncMonth
from django.utils import timezone

from . import rollups
from .indicator import TOGETHER, Group, Indicator, Keyed, columns_of, empty, sums_in
from .models import RollUp
from .places import Scope
from .values import NOTHING, Sums
from .windows import STOCK, Stretch, Window, month_end

DAY = timedelta(days=1)
TOTALS = {f"of_{name}": SumOf(name) for name in ("numerator", "denominator", "records")}

Days = tuple[date | None, date]  # without a first day everything up to the last


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: which records, in which places and days."""

    scope: Scope
    window: Window
    on: date
    from_records: bool = False  # read no roll-up: what they are checked against

    @property
    def stretch(self) -> Stretch:
        return self.window.stretch(self.on)

    def standing(self) -> Asked:
        """The same place on the last day of the window, for what stands on a day."""
        return Asked(self.scope, STOCK, self.stretch.last, self.from_records)

    def sums(self, indicator: Indicator, group: Group = ()) -> Keyed:
        """The sums of one figure by group, e.g. ("under:12", "month"); without a group under the empty key."""
        return self.sums_of([indicator], group)[indicator.code]

    def sums_of(self, indicators: Iterable[Indicator], group: Group = ()) -> dict[str, Keyed]:
        """The sums of many figures; code → group → sums."""
        found: dict[str, Keyed] = {}
        rolled, read = self._parted(indicators)
        if rolled:
            self._roll(rolled, group, found)
        for days, kinds in read.items():
            for together in _chunks(kinds):
                self._read(together, self._condition(together[0], days), group, found)
        return found

    def _parted(self, indicators: Iterable[Indicator]) -> tuple[list[Indicator], dict[tuple, list[Indicator]]]:
        """Which are taken from roll-ups, and which are read from their records, by model and days."""
        rolled: list[Indicator] = []
        read: dict[tuple, list[Indicator]] = {}
        for each in indicators:
            if is_rolled := each.is_rolled and not each.is_standing(self.window) and not self.from_records:
                rolled.append(each)
            for days in self._stretches(each, is_rolled):
                alone = "" if each.asks_along else each.code
                read.setdefault((each.model, each.on, *days, alone), []).append(each)
        return rolled, read

    def _stretches(self, indicator: Indicator, is_rolled: bool) -> list[tuple]:
        if indicator.is_standing(self.window):
            return [("standing", indicator.until, indicator.through, type(indicator).__name__)]
        whole = (self.stretch.first, self.stretch.last)
        return _broken(*whole, *self._whole_months()) if is_rolled else [whole]

    def _whole_months(self) -> tuple[date | None, date]:
        first, last = self.stretch.first, self.stretch.last
        begins = first if first is None or first.day == 1 else month_end(first) + DAY
        return begins, last if last == month_end(last) else last.replace(day=1) - DAY

    def _condition(self, indicator: Indicator, key: tuple) -> Q:
        if key[2] == "standing":
            return indicator.standing(self.stretch.last)
        return between(indicator, key[2], key[3])

    def records(self, indicator: Indicator, that: Q | None = None) -> QuerySet[Any]:
        """Exactly the records behind the figure (or its numerator); of each key the first."""
        rows = self.within(indicator).filter(indicator.base, that or Q(), self.days(indicator))
        return first_of_each(rows, indicator) if indicator.once_per else rows

    def within(self, indicator: Indicator) -> QuerySet[Any]:
        """All records of the kind in these places."""
        return indicator.model._default_manager.filter(self.scope.condition(indicator.place))

    def days(self, indicator: Indicator) -> Q:
        """The records of these days, or standing on the last of them."""
        if indicator.is_standing(self.window):
            return indicator.standing(self.stretch.last)
        return between(indicator, self.stretch.first, self.stretch.last)

    def _keys(self, group: Group, on: str, place: str) -> dict[str, Expression]:
        return {f"key{i}": self._key(word, on, place) for i, word in enumerate(group)}

    def _key(self, word: str, on: str, place: str) -> Expression:
        if word == "month":
            return TruncMonth(on, output_field=DateField())
        return Substr(self.scope.path(place), 1, int(word.partition(":")[2]), output_field=CharField())

    def _roll(self, indicators: list[Indicator], group: Group, found: dict[str, Keyed]) -> None:
        first, last = self._whole_months()
        codes = [each.code for each in indicators]
        rows = RollUp.objects.filter(self.scope.condition("unit"), code__in=codes, month__lte=last)
        rows = rows.filter(month__gte=first) if first else rows
        keys = self._keys(group, "month", "unit")
        found |= {code: {} if group else {(): NOTHING} for code in codes}
        for row in rows.annotate(**keys).values("code", *keys).annotate(**TOTALS).order_by():
            found[row["code"]][tuple(row[key] for key in keys)] = Sums.read(row, "of_")

    def _read(self, indicators: list[Indicator], days: Q, group: Group, found: dict[str, Keyed]) -> None:
        """Read the records of some figures that share model and days, and add what they come to."""
        alone, one = len(indicators) == 1, indicators[0]
        keys = self._keys(group, one.on, one.place)
        rows = self.within(one).filter(days).annotate(**keys)
        if alone:
            rows = rows.filter(one.base)
            rows = self._firsts(rows, one, keys) if one.reads_firsts else rows
        columns: dict[str, Expression] = {}
        names = [columns_of(each, Q() if alone else each.base, columns) for each in indicators]
        totals = rows.values(*keys).annotate(**columns).order_by() if keys else [rows.aggregate(**columns)]
        for each in indicators:
            found.setdefault(each.code, {})
        for row in totals:
            key = tuple(row[name] for name in keys)
            for each, own in zip(indicators, names, strict=True):
                found[each.code][key] = found[each.code].get(key, NOTHING) + sums_in(row, own)

    def _firsts(self, rows: QuerySet[Any], indicator: Indicator, keys: dict[str, Expression]) -> QuerySet[Any]:
        firsts = first_of_each(rows, indicator, tuple(keys)).values("pk")
        return indicator.model._default_manager.filter(pk__in=firsts).annotate(**keys)


def _chunks(indicators: list[Indicator]) -> Iterable[list[Indicator]]:
    return (indicators[start : start + TOGETHER] for start in range(0, len(indicators), TOGETHER))


def _broken(first: date | None, last: date, whole_from: date | None, whole_to: date) -> list[Days]:
    """The days at either end that are no whole months."""
    if whole_from is not None and whole_from > whole_to:
        return [(first, last)]
    ends = [(first, whole_from - DAY)] if first and whole_from != first else []
    return [*ends, (whole_to + DAY, last)] if last != whole_to else ends


def between(indicator: Indicator, first: date | None, last: date) -> Q:
    """The records of these days, both included, by the legal day."""
    if rollups.is_moment(indicator.model, indicator.on):
        day = Q(**{f"{indicator.on}__lt": _start(last + DAY)})
        return day & Q(**{f"{indicator.on}__gte": _start(first)}) if first else day
    day = Q(**{f"{indicator.on}__lte": last})
    return day & Q(**{f"{indicator.on}__gte": first}) if first else day


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def first_of_each(rows: QuerySet[Any], indicator: Indicator, keys: tuple[str, ...] = ()) -> QuerySet[Any]:
    """The first record of each key (in each group), and each record without a key."""
    bare = empty(indicator.model, indicator.once_per)
    firsts = rows.exclude(bare).order_by().values(indicator.once_per, *keys).annotate(first=Min("pk")).values("first")
    return rows.filter(Q(pk__in=firsts) | bare)
