"""Rows of a sheet that tell of no matter: totals, notes below the table, a heading said again, numbers prepared for later."""

from __future__ import annotations

import re

from .heading import Heading, folded
from .stream import Row

NUMBERS_END = 2  # a line that numbers the columns stands right below their heading
FEW_NUMBERS = 3

TOTAL = re.compile(r"(?:本?[页月季年期])?[合总小共累]计(?:数|\d.*)?")
NOTE = re.compile(
    r"\s*(?:备?注|(?:填表)?说明|(?:填[表报写]|制表|审[核批]|复核|报送|统计)(?:人|单位|日期|时间)?"
    r"|(?:单位|部门)?(?:主要)?负责人|联系(?:人|电话)|数据来源|打印(?:人|日期|时间))\s*(?:（[^（）]*）)?\s*[:：]"
)
NUMBERED = re.compile(r"[(（]?(\d{1,3})[)）]?", re.ASCII)
STEMS = "甲乙丙丁戊己庚辛壬癸"

TOTAL_SAID = "合计行，不是一件事，不读"
NOTE_SAID = "表外的说明或者签名，不读"
ALONE_SAID = "只有一格有字，不是一件事，不读"
AGAIN_SAID = "又一次写了表头，不读"
NUMBERS_SAID = "各列的编号（栏次），不读"


def aside(row: Row, heading: Heading) -> str:
    """Why a row below the heading is no matter of the ledger; empty for one that may be."""
    said = [(at, text) for at, cell in enumerate(row.cells) if (text := cell.text.strip()) and at != heading.result]
    if not said or any(cell.bad for cell in row.cells):
        return ""
    first = said[0][1]
    if TOTAL.fullmatch(folded(first)):
        return TOTAL_SAID
    if NOTE.match(first):
        return NOTE_SAID
    if len(heading.columns) > 1 and all(text == first for _, text in said):
        return ALONE_SAID
    if folded(first) == folded(heading.labels.get(said[0][0], "")):
        return AGAIN_SAID if _is_heading(said, heading) else ""
    return NUMBERS_SAID if row.number <= heading.number + NUMBERS_END and _numbers_columns(said) else ""


def _is_heading(said: list[tuple[int, str]], heading: Heading) -> bool:
    return all(folded(text) == folded(heading.labels.get(at, "")) for at, text in said)


def _numbers_columns(said: list[tuple[int, str]]) -> bool:
    """甲 乙 1 2 3: every cell is the next number, after stems if any."""
    words = [text for _, text in said if text not in STEMS and text != "栏次"]
    found = [NUMBERED.fullmatch(word) for word in words]
    if len(words) < FEW_NUMBERS or not all(found):
        return False
    numbers = [int(each[1]) for each in found if each]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] in (0, 1, 2)
