"""What a month of the hotline came to: figures by their indicators, topics, places and clusters from the calls themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count

from fazhi.kernel.indicators import evaluation, suppression
from fazhi.kernel.indicators.declared import indicator_of
from fazhi.kernel.indicators.places import Scope
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.indicators.windows import calendar, month_end, months_before, years_before
from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.org.paths import lineage, within

from .models import Call, ReportCluster, ReportFigure, ReportPlace, ReportTopic
from .rules import CLUSTER_CALLS
from .words import Direction, Result

CODES = (
    "incoming calls connect_rate quick_rate abandoned_rate satisfaction participation solved_rate repeat_rate aid_told_rate callers "
    "dangers orders order_on_time_rate returned_rate order_satisfaction checked_rate quality_rate"
)
MOST_PLACES, PERCENT = 10, "%"
NONE, SAME = "无数据", "持平"


def figures(unit: Unit, month: date) -> Iterator[ReportFigure]:
    """Each figure of three months, asked by its name, so that it opens into its records."""
    asked = [indicator_of(f"hotline.{name}") for name in CODES.split()]
    months = (month, months_before(month, 1), years_before(month, 1))
    now, before, year_before = (
        evaluation.evaluate_many(asked, Scope.of(unit), calendar(first, 1), month_end(first)) for first in months
    )
    for each in asked:
        of = [told[each.code] for told in (now, before, year_before)]
        yield ReportFigure(
            code=each.code,
            label=each.label,
            now=written(of[0]),
            before=written(of[1]),
            year_before=written(of[2]),
            change=compared(of[0], of[1]),
            year_change=compared(of[0], of[2]),
            records=of[0].records,
            is_small=suppression.hides(of[0]),
        )


def written(value: Value) -> str:
    """Exactly: a report of a month rounds nothing up."""
    if value.unit == PERCENT:
        return NONE if value.value is None or value.empty else f"{value.value:.1f}{PERCENT}"
    return f"{value.value or 0:.0f}{value.unit}"


def compared(now: Value, before: Value) -> str:
    """Points of a rate, per cent of an amount; nothing where there was nothing."""
    if None in (now.value, before.value) or now.empty or before.empty:
        return ""
    if now.unit == PERCENT:
        return _signed(now.value - before.value, "个百分点")
    return growth(int(now.value), int(before.value))


def growth(now: int, before: int) -> str:
    return _signed(Decimal((now - before) * 100) / before, PERCENT) if before else ""


def _signed(change: Decimal, unit: str) -> str:
    told = f"{change:+.1f}"
    return SAME if float(told) == 0 else f"{told}{unit}"


# --- what and where ---------------------------------------------------------------------------------------------------------


@dataclass
class Cell:
    """What came from one town about one thing."""

    calls: int = 0
    dangers: int = 0
    callers: set[str] = field(default_factory=set)


Cells = dict[tuple[str, str], Cell]


class Month:
    """The answered calls of three months, each read once."""

    def __init__(self, unit: Unit, month: date) -> None:
        self.unit, self.month = unit, month
        self.towns = _towns(month_end(month))
        self.now = self._cells(month)
        self.before = Counter(self._amounts(months_before(month, 1)))
        self.year_before = Counter(self._amounts(years_before(month, 1)))

    def _calls(self, first: date) -> Any:
        held = Call.objects.filter(within(self.unit.path), direction=Direction.IN, result=Result.ANSWERED)
        return held.filter(opened_on__range=(first, month_end(first)))

    def _cells(self, first: date) -> Cells:
        found: Cells = defaultdict(Cell)
        for path, topic, caller, is_danger in self._calls(first).values_list("region__path", "topic", "caller_key", "is_danger"):
            cell = found[self._town(path), topic]
            cell.calls, cell.dangers = cell.calls + 1, cell.dangers + is_danger
            cell.callers |= {caller} - {""}
        return found

    def _amounts(self, first: date) -> Iterator[tuple[str, str]]:
        rows = self._calls(first).values_list("region__path", "topic").annotate(amount=Count("pk")).order_by()
        for path, topic, amount in rows:
            yield from [(self._town(path), topic)] * amount

    def _town(self, path: str | None) -> str:
        """The town of a place, or the place itself where it is a county or the city."""
        return next((each for each in reversed(lineage(path or "")) if each in self.towns), "")

    def topics(self) -> Iterator[ReportTopic]:
        now = _summed(self.now, 1)
        whole = sum(now.values()) or 1
        before, year_before = _counted(self.before, 1), _counted(self.year_before, 1)
        for topic, calls in now.most_common():
            if topic:
                yield ReportTopic(
                    topic=topic,
                    calls=calls,
                    before=before[topic],
                    year_before=year_before[topic],
                    share=(Decimal(calls * 100) / whole).quantize(Decimal("0.1")),
                    change=growth(calls, before[topic]),
                    year_change=growth(calls, year_before[topic]),
                )

    def places(self) -> Iterator[ReportPlace]:
        now, before = _summed(self.now, 0), _counted(self.before, 0)
        for path, calls in now.most_common(MOST_PLACES + 1)[:MOST_PLACES]:
            if path:
                own = {topic: cell for (place, topic), cell in self.now.items() if place == path}
                yield ReportPlace(
                    place=self.towns[path],
                    calls=calls,
                    before=before[path],
                    dangers=sum(cell.dangers for cell in own.values()),
                    topic=max(own, key=lambda topic: own[topic].calls),
                    change=growth(calls, before[path]),
                )

    def clusters(self) -> Iterator[ReportCluster]:
        """So many different callers from one town about one thing, and more than the month before."""
        most = CLUSTER_CALLS.value(self.month)
        for (path, topic), cell in sorted(self.now.items(), key=lambda each: (-len(each[1].callers), each[0])):
            if path and topic and len(cell.callers) >= most and cell.calls > self.before[path, topic]:
                yield ReportCluster(
                    place=self.towns[path],
                    topic=topic,
                    callers=len(cell.callers),
                    calls=cell.calls,
                    before=self.before[path, topic],
                )


def _towns(on: date) -> dict[str, Unit]:
    kinds = (UnitKind.CITY, UnitKind.COUNTY, UnitKind.TOWN)
    return {unit.path: unit for unit in Unit.objects.in_force(on).filter(kind__in=kinds)}


def _summed(cells: Cells, place: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, cell in cells.items():
        found[key[place]] += cell.calls
    return found


def _counted(cells: Iterable[tuple[str, str]], place: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, amount in cells.items():
        found[key[place]] += amount
    return found
