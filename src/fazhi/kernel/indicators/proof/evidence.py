"""Which entries of the log are behind a figure, which are not and why, and what each of them adds to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast, TruncMonth

from fazhi.kernel import registry
from fazhi.kernel.ledger.places import COUNTY, county_code
from fazhi.kernel.org.paths import depth
from fazhi.kernel.records import restricted
from fazhi.kernel.records.models import Part

from ..asking import Asked
from ..declared import Indicator, MinOverPeriods, Rate
from ..evaluation import asked_by
from ..values import NOTHING, Sums, Value
from .reading import Reading, Tip, kind_of, must_be_placed, owner_of

COUNTED = ""
# Why an entry is not behind a figure; these words are public, the record's own are not.
REASONS = {
    "other": "同类业务里的其他登记，不是所统计的事项",
    "continued": "在下一年的日志里续办，按那里的计",
    "gone": "内容已经缺失，只剩公开的一行",
    "removed": "已经依法删除",
    "place": "不在统计的单位",
    "days": "不在统计的时段",
    "condition": "不符合口径的条件",
    "repeated": "同一件已经计过一次",
    "merged": "不足五条的几类原因，合在一起",
}


class Unfounded(ValidationError):
    """A figure does not follow from the records that the ledger knows: it may not be published."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a figure stands on."""

    value: Value
    asks: dict[str, Any]  # the filter on the public header
    labels: dict[Tip, str] = field(repr=False)  # every entry that the filter meets: counted, or why not
    parts: dict[Tip, Sums] = field(repr=False)  # what each adds
    months: dict[Tip, str] = field(repr=False, default_factory=dict)  # of the worst month of a rate
    hidden: frozenset[Tip] = field(repr=False, default=frozenset())  # restricted: counted, never listed

    @property
    def counted(self) -> list[Tip]:
        return [tip for tip, label in self.labels.items() if label == COUNTED]

    @property
    def excluded(self) -> dict[str, int]:
        found = Counter(label for label in self.labels.values() if label != COUNTED)
        return {code: found[code] for code in REASONS if found[code]}


def evidence_of(value: Value, reading: Reading) -> Evidence:
    """The evidence of a figure as it stands; raises Unfounded where records and ledger part, Waiting where acts have no place yet."""
    indicator, owner = value.indicator, owner_of(value.indicator.model)
    must_be_placed(kind_of(owner))
    if faults := [*reading.faults(indicator.model), *(reading.faults(owner) if owner is not indicator.model else ())]:
        told = "；".join(map(str, faults[:5]))
        raise Unfounded(f"{value.label}正在核对，不能发布：{told}{'等' if len(faults) > 5 else ''}")
    sums, months = contributions(value)
    _must_agree(value, sums, months)
    tips = {tip.record: tip for tip in reading.tips(kind_of(owner)) if tip.of == registry.label(owner) and not tip.goes_on}
    if unknown := sums.keys() - tips.keys():
        raise Unfounded(f"{value.label}正在核对，不能发布：有 {len(unknown)} 条记录账本里没有")
    parts = {tips[pk]: each for pk, each in sums.items()}
    asks = _filter(value, owner, parts)
    meets = [tip for tip in reading.tips(kind_of(owner)) if meets_filter(tip, asks)]
    labels = dict(_labelled(value, owner, sums, meets))
    closed = restricted_among(owner)
    hidden = frozenset(tip for tip in meets if tip.of == registry.label(owner) and tip.record in closed)
    return Evidence(value, asks, labels, parts, {tips[pk]: month for pk, month in months.items()}, hidden)


def restricted_among(owner: Any) -> set[int]:
    """Records that may not be known by themselves."""
    return set(restricted.standing().filter(of=registry.label(owner)).values_list("record_id", flat=True))


def meets_filter(tip: Tip, asks: dict[str, Any]) -> bool:
    """Whether an entry of the kind meets place and first day."""
    return tip.day >= asks.get("from", "") and ("org" not in asks or tip.org in asks["org"])


