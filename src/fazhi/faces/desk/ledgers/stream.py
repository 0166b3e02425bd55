"""The rows of one worksheet, read as a stream: the stated size of the sheet is never believed, memory stays small."""

import zipfile
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from .cells import BLANK, Cell, date_cell, error_cell, escaped_text_cell, letter, number_cell
from .guard import Refused, chunks, feed, strict_parser
from .package import DEEP, Area, column

MAX_COLUMNS = 500
MAX_ROWS = 1_048_576
MAX_CELLS = 20_000_000
MAX_TEXT = 100_000
MAX_NAMES = 500
FORMULA_SHOWN = 80

NO_RESULT = "这一格是公式，文件里没有存下计算结果；请在 Excel 里打开、重新计算并保存，或改填数值。"
WITH_TEXT = frozenset(("v", "t"))


class Row(NamedTuple):
    """A row with the number Excel shows beside it; hidden rows are rows like any other."""

    number: int
    cells: list[Cell]
    hidden: bool = False


class RowStream:
    """Collects the rows of one sheet while its XML goes by."""

    def __init__(self, strings: list[str], kinds: list[str], base_1904: bool) -> None:
        self.strings, self.kinds, self.base_1904 = strings, kinds, base_1904
        self.done: list[Row] = []
        self.number = self.seen = 0
        self.at = -1
        self.cells: list[Cell] = []
        self.hidden = self.phonetic = False
        self.kind = self.style = ""
        self.value: list[str] = []
        self.formula: list[str] | None = None
        self.target: list[str] | None = None
        self.columns: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.depth = 0
        self.parser = strict_parser()
        self.parser.StartElementHandler = self.started
        self.parser.EndElementHandler = self.ended
        self.parser.CharacterDataHandler = self.text

    def started(self, tag: str, a: dict[str, str]) -> None:
        self.depth += 1
        tag = self.names.get(tag) or self.name(tag)
        if tag == "c":
            self.start_cell(a)
        elif tag in WITH_TEXT:
            self.target = None if self.phonetic else self.value
        elif tag == "f":
            self.target = self.formula = []
        elif tag == "row":
            self.start_row(a)
        elif tag == "rPh":
            self.phonetic = True
        if self.depth > DEEP:
            raise Refused("表格的结构不正常（层次过深），未读取；请在 Excel 里另存一份再传。")

    def name(self, tag: str) -> str:
        """The name of an element without its prefix."""
        if len(self.names) > MAX_NAMES:
            raise Refused("表格的结构不正常（标记种类过多），未读取；请在 Excel 里另存一份再传。")
        return self.names.setdefault(tag, tag.rpartition(":")[2])

    def start_cell(self, a: dict[str, str]) -> None:
        self.kind, self.style = a.get("t", "n"), a.get("s", "")
        self.at = self.column_of(a["r"]) if "r" in a else self.at + 1
        self.formula = None
        self.value.clear()

    def column_of(self, ref: str) -> int:
        letters = ref.rstrip("0123456789")
        if (index := self.columns.get(letters)) is None:
            if not (letters.isascii() and letters.isupper() and len(letters) <= 3):
                raise Refused(f"表格里有看不懂的单元格“{ref[:20]}”，可能已损坏；请在 Excel 里另存一份再传。")
            index = self.columns[letters] = column(letters)
        return index

    def start_row(self, a: dict[str, str]) -> None:
        stated = a.get("r", "")
        number = int(stated) if stated.isascii() and stated.isdecimal() and len(stated) < 9 else self.number + 1
        if not self.number < number <= MAX_ROWS:
            raise Refused(f"第 {self.number} 行之后的行号不对（{number}），文件可能已损坏；请在 Excel 里另存一份再传。")
        self.number, self.at, self.cells = number, -1, []
        self.hidden = a.get("hidden") in ("1", "true")

    def text(self, text: str) -> None:
        if self.target is not None:
            self.target.append(text)

    def ended(self, tag: str) -> None:
        self.depth -= 1
        tag = self.names[tag]
        if tag == "c":
            self.end_cell()
        elif tag in WITH_TEXT or tag == "f":
            self.target = None
        elif tag == "row":
            self.done.append(Row(self.number, self.cells, self.hidden))
        elif tag == "rPh":
            self.phonetic = False

    def end_cell(self) -> None:
        raw = "".join(self.value)
        if self.formula is not None:
            cell = self.calculated(raw)
        elif raw:
            cell = self.plain(raw)
        else:
            return
        if cell is not BLANK:
            self.place(cell)

    def place(self, cell: Cell) -> None:
        self.seen += 1
        if self.at >= MAX_COLUMNS:
            raise Refused(f"第 {self.number} 行用到了 {letter(self.at)} 列，超过 {MAX_COLUMNS} 列，未读取；请删去多余的列再传。")
        if self.seen > MAX_CELLS or len(cell.text) > MAX_TEXT:
            raise Refused(f"第 {self.number} 行：内容过多（超过 {MAX_CELLS // 10_000} 万格或单格过长），未读取；请拆成几份再传。")
        missing = self.at - len(self.cells)
        if missing > 0:
            self.cells.extend([BLANK] * missing)
        if missing < 0:
            self.cells[self.at] = cell
        else:
            self.cells.append(cell)

    def calculated(self, raw: str) -> Cell:
        """A formula stands for its stored result; without one it is an error, never a blank."""
        formula = "".join(self.formula or ())[:FORMULA_SHOWN]
        if not raw and self.kind != "str":
            return Cell(None, f"={formula}", bad=NO_RESULT)
        note = f"公式“={formula}”的计算结果" if formula else "公式的计算结果"
        return self.plain(raw)._replace(note=note) if raw else Cell(None, "", note)

    def plain(self, raw: str) -> Cell:
        kind = self.kind
        if kind == "s":
            return self.shared(raw)
        if kind == "n":
            style = self.style
            shown = self.kinds[int(style)] if style and style.isdecimal() and int(style) < len(self.kinds) else ""
            return date_cell(raw, shown, self.base_1904) if shown else number_cell(raw)
        if kind == "b":
            return Cell(raw != "0", "否" if raw == "0" else "是")
        return error_cell(raw) if kind == "e" else escaped_text_cell(raw)

    def shared(self, raw: str) -> Cell:
        try:
            return escaped_text_cell(self.strings[int(raw)]) if raw[:1] != "-" else BLANK
        except (ValueError, IndexError):
            return Cell(None, "", bad="这一格指向的文字不在文件里，文件可能已损坏；请在 Excel 里另存一份再传。")


