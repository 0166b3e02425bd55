"""The numbers of a line, each a door to the records that it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from fazhi.faces.look.parts import Column, TableCell
from fazhi.kernel.indicators.declared import Indicator
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.indicators.windows import LAST_TWELVE_MONTHS, month_end

from . import words
from .asked import Asked
from .pictures import in_unit


def unit_heads(value: Value) -> list[Column]:
    labels = ("分子", "分母", "数值") if value.denominator is not None else ("数值", "记录")
    return [Column("单位"), *(Column(label, "num") for label in labels)]


def numbers(value: Value) -> list[TableCell]:
    """The numbers of one line: both sides of a fraction, or the value and its records."""
    if value.denominator is not None:
        text = words.share(value.value) if value.unit == "%" and value.value is not None else value.text
        told = (words.grouped(value.numerator), words.grouped(value.denominator), text)
        return [TableCell(each, label, "num") for each, label in zip(told, ("分子", "分母", "数值"), strict=True)]
    told = (in_unit(value), f"{value.records:,}")
    return [TableCell(each, label, "num") for each, label in zip(told, ("数值", "记录"), strict=True)]


def opened(cells: list[TableCell], value: Value, query: str) -> list[TableCell]:
    """The numbers of a line as links: a numerator to its own records, everything else to all that were counted."""
    if not value.records:
        return cells
    url = reverse("boards:records", args=[value.code]) + query
    part = f"{url}&part=numerator" if words.is_share(value) else url
    return [
        TableCell(format_html('<a href="{}">{}</a>', part if cell.label == "分子" else url, cell.value), cell.label, cell.css)
        for cell in cells
    ]


def month_door(asked: Asked, indicator: Indicator, month: date, value: Value | None) -> Any:
    """A month's number, opening into its records; what stands at the end of a month is asked as of that day."""
    if value is None or not value.records:
        return "0" if value is None and indicator.unit != "%" else "无"
    is_standing = indicator.is_standing(LAST_TWELVE_MONTHS)
    changed = {"period": "", "on": min(month_end(month), asked.on).isoformat()} if is_standing else {"period": f"{month:%Y-%m}"}
    return format_html(
        '<a href="{}">{}</a>', reverse("boards:records", args=[value.code]) + asked.query(show="", **changed), in_unit(value)
    )
