"""One cell as it was found: its value, how it reads, what is worth knowing, why it cannot be trusted."""

# Excel has no time zones.
# ruff: noqa: DTZ001, DTZ901

import math
import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

Value = None | str | bool | int | Decimal | date | datetime | time | timedelta

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
SCIENTIFIC = re.compile(r"[+-]?\d(\.\d+)?[eE]\+?(\d\d+)")
EXACT_BELOW = 10**15
LEAP_BUG = 60
LAST_SERIAL = 2_958_466
DAYS_1904 = 1462
SECONDS = 86_400

DAMAGED = "Excel 把这串长数字当成数值保存，第 15 位以后的数字已经丢失；请把这一列设为“文本”格式，重新填写完整号码。"
ERRORS = {
    "#N/A": "没有找到对应的值",
    "#REF!": "引用的单元格已被删除",
    "#DIV/0!": "除数为零",
    "#VALUE!": "数据类型不对",
    "#NAME?": "公式名称不认识",
    "#NUM!": "数值超出范围",
    "#NULL!": "区域不相交",
}


class Cell(NamedTuple):
    """`bad` is a sentence that refuses the cell; `note` is only worth telling."""

    value: Value
    text: str
    note: str = ""
    bad: str = ""


BLANK = Cell(None, "")


def text_cell(text: str) -> Cell:
    """Text keeps its form; only its composition is made uniform (NFC)."""
    if not text:
        return BLANK
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if (found := SCIENTIFIC.fullmatch(text)) and int(found[2]) >= 15:
        return Cell(None, text, bad=DAMAGED)
    return Cell(text, text)


def escaped_text_cell(text: str) -> Cell:
    """Text out of a workbook, where control characters are spelled _x000D_."""
    if "_x" in text:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text_cell(text)


def number_cell(raw: str) -> Cell:
    """A number with the 15 digits that Excel keeps: 0.1+0.2 is 0.3, and longer whole numbers are damaged."""
    try:
        number = float(raw)
    except ValueError:
        return Cell(None, raw, bad="这一格标明是数值，内容却不是数字；请重新填写。")
    if not math.isfinite(number):
        return Cell(None, raw, bad="这一格标明是数值，内容却不是数字；请重新填写。")
    if abs(number) >= EXACT_BELOW:
        return Cell(None, _digits(number), bad=DAMAGED)
    if number == (whole := int(number)):
        return Cell(whole, str(whole))
    exact = Decimal(f"{number:.15g}")
    return Cell(exact, f"{exact:f}")


def _digits(number: float) -> str:
    return f"{number:.0f}" if abs(number) < 1e30 else repr(number)


def error_cell(raw: str) -> Cell:
    """An error value such as #N/A."""
    return Cell(None, raw, bad=f"这一格是 Excel 的错误值 {raw}（{ERRORS.get(raw, '公式出错')}）；请改正公式或直接填写内容。")


def date_cell(raw: str, kind: str, base_1904: bool = False) -> Cell:
    """A serial number shown as a date, a moment, a time of day or a span of hours."""
    try:
        serial = float(raw)
    except ValueError:
        return number_cell(raw)
    if kind == "span":
        return _typed(timedelta(seconds=round(serial * SECONDS)) if abs(serial) < LAST_SERIAL else None, raw)
    if kind == "time" and 0 <= serial < 1:
        return _typed((datetime.min + timedelta(seconds=min(round(serial * SECONDS), SECONDS - 1))).time(), raw)
    moment = moment_of(serial, base_1904)
    return _typed(moment.date() if moment and kind == "date" else moment, raw)


def moment_of(serial: float, base_1904: bool = False) -> datetime | None:
    """The moment an Excel serial stands for; None for the 29 February 1900 that never was, and beyond the calendar."""
    serial += DAYS_1904 if base_1904 else 0
    if not 0 < serial < LAST_SERIAL or LEAP_BUG <= serial < LEAP_BUG + 1:
        return None
    base = datetime(1899, 12, 30 if serial > LEAP_BUG else 31)
    return base + timedelta(seconds=round(serial * SECONDS))


def _typed(value: Value, raw: str) -> Cell:
    if value is None:
        return Cell(None, raw, bad=f"这一格按日期显示，但序号 {raw} 不是任何一天；请按 2024-09-03 的样子重新填写。")
    return Cell(value, as_text(value))


def as_text(value: Value) -> str:
    """How a value reads in a ledger: 2024-09-03, 2024-09-03 14:30, 是, 1200.5."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds").removesuffix(":00")
    if isinstance(value, date | time):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def python_cell(value: object) -> Cell:
    """A cell from a reader that has already made Python values of it (.xls)."""
    if isinstance(value, str):
        return error_cell(value) if value in ERRORS else text_cell(value)
    if isinstance(value, bool | datetime | date | time | timedelta):
        return Cell(value, as_text(value))
    if isinstance(value, int | float):
        return number_cell(repr(value))
    return BLANK


def letter(index: int) -> str:
    """The letters over a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