def rows_of(archive: zipfile.ZipFile, part: str, stream: RowStream) -> Iterator[Row]:
    """Each row as soon as its XML is complete."""
    for block in chunks(archive, part):
        feed(stream.parser, block)
        yield from stream.done
        stream.done.clear()
        if sum(map(len, stream.value)) > MAX_TEXT:
            raise Refused(f"第 {stream.number} 行有一格文字过长，未读取。")
    feed(stream.parser, b"", True)
    yield from stream.done


def filled(rows: Iterator[Row], areas: list[Area]) -> Iterator[Row]:
    """Rows in which a merged area shows its value in every row and column; rows with nothing of their own stay blank."""
    waiting = sorted(areas, reverse=True)
    open_areas: list[tuple[Area, Cell]] = []
    for row in rows:
        open_areas = [(area, cell) for area, cell in open_areas if area.bottom >= row.number]
        while waiting and waiting[-1].top <= row.number:
            area = waiting.pop()
            if area.top == row.number and (cell := _cell(row, area.left)) is not BLANK:
                open_areas.append((area, cell._replace(note=f"合并单元格，取自 {letter(area.left)}{area.top}")))
        # Areas that do not overlap can never cover more columns than there are.
        if sum(min(area.right, MAX_COLUMNS) + 1 - area.left for area, _ in open_areas) > 2 * MAX_COLUMNS:
            raise Refused(f"第 {row.number} 行的合并单元格互相重叠，文件可能已损坏；请在 Excel 里另存一份再传。")
        if open_areas and any(cell is not BLANK for cell in row.cells):
            _fill(row, open_areas)
        yield row


def _cell(row: Row, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else BLANK


def _fill(row: Row, open_areas: list[tuple[Area, Cell]]) -> None:
    for area, cell in open_areas:
        right = min(area.right, MAX_COLUMNS - 1)
        row.cells.extend([BLANK] * (right + 1 - len(row.cells)))
        first = area.left + 1 if row.number == area.top else area.left
        row.cells[first : right + 1] = chain([cell] * (right + 1 - first))
