"""Asking for a figure: from roll-ups where months add up, from records for the broken month at the end and for distinct keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, DateField, Min, Q, QuerySet
from django.db.models import Sum as SumOf
from django.db.models.functions import Substr, TruncMonth
from django.utils import timezone

from fazhi.kernel.org.models import Unit

from . import rollups
from .declared import Group, Indicator, Keyed, empty, indicator_of
from .models import RollUp
from .places import NOW, Scope
from .values import NOTHING, Sums, Value
from .windows import Stretch, Window, month_end

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: which records, in which places and days."""

    scope: Scope
    window: Window
    on: date

    @property
    def stretch(self) -> Stretch:
        return self.window.stretch(self.on)

    def sums(self, indicator: Indicator, group: Group = ()) -> Keyed:
        """The sums by group, e.g. ("under:12", "month"); without a group under the empty key."""
        if indicator.is_standing(self.window) or not indicator.is_rolled:
            return self._read(indicator, self._days(indicator), group)
        first, last = self.stretch.first, self.stretch.last
        whole_from = first if first is None or first.day == 1 else month_end(first) + DAY
        whole_to = last if last == month_end(last) else last.replace(day=1) - DAY
        found = self._rolled(indicator, whole_from, whole_to, group)
        for begins, ends in _broken(first, last, whole_from, whole_to):
            found = _added(found, self._read(indicator, between(indicator, begins, ends), group))
        return found

    def records(self, indicator: Indicator) -> QuerySet[Any]:
        """Exactly the records behind the figure; of each key the first."""
        rows = indicator.model._default_manager.filter(
            indicator.base, self.scope.condition(indicator.place), self._days(indicator)
        )
        return rows if not indicator.once_per else _first_of_each(rows, indicator)

    def _days(self, indicator: Indicator) -> Q:
        if indicator.is_standing(self.window):
            return indicator.standing(self.on)
        return between(indicator, self.stretch.first, self.stretch.last)

    def _read(self, indicator: Indicator, days: Q, group: Group) -> Keyed:
        rows = indicator.model._default_manager.filter(indicator.base, self.scope.condition(indicator.place), days)
        if (
            indicator.once_per
            and "numerator" in indicator.aggregates(Q())
            and hasattr(indicator, "field")
            and indicator.field != indicator.once_per
        ):
            rows = indicator.model._default_manager.filter(pk__in=_first_of_each(rows, indicator).values("pk"))
        keys = {f"key{i}": _key(word, indicator.on, f"{indicator.place}__path") for i, word in enumerate(group)}
        found = (
            rows.annotate(**keys).values(*keys).annotate(**indicator.aggregates(Q())).order_by()
            if keys
            else [rows.aggregate(**indicator.aggregates(Q()))]
        )
        return {tuple(row[key] for key in keys): Sums.read(row) for row in found}

    def _rolled(self, indicator: Indicator, first: date | None, last: date, group: Group) -> Keyed:
        rows = RollUp.objects.filter(self.scope.condition("unit"), code=indicator.code, month__lte=last)
        rows = rows.filter(month__gte=first) if first else rows
        keys = {f"key{i}": _key(word, "month", "unit__path") for i, word in enumerate(group)}
        sums = {name: SumOf(name) for name in ("numerator", "denominator", "records")}
        aliased = {f"of_{name}": total for name, total in sums.items()}
        found = rows.annotate(**keys).values(*keys).annotate(**aliased).order_by() if keys else [rows.aggregate(**aliased)]
        return {tuple(row[key] for key in keys): Sums.read(row, "of_") for row in found}


def _key(word: str, on: str, path: str) -> Any:
    if word == "month":
        return TruncMonth(on, output_field=DateField())
    return Substr(path, 1, int(word.partition(":")[2]), output_field=CharField())


def _broken(first: date | None, last: date, whole_from: date | None, whole_to: date) -> list[tuple[date | None, date]]:
    """The days at either end that are no whole months."""
    if whole_from is not None and whole_from > whole_to:
        return [(first, last)]
    ends = [(first, whole_from - DAY)] if first and whole_from != first else []
    return [*ends, (whole_to + DAY, last)] if last != whole_to else ends


def _added(one: Keyed, other: Keyed) -> Keyed:
    return {key: one.get(key, NOTHING) + other.get(key, NOTHING) for key in one.keys() | other.keys()}


