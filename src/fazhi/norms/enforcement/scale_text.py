"""The table of a benchmark's item as text, one situation a line: in a ledger's cell, and edited whole with a preview."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from .discretion_words import DiscretionLevel, Matching
from .models import ScaleItem, ScaleRow

LINE = "一行一种情形，按“因素｜情形｜第二因素情形｜阶次｜条件｜权重｜下限｜上限”写，没有的留空"
LEVELS = {str(label): value for value, label in DiscretionLevel.choices}
MATCHINGS = {str(label): value for value, label in Matching.choices}
VALUES = ("level", "matching", "weight", "low", "high")


def number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def rows_told(item: ScaleItem) -> str:
    """One line for each situation."""
    rows = [row for row in item.scale_rows.all() if not row.is_dropped]
    return "\n".join(
        "｜".join(
            (
                row.factor,
                row.grade,
                row.column,
                row.get_level_display() if row.level else "",
                row.get_matching_display(),
                *map(number, (row.weight, row.low, row.high)),
            )
        )
        for row in rows
    )


def rows_of(text: str) -> Iterator[dict[str, Any]]:
    """What each line says of a situation."""
    for line in filter(str.strip, (text or "").splitlines()):
        cells = [cell.strip() for cell in line.replace("|", "｜").split("｜")]
        factor, grade, column, level, matching, weight, low, high = (*cells, *[""] * 8)[:8]
        try:
            if len(cells) > 8 or not grade:
                raise ValueError(line)
            yield {
                "factor": factor,
                "grade": grade,
                "column": column,
                "level": LEVELS[level] if level else "",
                "matching": MATCHINGS[matching] if matching else Matching.ANY,
                "weight": _decimal(weight.removesuffix("%")),
                "low": _decimal(low),
                "high": _decimal(high),
            }
        except (ValueError, KeyError, InvalidOperation):
            raise ValidationError({"rows": f"“{line[:40]}”看不懂，{LINE}"}) from None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text else None


Place = tuple[str, str, str]
Change = tuple[str, ScaleRow | None, dict[str, Any]]  # 不变, 修改, 新增, 删去; the row that stands; what the text says


def changes(item: ScaleItem, text: str) -> list[Change]:
    """What adopting a text would do to the table, line by line, then what it no longer names."""
    standing = {_place(vars(row)): row for row in item.rows("scale_rows") if not row.is_dropped}
    found: list[Change] = []
    for told in rows_of(text):
        row = standing.pop(_place(told), None)
        same = row is not None and all(getattr(row, name) == told[name] for name in VALUES)
        found.append(("新增" if row is None else "不变" if same else "修改", row, told))
    return found + [("删去", row, {}) for row in standing.values()]


def _place(told: Any) -> Place:
    return told["factor"], told["grade"], told["column"]


def fault_of(item: ScaleItem, told: dict[str, Any]) -> str:
    """Why a line may not stand in the table; empty where it may."""
    try:
        row = ScaleRow(of=item, **told)
        row.clean_fields(exclude=["of"])
        row.clean()
    except ValidationError as fault:
        return "；".join(fault.messages)
    return ""
