"""Lists written as .xlsx and .csv: in a stream, and so that no text in them ever becomes a formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .cells import EXACT_BELOW, as_text
from .heading import SAMPLE_MARK
from .stream import MAX_ROWS

Kind = Literal["text", "number", "whole", "money", "date", "moment", "yes_no"]
Rows = Iterable[Sequence[object]]

WIDTHS: dict[str, int] = {"text": 18, "number": 12, "whole": 10, "money": 14, "date": 12, "moment": 17, "yes_no": 8}
FORMATS = {"text": "@", "number": "General", "whole": "0", "money": "#,##0.00"}
FORMATS |= {"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
HEADING = {"bold": True, "bg_color": "#E4EDF0", "border": 1, "border_color": "#9FB4BC", "text_wrap": True, "valign": "vcenter"}
LONGEST = 32_767
CUT = "……（单元格放不下全文，请在系统中查看）"
DANGEROUS = re.compile("[=+\\-@\t\r\n\0＝＋－＠]")
GUARDED = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")
SURROGATE = re.compile("[\ud800-\udfff]")
TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
FIRST_DAY = date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a written ledger; `sample` fills the sample row of a template."""

    label: str
    kind: Kind = "text"
    width: int = 0
    note: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    sample: str = ""

    @property
    def heading(self) -> str:
        return f"＊{self.label}" if self.required else self.label


def write_xlsx(target: str | Path | IO[bytes], title: str, columns: Sequence[Column], rows: Rows, sample: bool = False) -> int:
    """Write the rows as a workbook at constant memory; how many were written."""
    goal = str(target) if isinstance(target, str | Path) else target
    book = xlsxwriter.Workbook(goal, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(sheet_title(title), worksheet_class=_PlainSheet)
    book.set_properties({"title": title})
    pen = _Pen(book, sheet, columns)
    pen.head()
    if sample:
        pen.sample()
    for cells in rows:
        pen.row(cells)
    pen.finish()
    book.close()
    return pen.written


def sheet_title(title: str) -> str:
    """A name Excel takes for a tab: 31 characters, none of []:*?/\\."""
    plain = TITLE.sub(" ", _writable(title)).strip(" '")
    while len(plain.encode("utf-16-le")) > 62:
        plain = plain[:-1]
    return plain if plain and plain.lower() != "history" else "台账"


class _PlainSheet(Worksheet):
    """A sheet without rich text: XlsxWriter would copy words like <r>…</r> into its XML unescaped."""

    def _xml_rich_inline_string(self, string: str, attributes: list[tuple[str, object]]) -> None:
        self._xml_inline_string(string, True, attributes)


class _Pen:
    """Writes one sheet from top to bottom: constant memory means that nobody may go back."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
        self.book, self.sheet, self.columns = book, sheet, columns
        self.at = self.written = 0
        self.formats = {kind: self._format(num_format=code) for kind, code in FORMATS.items()}
        # With this mark Excel shows and keeps =1+1 as words, even after somebody has edited the cell.
        self.quoted = self._format(num_format="@", quote_prefix=True)
        self.plain = [self.formats.get(column.kind, self.formats["text"]) for column in columns]

    def _format(self, **properties: object) -> Format:
        return self.book.add_format({"valign": "top", **properties})

    def head(self) -> None:
        heading = self.book.add_format(HEADING)
        self.sheet.freeze_panes(1, 0)
        for index, column in enumerate(self.columns):
            self.sheet.set_column(index, index, column.width or _width(column), self.plain[index])
        for index, column in enumerate(self.columns):
            self.sheet.write_string(0, index, _writable(column.heading), heading)
            self._explain(index, column)
        self.at = 1

    def _explain(self, index: int, column: Column) -> None:
        if column.note:
            self.sheet.write_comment(0, index, _writable(column.note), {"x_scale": 1.6})
        if column.choices and len(",".join(column.choices)) <= 255:
            self.sheet.data_validation(1, index, MAX_ROWS - 1, index, {
                "validate": "list", "source": list(column.choices), "error_type": "warning",
                "error_title": column.label[:32], "error_message": "请从列表中选择。",
            })

    def sample(self) -> None:
        grey = self._format(italic=True, font_color="#7A7A7A", num_format="@")
        for index, column in enumerate(self.columns):
            if column.sample:
                self.sheet.write_string(self.at, index, SAMPLE_MARK + _writable(column.sample), grey)
        self.at += 1

    def row(self, cells: Sequence[object]) -> None:
        if self.at >= MAX_ROWS:
            raise ValueError(f"一张工作表最多 {MAX_ROWS} 行；请缩小范围后再导出。")
        for index, value in enumerate(cells):
            if value is not None and value != "":
                self.cell(index, value)
        self.at += 1
        self.written += 1

    def cell(self, index: int, value: object) -> None:
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool) and self.columns[index].kind != "text":
            self.number(index, value)
        elif isinstance(value, datetime):
            self.moment(index, value.replace(tzinfo=None))
        elif isinstance(value, date) and value >= FIRST_DAY:
            self.sheet.write_datetime(self.at, index, value, self.formats["date"])
        else:
            self.words(index, value if isinstance(value, str) else _as_words(value))

    def number(self, index: int, value: int | float | Decimal) -> None:
        # Beyond 15 digits Excel would round: then the digits are worth more than the number.
        if abs(value) < EXACT_BELOW:
            self.sheet.write_number(self.at, index, value, self.plain[index])
        else:
            self.words(index, as_text(value) if isinstance(value, int | Decimal) else str(value))

    def moment(self, index: int, value: datetime) -> None:
        if value.date() >= FIRST_DAY:
            self.sheet.write_datetime(self.at, index, value, self.formats["moment"])
        else:
            self.words(index, as_text(value))

    def words(self, index: int, words: str) -> None:
        words = _writable(words)
        style = self.quoted if DANGEROUS.match(words) else self.formats["text"]
        self.sheet.write_string(self.at, index, words, style)

    def finish(self) -> None:
        if self.columns:
            self.sheet.autofilter(0, 0, max(self.at - 1, 0), len(self.columns) - 1)


def _width(column: Column) -> int:
    label = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in column.heading)
    return min(max(WIDTHS.get(column.kind, 18), label + 4), 60)


def _as_words(value: object) -> str:
    return as_text(value) if isinstance(value, bool | int | Decimal | date | time) else str(value)


def _writable(words: str) -> str:
    """Words that XML and Excel can hold: no lone surrogates, no more than 32,767 characters and never cut unseen."""
    if not words.isascii():
        words = SURROGATE.sub("\ufffd", unicodedata.normalize("NFC", words))
    if len(words) <= LONGEST // 2 or len(units := words.encode("utf-16-le")) <= 2 * LONGEST:
        return words
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def write_csv(target: IO[bytes], columns: Sequence[Column], rows: Rows) -> int:
    """Write the rows as UTF-8 with the mark by which Excel knows it; how many were written."""
    out = io.TextIOWrapper(target, "utf-8-sig", "replace", newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(column.heading) for column in columns])
    written = 0
    for line in _lines(rows):
        writer.writerow(line)
        written += 1
    out.flush()
    out.detach()
    return written


def _lines(rows: Rows) -> Iterator[list[str]]:
    for cells in rows:
        yield [guarded(value) if isinstance(value, str) else _as_words("" if value is None else value) for value in cells]


def guarded(words: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe, which our reader takes off again."""
    words = SURROGATE.sub("\ufffd", unicodedata.normalize("NFC", words))
    return f"'{words}" if GUARDED.match(words) else words
