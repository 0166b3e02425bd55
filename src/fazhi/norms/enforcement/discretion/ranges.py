"""Ranges of amounts, and how the rules in use cut the range of the law into bands; exact, in yuan or in multiples."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ..discretion_words import BandRule, DiscretionLevel

FEN = Decimal("0.01")
LIGHTER, USUAL, HEAVIER = DiscretionLevel.LIGHTER, DiscretionLevel.USUAL, DiscretionLevel.HEAVIER


def money(amount: Decimal) -> Decimal:
    """To the fen."""
    return amount.quantize(FEN, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None where the law names no such bound (以下 has no low, 以上 no high)."""

    low: Decimal | None
    high: Decimal | None

    def times(self, base: Decimal) -> Range:
        """In yuan, where the bounds are multiples of a base."""
        return Range(*(None if bound is None else money(bound * base) for bound in (self.low, self.high)))

    def holds(self, amount: Decimal) -> bool:
        return (self.low is None or amount >= self.low) and (self.high is None or amount <= self.high)

    def within(self, other: Range) -> bool:
        """Whether no amount in it lies outside the other."""
        low = self.low if self.low is not None else Decimal(0)
        is_above = other.low is None or low >= other.low
        return is_above and (other.high is None or (self.high is not None and self.high <= other.high))


def clamped(asked: Range, law: Range) -> Range:
    """What of a range lies within the law's: below its low only 减轻 leads, above its high nothing does (行政处罚法 第五条)."""
    low = max((bound for bound in (asked.low, law.low) if bound is not None), default=None)
    high = min((bound for bound in (asked.high, law.high) if bound is not None), default=None)
    if low is not None and high is not None and low > high:
        low = high = law.low if asked.high is not None and law.low is not None and asked.high < law.low else law.high
    return Range(low, high)


def bands(rule: str, law: Range) -> dict[str, Range]:
    """The band of each level; empty where the rule does not say (a bound that it needs is missing)."""
    return {BandRule.GENERAL: _general, BandRule.AGRICULTURE: _agriculture, BandRule.ECOLOGY: _ecology}[BandRule(rule)](law)


def _general(law: Range) -> dict[str, Range]:
    """国务院部门裁量规定: the lowest and the highest thirty per cent of the range."""
    if law.high is None:
        return {}
    low = law.low or Decimal(0)
    part = (law.high - low) * Decimal("0.3")
    return {
        LIGHTER: Range(low, low + part),
        USUAL: Range(low + part, law.high - part),
        HEAVIER: Range(law.high - part, law.high),
    }


def _agriculture(law: Range) -> dict[str, Range]:
    """农业农村: below and above the middle of two bounds; of a maximum alone thirty and sixty per cent."""
    if law.high is None:
        return {}
    if law.low is not None:
        middle = (law.low + law.high) / 2
        return {LIGHTER: Range(law.low, middle), USUAL: Range(middle, middle), HEAVIER: Range(middle, law.high)}
    first, second = law.high * Decimal("0.3"), law.high * Decimal("0.6")
    return {LIGHTER: Range(Decimal(0), first), USUAL: Range(first, second), HEAVIER: Range(second, law.high)}


def _ecology(law: Range) -> dict[str, Range]:
    """生态环境（广东）: of a maximum alone a fifth and a half, of a minimum alone twice and five times."""
    if law.low is None and law.high is not None:
        points = {LIGHTER: law.high / 5, USUAL: law.high / 2, HEAVIER: law.high}
    elif law.high is None and law.low is not None:
        points = {LIGHTER: law.low, USUAL: law.low * 2, HEAVIER: law.low * 5}
    else:
        return _general(law)
    return {level: Range(point, point) for level, point in points.items()}