def between(indicator: Indicator, first: date | None, last: date) -> Q:
    """The records of these days, both included, by the legal day."""
    if rollups.is_moment(indicator.model, indicator.on):
        day = Q(**{f"{indicator.on}__lt": _start(last + DAY)})
        return day & Q(**{f"{indicator.on}__gte": _start(first)}) if first else day
    day = Q(**{f"{indicator.on}__lte": last})
    return day & Q(**{f"{indicator.on}__gte": first}) if first else day


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _first_of_each(rows: QuerySet[Any], indicator: Indicator) -> QuerySet[Any]:
    bare = empty(indicator.model, indicator.once_per)
    firsts = rows.exclude(bare).order_by().values(indicator.once_per).annotate(first=Min("pk")).values("first")
    return rows.filter(Q(pk__in=firsts) | bare)


def evaluate(
    code: str,
    unit: Unit | None = None,
    window: Window | None = None,
    on: date | None = None,
    structure: str = NOW,
    prefixes: tuple[str, ...] | None = None,
) -> Value:
    """One figure for a unit (all, when none is named), a window and a day; `prefixes` narrows it to what somebody may see."""
    rollups.refresh()
    on = on or timezone.localdate()
    scope = Scope(prefixes, structure, on) if prefixes is not None else Scope.of(unit, structure, on)
    return _value(indicator_of(code), scope, window, on)


def _value(indicator: Indicator, scope: Scope, window: Window | None, on: date) -> Value:
    asked = Asked(scope, window or indicator.window, on)
    years = _complete_years(indicator, asked) if asked.window.is_average else 0
    return told(indicator, asked, indicator.answers(asked, ()).get((), NOTHING), years)


def _complete_years(indicator: Indicator, asked: Asked) -> int:
    """Complete years from the first that has a record."""
    first = asked.records(indicator).aggregate(first=Min(indicator.on))["first"]
    return asked.stretch.last.year - first.year + 1 if first else 0


def told(indicator: Indicator, asked: Asked, sums: Sums, years: int = 0) -> Value:
    """The sums as a figure with its words."""
    number = None if asked.window.is_average and not years else indicator.figure(sums, years)
    has_denominator = sums.denominator or hasattr(indicator, "among") or hasattr(indicator, "rate")
    full = bool(sums.denominator) and sums.numerator == sums.denominator
    stretch = Stretch(asked.stretch.first, asked.stretch.last, years)
    return Value(
        code=indicator.code,
        label=indicator.label,
        value=number,
        text="无数据" if number is None else indicator.wording.write(number, indicator.unit, full),
        numerator=sums.numerator,
        denominator=sums.denominator if has_denominator else None,
        records=sums.records,
        unit=indicator.unit,
        window=asked.window,
        stretch=stretch,
        definition=f"{indicator.definition}；时段：{asked.window.label}（{stretch}）",
        empty=not sums.records,
        scope=asked.scope,
        indicator=indicator,
    )


def records_of(value: Value, part: str = "all") -> QuerySet[Any]:
    """Exactly the records that a figure counted; `numerator` for those of its numerator."""
    asked = Asked(value.scope, value.window, value.stretch.last if not value.window.is_stock else value.stretch.last)
    rows = asked.records(value.indicator)
    return rows.filter(value.indicator.hits) if part == "numerator" else rows


def by_unit(code: str, units: list[Unit], window: Window | None = None, on: date | None = None) -> dict[int, Value]:
    """The figure of each of these units (subtrees of today's tree), in one question for each depth; unit id → value."""
    rollups.refresh()
    on, indicator = on or timezone.localdate(), indicator_of(code)
    found: dict[int, Value] = {}
    for depth in {len(unit.path) for unit in units}:
        here = [unit for unit in units if len(unit.path) == depth]
        asked = Asked(Scope(None), window or indicator.window, on)
        sums = indicator.answers(asked, (f"under:{depth}",))
        for unit in here:
            own = Asked(Scope.of(unit, NOW, on), asked.window, on)
            found[unit.pk] = told(indicator, own, sums.get((unit.path,), NOTHING))
    return found


def by_month(code: str, unit: Unit | None = None, window: Window | None = None, on: date | None = None) -> dict[date, Value]:
    """The figure month by month; first day of the month → value."""
    rollups.refresh()
    on, indicator = on or timezone.localdate(), indicator_of(code)
    asked = Asked(Scope.of(unit, NOW, on), window or indicator.window, on)
    answers = indicator.answers(asked, ("month",)) if not hasattr(indicator, "rate") else asked.sums(indicator.rate, ("month",))
    return {key[0]: told(indicator, asked, sums) for key, sums in sorted(answers.items())}


def compared(value: Value) -> Value:
    """The same figure one year (or month, or stretch) before."""
    window, on = value.window.previous(value.stretch.last)
    return _value(value.indicator, value.scope, window, on)
