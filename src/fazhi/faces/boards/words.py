"""A figure in words: as the report writes it, exactly, and beside what it was before."""

from __future__ import annotations

import re
from decimal import Decimal

from fazhi.kernel.indicators.declared import Rate, Span
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.indicators.wording import NO_RECORDS, PERCENT, Number, measure_of, plain
from fazhi.kernel.indicators.wording import rounded as to_places

WRITTEN = re.compile(r"(?P<prefix>[^0-9]*)(?P<number>[0-9][0-9.,]*)(?P<unit>.*)")


def parted(text: str) -> tuple[str, str, str]:
    """达97% as 达, 97 and %: what is small beside the number; a text without a number stands whole, and no data stand small."""
    if text == NO_RECORDS:
        return "", "", NO_RECORDS
    found = WRITTEN.fullmatch(text)
    return (found["prefix"], found["number"], found["unit"]) if found else ("", text, "")


def grouped(amount: Number) -> str:
    """9,174; 96,763,000; 97.0242: no more than four decimals, thousands apart."""
    whole, _, rest = plain(Decimal(amount).quantize(Decimal("0.0001"))).partition(".")
    return f"{int(whole):,}{f'.{rest}' if rest else ''}" if not whole.startswith("-0") else plain(Decimal(amount))


def exact(value: Value) -> str:
    """The exact value with its own unit: 元 where the report writes 万元."""
    return "无数据" if value.value is None else f"{grouped(value.value)}{gap(measure_of(value.unit))}"


def gap(unit: str) -> str:
    return unit if unit == "%" else f" {unit}"


def is_share(value: Value) -> bool:
    """Whether it is a part of a whole, in per cent."""
    return isinstance(value.indicator, Rate) or hasattr(value.indicator, "rate")


def upper(value: Value) -> str:
    """The numerator in words: cases of a rate, days of a span."""
    return (
        f"{grouped(value.numerator)} 天" if isinstance(value.indicator, Span) else f"{grouped(value.numerator)} {counted(value)}"
    )


def lower(value: Value) -> str:
    return f"{grouped(value.denominator or 0)} {counted(value)}"


def counted(value: Value) -> str:
    """The unit in which records are counted: that of the figure itself, unless it is a share, a sum or a span."""
    return value.unit if value.indicator.phrase.endswith("{that}") and value.unit != "%" else "件"


def made_of(value: Value) -> str:
    """What stands small below a figure."""
    if value.empty:
        return "这段时间没有记录"
    if value.denominator is not None:
        return f"{grouped(value.numerator)} ÷ {grouped(value.denominator)}"
    if value.text != f"{plain(value.value)}{value.unit}":
        return f"准确数 {exact(value)}"
    return ""


def trend(now: Value, before: Value | None) -> str:
    """↑ 12.4%, or ↓ 0.8 个百分点 where it is itself a share; empty without anything to compare."""
    if before is None or before.value is None or now.value is None:
        return ""
    difference = Decimal(now.value) - Decimal(before.value)
    if not difference:
        return "持平"
    arrow = "↑" if difference > 0 else "↓"
    if is_share(now):
        return f"{arrow} {rounded(abs(difference))} 个百分点"
    return f"{arrow} {rounded(abs(difference) * 100 / abs(Decimal(before.value)))}%" if before.value else f"{arrow} 上期为 0"


def rounded(amount: Number) -> str:
    """One decimal, always."""
    return f"{to_places(amount, 1)}"


def share(amount: Number) -> str:
    """97.0%, and never up to a 100 that was not reached."""
    return PERCENT.write(amount)