def _filter(value: Value, owner: Any, parts: dict[Tip, Sums]) -> dict[str, Any]:
    """The narrowest question about public headers that all counted entries meet."""
    asks: dict[str, Any] = {"kind": kind_of(owner)}
    first = value.stretch.first
    if first and not value.indicator.is_standing(value.window) and all(tip.day >= first.isoformat() for tip in parts):
        asks["from"] = first.isoformat()
    counties = sorted({county_code(path) for path in value.scope.prefixes or () if depth(path) >= COUNTY})
    if counties and len(counties) == len(value.scope.prefixes or ()) and all(tip.org in counties for tip in parts):
        asks["org"] = counties
    return asks


def contributions(value: Value) -> tuple[dict[int, Sums], dict[int, str]]:
    """What each record (each case, for its parts) adds, by its key; and in which month, for the worst month of a rate."""
    indicator, asked = value.indicator, asked_by(value)
    counts = indicator.rate if isinstance(indicator, MinOverPeriods) else indicator
    found = dict(_sums(counts, asked.records(counts)))
    if isinstance(counts, Rate) and counts.once_per:
        # Of one key the record behind the denominator need not be the one that brought it into the numerator.
        found = {pk: Sums(NOTHING.numerator, each.denominator, each.records) for pk, each in found.items()}
        for pk, each in _sums(counts, asked.records(counts, counts.hits)):
            found[pk] = found.get(pk, NOTHING) + Sums(each.numerator)
    return found, _months(counts, asked) if isinstance(indicator, MinOverPeriods) else {}


def _sums(indicator: Indicator, rows: QuerySet[Any]) -> Iterator[tuple[int, Sums]]:
    key = "of_id" if issubclass(indicator.model, Part) else "pk"
    keyed = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
    for row in keyed.order_by().values(key).annotate(**indicator.aggregates(indicator.base)):
        yield row[key], Sums.read(row)


def _months(indicator: Indicator, asked: Asked) -> dict[int, str]:
    month = Cast(TruncMonth(indicator.on), CharField())
    return {pk: told[:7] for pk, told in asked.records(indicator).annotate(told=month).values_list("pk", "told")}


def _must_agree(value: Value, sums: dict[int, Sums], months: dict[int, str]) -> None:
    """The parts must come to the figure."""
    whole = NOTHING
    for each in sums.values():
        whole += each
    is_same = months or (
        whole.records == value.records
        and abs(whole.numerator - value.numerator) <= value.indicator.margin(value.records)
        and (value.denominator is None or whole.denominator == value.denominator)
    )
    if not is_same:
        raise Unfounded(f"{value.label}正在核对，不能发布：逐条相加与汇总不符（{whole.numerator}／{value.numerator}）")


def _labelled(value: Value, owner: Any, sums: dict[int, Sums], tips: list[Tip]) -> Iterator[tuple[Tip, str]]:
    indicator, asked, label = value.indicator, asked_by(value), registry.label(owner)
    counts = indicator.rate if isinstance(indicator, MinOverPeriods) else indicator
    there = set(owner._default_manager.values_list("pk", flat=True))
    near = _keys(owner._default_manager.filter(asked.scope.condition("unit")))
    within = asked.within(counts).filter(asked.days(counts))
    dated = _keys(within) if owner is counts.model else near
    sets = (
        ("removed", there),
        ("place", near),
        ("days", dated),
        ("condition", _keys(within.filter(counts.base), "pk" if owner is counts.model else "of_id")),
        ("repeated", {pk for pk, each in sums.items() if each.records}),
    )
    for tip in tips:
        if tip.goes_on or tip.of != label:
            yield tip, "continued" if tip.goes_on else "other" if tip.of else "gone"
        else:
            yield tip, next((code for code, keys in sets if tip.record not in keys), COUNTED)


def _keys(rows: QuerySet[Any], key: str = "pk") -> set[int]:
    return set(rows.order_by().values_list(key, flat=True))
