"""Asking for figures: one or many, by unit, by month, and beside what they were before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Min, QuerySet
from django.utils import timezone

from fazhi.kernel.org.models import Unit

from . import rollups
from .asking import Asked
from .declared import MinOverPeriods, indicator_of
from .indicator import Group, Indicator, Keyed
from .places import NOW, Scope, paths_of
from .values import NOTHING, Sums, Value
from .windows import STOCK, Stretch, Window, month_end, months_before

Series = dict[date, Value]  # first day of the month → figure


class Held:
    """A question already answered for many figures; what was not asked ahead is asked when it is wanted."""

    def __init__(self, asked: Asked, indicators: Iterable[Indicator], group: Group) -> None:
        self.asked, self.known = asked, {}
        ahead: dict[Group, list[Indicator]] = {}
        for each in indicators:
            wanted = (each.rate, (*group, "month")) if isinstance(each, MinOverPeriods) else (each, group)
            ahead.setdefault(wanted[1], []).append(wanted[0])
        for key, together in ahead.items():
            self.known |= {(code, key): sums for code, sums in asked.sums_of(together, key).items()}

    def sums(self, indicator: Indicator, group: Group) -> Keyed:
        if (indicator.code, group) not in self.known:
            self.known[indicator.code, group] = self.asked.sums(indicator, group)
        return self.known[indicator.code, group]


def evaluate(
    code: str,
    unit: Unit | None = None,
    window: Window | None = None,
    on: date | None = None,
    structure: str = NOW,
    prefixes: tuple[str, ...] | None = None,
) -> Value:
    """One figure for a unit (all, when none is named), a window and a day; `prefixes` narrows it to what somebody may see."""
    on = on or timezone.localdate()
    scope = Scope(prefixes, structure, on) if prefixes is not None else Scope.of(unit, structure, on)
    return evaluate_many([indicator_of(code)], scope, window, on)[code]


def evaluate_many(
    indicators: Iterable[Indicator], scope: Scope, window: Window | None, on: date, from_records: bool = False
) -> dict[str, Value]:
    """Many figures for a place and a day, each over its own window unless one is given; code → figure."""
    rollups.refresh()
    found: dict[str, Value] = {}
    for asked, together in _by_question(indicators, scope, window, on, from_records):
        held = Held(asked, together, ())
        for each in together:
            years = _complete_years(each, asked) if asked.window.is_average else 0
            found[each.code] = told(each, asked, each.answers(held, ()).get((), NOTHING), years)
    return found


def _by_question(
    indicators: Iterable[Indicator], scope: Scope, window: Window | None, on: date, from_records: bool = False
) -> Iterable[tuple[Asked, list[Indicator]]]:
    """The figures by the window in which they are asked, each as of its last day; what stands on a day stands on that one."""
    questions: dict[tuple[str, date], tuple[Asked, list[Indicator]]] = {}
    for each in indicators:
        asked = Asked(scope, window or each.window, on, from_records)
        asked = asked.standing() if each.is_standing(asked.window) else asked
        questions.setdefault((asked.window.name, asked.on), (asked, []))[1].append(each.on_day(asked.stretch.last))
    return questions.values()


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


def asked_by(value: Value) -> Asked:
    """The question that a figure answers."""
    return Asked(value.scope, value.window, value.stretch.last)


def records_of(value: Value, part: str = "all") -> QuerySet[Any]:
    """Exactly the records that a figure counted; `numerator` for those of its numerator."""
    return asked_by(value).records(value.indicator, value.indicator.hits if part == "numerator" else None)


def by_unit(code: str, units: list[Unit], window: Window | None = None, on: date | None = None) -> dict[int, Value]:
    """The figure of each of these units (subtrees of today's tree), in one question for each depth; unit id → figure."""
    on, indicator = on or timezone.localdate(), indicator_of(code)
    return {pk: values[code] for pk, values in by_units([indicator], units, window, on).items()}


def by_units(
    indicators: list[Indicator], units: Iterable[Unit], window: Window | None, on: date, structure: str = NOW
) -> dict[int, dict[str, Value]]:
    """Many figures of many units, in as many questions as the units have depths; unit id → code → figure."""
    rollups.refresh()
    found: dict[int, dict[str, Value]] = {}
    units = list(units)
    paths = paths_of(units, structure, on)
    for length in {len(path) for path in paths.values()}:
        here = [unit for unit in units if len(paths.get(unit.pk, "")) == length]
        for asked, together in _by_question(indicators, Scope(None, structure, on), window, on):
            held = Held(asked, together, (f"under:{length}",))
            answers = {each: each.answers(held, (f"under:{length}",)) for each in together}
            for unit in here:
                own = replace(asked, scope=Scope.of(unit, structure, on))
                sums = {each: answers[each].get((paths[unit.pk],), NOTHING) for each in together}
                found.setdefault(unit.pk, {}).update({each.code: told(each, own, sums[each]) for each in together})
    return found


def by_month(code: str, unit: Unit | None = None, window: Window | None = None, on: date | None = None) -> Series:
    """The figure month by month; first day of the month → figure."""
    on, indicator = on or timezone.localdate(), indicator_of(code)
    return by_months([indicator], Scope.of(unit, NOW, on), window, on)[code]


def by_months(indicators: Iterable[Indicator], scope: Scope, window: Window | None, on: date) -> dict[str, Series]:
    """Many figures month by month; what stands on a day has no months here (`month_ends`)."""
    rollups.refresh()
    found: dict[str, Series] = {}
    for asked, together in _by_question(indicators, scope, window, on):
        monthly = {each.code: each.rate if isinstance(each, MinOverPeriods) else each for each in together}
        sums = asked.sums_of({each.code: each for each in monthly.values()}.values(), ("month",))
        for each in together:
            own = sums[monthly[each.code].code]
            found[each.code] = {key[0]: _told_plainly(each, asked, own[key]) for key in sorted(own) if key[0]}
    return found


def _told_plainly(indicator: Indicator, asked: Asked, sums: Sums) -> Value:
    """A month of a mean is what the month came to."""
    plain = replace(asked, window=replace(asked.window, is_average=False)) if asked.window.is_average else asked
    return told(indicator, plain, sums)


def month_ends(indicator: Indicator, scope: Scope, on: date, months: int = 12) -> Series:
    """How many stood on the last day of each month; the running month on the day itself."""
    days = [month_end(months_before(on, ago)) for ago in reversed(range(1, months))] + [on]
    asked = [Asked(scope, STOCK, day) for day in days]
    dated = [indicator.on_day(day) for day in days]
    return {day.replace(day=1): told(own, each, each.sums(own)[()]) for day, own, each in zip(days, dated, asked, strict=True)}


def compared(value: Value) -> Value:
    """The same figure one period (year, month, or stretch) before."""
    window, on = value.window.previous(value.stretch.last)
    return evaluate_many([value.indicator], value.scope, window, on)[value.code]
