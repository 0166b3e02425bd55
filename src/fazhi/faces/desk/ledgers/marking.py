"""The user's own workbook handed back: doubtful, refused, changed and new cells coloured and explained."""

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from .cells import letter
from .findings import LABELS, LEVELS, Finding, Level, Preview
from .heading import RESULT, folded
from .reading import Sheet, open_sheet
from .writing import Column, sheet_title, write_xlsx

LARGE = 20_000
LARGE_CELLS = 600_000
AUTHOR = "法治平台"
COMMENT_LONGEST = 1_000
RESULT_WIDTH = 46
# The tints of the preview page, so that the file looks like what was seen there.
TINTS: dict[Level, str] = {"new": "E3F1E8", "changed": "DCEAEF", "doubtful": "F8EDD5", "stale": "E9E4F2", "refused": "FBE9E7"}
FINDING_COLUMNS = (
    Column("行号", "whole"),
    Column("结论"),
    Column("单元格"),
    Column("列名", width=18),
    Column("原因", width=60),
    Column("原值", width=26),
    Column("改为", width=26),
)


def mark(original: bytes, name: str, preview: Preview, sheet: str | None = None, heading: int = 1) -> bytes:
    """The marked workbook; a large ledger gives a list of its findings instead, a .csv or .xls becomes an .xlsx."""
    opened = open_sheet(original, name, sheet)
    width = _width(opened)
    if width is None:
        return _findings_alone(opened, preview, heading)
    book, page = _own_workbook(original, name, opened) if opened.kind == "xlsx" else _copied(opened)
    _colour(page, preview)
    _conclude(page, preview, heading, width)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _width(sheet: Sheet) -> int | None:
    """How many columns are used; None for a ledger too large to be marked itself."""
    cells = width = 0
    for count, row in enumerate(sheet.rows(), 1):
        cells += len(row.cells)
        width = max(width, len(row.cells))
        if count > LARGE or cells > LARGE_CELLS:
            return None
    return width


def marked_name(name: str) -> str:
    """调解台账.csv → 调解台账（导入结果）.xlsx; a workbook with macros keeps its kind."""
    path = Path(name)
    return f"{path.stem}（{RESULT}）{'.xlsm' if path.suffix.lower() == '.xlsm' else '.xlsx'}"


def _own_workbook(original: bytes, name: str, opened: Sheet) -> tuple[Workbook, Worksheet]:
    book = load_workbook(io.BytesIO(original), keep_vba=name.lower().endswith(".xlsm"), rich_text=True)
    return book, book[opened.title]


def _copied(opened: Sheet) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    page: Worksheet = book.active
    page.title = sheet_title(opened.title)
    for row in opened.rows():
        for index, cell in enumerate(row.cells, 1):
            if cell.text:
                _say(page.cell(row.number, index), cell.text)
    return book, page


def _say(cell: BookCell, words: str) -> None:
    """Words as words: openpyxl would take =1+1 for a formula, and refuses control characters."""
    cell.value = "".join(c if c >= " " or c in "\n\t" else " " for c in words)
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.number_format = "@"


def _colour(page: Worksheet, preview: Preview) -> None:
    tints = {level: PatternFill("solid", start_color=tint) for level, tint in TINTS.items()}
    places = {cell: area for area in page.merged_cells.ranges for cell in _inside(area)}
    found = (finding for finding in preview.findings() if finding.column is not None)
    for _, together in groupby(sorted(found, key=_place), key=_place):
        findings = list(together)
        cell = _writable(page, findings[0], places)
        gravest = max(findings, key=lambda finding: LEVELS.index(finding.level)).level
        if gravest in tints:
            cell.fill = tints[gravest]
        _comment(cell, findings)


def _place(finding: Finding) -> tuple[int, int]:
    return finding.row, finding.column or 0


def _inside(area: Any) -> Iterator[tuple[int, int]]:
    # A banner merged to the end of the sheet must not cost a million keys.
    if area.size["rows"] * area.size["columns"] <= LARGE:
        yield from ((row, column) for row, column in area.cells)


