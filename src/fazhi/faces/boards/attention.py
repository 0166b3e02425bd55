"""What deserves a look: deadlines passed, units below the whole, targets missed, units that lack something, great changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from fazhi.kernel.indicators import targets
from fazhi.kernel.indicators.declared import Indicator, Overdue, Rate
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.indicators.wording import StaysAbove
from fazhi.kernel.org.models import Unit

from . import rules, words
from .asked import Asked
from .catalog import Headline, Module
from .deadlines import Counts
from .tiles import Answers, figure_url

MOST, LOWEST = 8, 3


@dataclass(frozen=True, slots=True)
class Item:
    """One line: how grave, its mark, a sentence, and where to look."""

    urgency: str  # over or soon
    mark: str
    sentence: str
    url: str
    link: str = "看构成"
    law: str = ""


def items(
    asked: Asked,
    modules: list[Module],
    answers: Answers,
    below: dict[int, dict[str, Value]],
    units: list[Unit],
    open_cases: dict[Indicator, Counts],
) -> list[Item]:
    """The gravest first, no more than a page bears."""
    headlines = [headline for module in modules for headline in module.headlines()]
    found = [
        *_overdue(asked, [each for module in modules for each in module.indicators if isinstance(each, Overdue)], open_cases),
        *_below_target(asked, answers),
        *_under_floor(asked, answers),
        *_lacking(asked, headlines, answers),
        *_below_whole(asked, answers, below, units),
        *_changed(asked, answers),
    ]
    return sorted(found, key=lambda item: item.urgency != "over")[:MOST]


def _overdue(asked: Asked, indicators: list[Indicator], open_cases: dict[Indicator, Counts]) -> Iterator[Item]:
    late = {indicator.model: counts["over"] for indicator, counts in open_cases.items() if counts["over"]}
    for each in sorted((each for each in indicators if each.model in late), key=lambda each: -late[each.model]):
        sentence = f"{each.label.removeprefix('超期未结')}最近期限已过、还没有办结"
        amount = f"{late[each.model]:,} 件"
        url = reverse("boards:records", args=[each.code]) + asked.query(show="")
        yield Item("over", f"逾期 {amount}", sentence, url, f"看这 {amount}")


def _page(asked: Asked, value: Value, unit: Unit | None = None) -> str:
    headline = Headline(value.code, value.indicator, value.window)
    return figure_url(asked, headline) + (f"&unit={unit.code}" if unit else "")


def _below_target(asked: Asked, answers: Answers) -> Iterator[Item]:
    held = targets.targets_of(asked.unit, asked.on.year)
    for value in answers.now.values():
        target = held.get(value.code)
        if target and value.stretch.last.year == target.year and not target.is_met(value.value):
            sentence = f"{value.label}{value.text}，年度目标{'不超过' if target.is_ceiling else '不低于'} {words.grouped(target.value)}（{target.basis}）"
            yield Item("soon", "未达目标", sentence, _page(asked, value))


def _under_floor(asked: Asked, answers: Answers) -> Iterator[Item]:
    for value in answers.now.values():
        wording = value.indicator.wording
        if isinstance(wording, StaysAbove) and value.value is not None and value.value < wording.floor:
            yield Item("soon", f"低于 {wording.floor}%", f"{value.label}，{value.text}", _page(asked, value))


def _lacking(asked: Asked, headlines: list[Headline], answers: Answers) -> Iterator[Item]:
    for headline in headlines:
        row = answers.coverage[headline.code] if headline.counts_units else None
        if row and row.out_of and row.records < row.out_of:
            missing = row.out_of - row.records
            sentence = f"{row.label}，应有 {row.out_of}{row.unit}，已有 {row.records}{row.unit}"
            yield Item("soon", f"缺 {missing} {row.unit}", sentence, figure_url(asked, headline), "看名单")


def _below_whole(asked: Asked, answers: Answers, below: dict[int, dict[str, Value]], units: list[Unit]) -> Iterator[Item]:
    gap, least = Decimal(rules.BELOW.value()), rules.BELOW_LEAST.value()
    for whole in _rates(answers):
        values = [(unit, below.get(unit.pk, {}).get(whole.code)) for unit in units]
        low = [(unit, value) for unit, value in values if value and value.value is not None and value.denominator >= least]
        low = [(unit, value) for unit, value in low if whole.value - value.value >= gap]
        for unit, value in sorted(low, key=lambda pair: pair[1].value)[:LOWEST]:
            short = words.rounded(whole.value - value.value)
            sentence = f"{unit.name}{whole.label} {words.share(value.value)}，低 {short} 个百分点，{words.made_of(value)}"
            yield Item("soon", f"低于{'全市' if asked.is_whole else '整体'}", sentence, _page(asked, whole, unit))


def _rates(answers: Answers) -> list[Value]:
    return [value for value in answers.now.values() if isinstance(value.indicator, Rate) and value.value is not None]


def _changed(asked: Asked, answers: Answers) -> Iterator[Item]:
    limit, least = Decimal(rules.CHANGE.value()), rules.CHANGE_LEAST.value()
    for key, value in answers.now.items():
        before = answers.before.get(key)
        if not before or not before.value or value.value is None or words.is_share(value):
            continue
        if max(value.records, before.records) >= least and abs(value.value - before.value) * 100 / abs(before.value) >= limit:
            sentence = f"{value.label} {words.exact(value)}，去年同期 {words.exact(before)}（{words.trend(value, before)}）"
            yield Item("soon", "变动较大", sentence, _page(asked, value))