def _writable(page: Worksheet, finding: Finding, places: dict[tuple[int, int], Any]) -> BookCell:
    """The cell itself, or the corner of the merged area that covers it."""
    cell = page.cell(finding.row, (finding.column or 0) + 1)
    if isinstance(cell, MergedCell) and (area := places.get((cell.row, cell.column))):
        return page.cell(area.min_row, area.min_col)
    return cell


def _comment(cell: BookCell | MergedCell, findings: Iterable[Finding]) -> None:
    words = "\n".join(filter(None, (explained(finding) for finding in findings)))
    if not words or isinstance(cell, MergedCell):
        return
    if cell.comment and cell.comment.author != AUTHOR:
        words = f"{words}\n\n{cell.comment.text}"
    cell.comment = Comment(words[:COMMENT_LONGEST], AUTHOR, height=110, width=280)


def explained(finding: Finding) -> str:
    """拒绝：17 位，应为 18 位 / 变更：45,000.00 → 48,000.00"""
    change = f"{finding.before or '空'} → {finding.after or '空'}" if finding.before or finding.after else ""
    said = "；".join(filter(None, (finding.sentence, change)))
    return f"{finding.label}：{said}" if said else ""


def _conclude(page: Worksheet, preview: Preview, heading: int, width: int) -> None:
    """The column 导入结果: the one that is there already, else the first free one."""
    # Openpyxl makes every cell it is asked for, so nothing is asked beyond the columns in use.
    top = [page.cell(heading, index + 1) for index in range(width)]
    column = next((cell.column for cell in top if isinstance(cell.value, str) and folded(cell.value) == RESULT), width + 1)
    labels = {index: str(cell.value) for index, cell in enumerate(top) if cell.value is not None}
    head = page.cell(heading, column)
    _say(head, RESULT)
    head.font, head.alignment = Font(bold=True), Alignment(vertical="center")
    page.column_dimensions[letter(column - 1)].width = RESULT_WIDTH
    for number in preview.rows():
        _conclude_row(page.cell(number, column), preview, number, labels)


def _conclude_row(cell: BookCell | MergedCell, preview: Preview, number: int, labels: dict[int, str]) -> None:
    level = preview.level_of(number)
    if level is None or isinstance(cell, MergedCell):
        return
    _say(cell, row_sentence(level, sorted(preview.of(number), key=_place), labels))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if level in TINTS:
        cell.fill = PatternFill("solid", start_color=TINTS[level])


def row_sentence(level: Level, findings: Iterable[Finding], labels: dict[int, str]) -> str:
    """拒绝。E 列“证件号码”：17 位，应为 18 位"""
    said = [f"{_where(finding, labels)}{explained(finding).partition('：')[2]}" for finding in findings if explained(finding)]
    return "。".join([LABELS[level], "；".join(said)]) if said else LABELS[level]


def _where(finding: Finding, labels: dict[int, str]) -> str:
    if finding.column is None:
        return ""
    label = labels.get(finding.column, "")
    return f"{letter(finding.column)} 列“{label}”：" if label else f"{letter(finding.column)} 列："


def _findings_alone(opened: Sheet, preview: Preview, heading: int) -> bytes:
    top = next((row for row in opened.rows() if row.number == heading), None)
    labels = {index: cell.text for index, cell in enumerate(top.cells)} if top else {}
    out = io.BytesIO()
    lines = (_line(finding, labels) for finding in sorted(preview.findings(), key=attrgetter("row")) if finding.level != "same")
    write_xlsx(out, RESULT, FINDING_COLUMNS, lines)
    return out.getvalue()


def _line(finding: Finding, labels: dict[int, str]) -> tuple[object, ...]:
    column = finding.column
    place, label = (f"{letter(column)}{finding.row}", labels.get(column, "")) if column is not None else ("", "")
    return finding.row, finding.label, place, label, finding.sentence, finding.before, finding.after
