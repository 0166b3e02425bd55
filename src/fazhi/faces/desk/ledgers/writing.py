"""Lists written as .xlsx and .csv: in a stream, and so that no text in them ever becomes a formula."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice, zip_longest
from pathlib import Path
from typing import IO, Literal

import xlsxwriter
from xlsxwriter.format import Format

from fazhi.kernel.documents import open_folders

from .cells import letter
from .heading import SAMPLE_MARK
from .markup import SURROGATE, PlainSheet, Styles, cell, spoken, writable
from .stream import MAX_ROWS

Kind = Literal["text", "number", "whole", "money", "date", "moment", "yes_no"]
Rows = Iterable[Sequence[object]]

PIECE = 200  # rows sent together
CHOICES = "选项"
WIDTHS: dict[str, int] = {"text": 18, "number": 12, "whole": 10, "money": 14, "date": 12, "moment": 17, "yes_no": 8}
FORMATS = {"text": "@", "number": "General", "whole": "0", "money": "#,##0.00"}
FORMATS |= {"date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
HEADING = {"bold": True, "bg_color": "#E4EDF0", "border": 1, "border_color": "#9FB4BC", "text_wrap": True, "valign": "vcenter"}
GUARDED = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")
TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


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


Beside = tuple[str, Sequence[Column], Rows]  # a sheet that comes beside the rows: its name, its heads, its own rows


def write_xlsx(
    target: str | Path | IO[bytes],
    title: str,
    columns: Sequence[Column],
    rows: Rows,
    sample: bool = False,
    beside: Sequence[Beside] = (),
    mark: str = "",
) -> int:
    """Write the rows as a workbook at constant memory, with the sheets that come beside them; how many were written."""
    with _book(target, title, mark) as book:
        sheet = book.add_worksheet(sheet_title(title), worksheet_class=PlainSheet)
        if mark:
            sheet.set_footer(f"&L&8{writable(mark).replace(chr(38), chr(65286))[:200]}&R&8&P/&N")
        pen = _Pen(book, sheet, columns)
        pen.head()
        if sample:
            pen.sample()
        for cells in rows:
            pen.row(cells)
        pen.finish()
        if mark:
            _explain(book, [Column("导出说明", width=100)], [[mark]], "导出说明")
        for name, heads, told in beside:
            _explain(book, heads, told, name)
        pen.list_choices()
    return pen.written


@contextmanager
def _book(target: str | Path | IO[bytes], title: str, mark: str) -> Iterator[xlsxwriter.Workbook]:
    """A workbook whose parts lie, until it is packed, where a killed process leaves nothing."""
    goal = str(target) if isinstance(target, str | Path) else target
    with open_folders.folder() as parts:
        told = {"constant_memory": True, "default_date_format": "yyyy-mm-dd", "tmpdir": str(parts)}
        book = xlsxwriter.Workbook(goal, told)
        book.set_properties({"title": title, "comments": mark})
        yield book
        book.close()


def _explain(book: xlsxwriter.Workbook, columns: Sequence[Column], rows: Rows, name: str) -> None:
    """A sheet more: how each column is filled in, or who took the first one out."""
    pen = _Pen(book, book.add_worksheet(name, worksheet_class=PlainSheet), columns)
    pen.head()
    for cells in rows:
        pen.row(cells)
    pen.finish()


def sheet_title(title: str) -> str:
    """A name Excel takes for a tab: 31 characters, none of []:*?/\\."""
    plain = TITLE.sub(" ", writable(title)).strip(" '")
    while len(plain.encode("utf-16-le")) > 62:
        plain = plain[:-1]
    return plain if plain and plain.lower() != "history" else "台账"


class _Pen:
    """Writes one sheet from top to bottom: constant memory means that nobody may go back."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: PlainSheet, columns: Sequence[Column]) -> None:
        self.book, self.sheet, self.columns = book, sheet, columns
        self.at = self.written = 0
        formats = {kind: self._format(num_format=code) for kind, code in FORMATS.items()}
        # With this mark Excel shows and keeps =1+1 as words, even after somebody has edited the cell.
        quoted = self._format(num_format="@", quote_prefix=True)
        self.plain = [formats.get(column.kind, formats["text"]) for column in columns]
        others = [_style(style) for style in (formats["text"], quoted, formats["date"], formats["moment"])]
        self.styles = [Styles(_style(plain), *others) for plain in self.plain]
        self.letters = [letter(index) for index in range(len(columns))]
        self.numeric = [column.kind != "text" for column in columns]
        self.long: list[tuple[str, ...]] = []

    def _format(self, **properties: object) -> Format:
        return self.book.add_format({"valign": "top", **properties})

    def head(self) -> None:
        heading = self.book.add_format(HEADING)
        self.sheet.freeze_panes(1, 0)
        for index, column in enumerate(self.columns):
            self.sheet.set_column(index, index, column.width or _width(column), self.plain[index])
        for index, column in enumerate(self.columns):
            self.sheet.write_string(0, index, writable(column.heading), heading)
            self._explain(index, column)
        self.at = 1

    def _explain(self, index: int, column: Column) -> None:
        if column.note:
            self.sheet.write_comment(0, index, writable(column.note), {"x_scale": 1.6})
        if column.choices:
            self.sheet.data_validation(
                1,
                index,
                MAX_ROWS - 1,
                index,
                {
                    "validate": "list",
                    "source": self._choices(column.choices),
                    "error_type": "warning",
                    "error_title": column.label[:32],
                    "error_message": "请从列表中选择。",
                },
            )

    def _choices(self, choices: tuple[str, ...]) -> list[str] | str:
        """A list that Excel holds in the rule itself, or, beyond 255 characters, where it stands on a sheet of its own."""
        if len(",".join(choices)) <= 255:
            return list(choices)
        self.long.append(choices)
        place = letter(len(self.long) - 1)
        return f"='{CHOICES}'!${place}$1:${place}${len(choices)}"

    def list_choices(self) -> None:
        """The sheet of the long lists, out of sight."""
        if not self.long:
            return
        sheet = self.book.add_worksheet(CHOICES)
        sheet.hide()
        for at, words in enumerate(zip_longest(*self.long, fillvalue="")):
            for index, word in enumerate(words):
                sheet.write_string(at, index, writable(word))

    def sample(self) -> None:
        grey = self._format(italic=True, font_color="#7A7A7A", num_format="@")
        for index, column in enumerate(self.columns):
            if column.sample:
                self.sheet.write_string(self.at, index, SAMPLE_MARK + writable(column.sample), grey)
        self.at += 1

    def row(self, cells: Sequence[object]) -> None:
        if self.at >= MAX_ROWS:
            raise ValueError(f"一张工作表最多 {MAX_ROWS} 行；请缩小范围后再导出。")
        number = self.at + 1
        self.sheet.append(
            self.at,
            "".join(
                cell(f"{self.letters[index]}{number}", value, self.styles[index], self.numeric[index])
                for index, value in enumerate(cells)
                if value is not None and value != ""
            ),
        )
        self.at += 1
        self.written += 1

    def finish(self) -> None:
        if self.columns:
            self.sheet.autofilter(0, 0, max(self.at - 1, 0), len(self.columns) - 1)


def _style(style: Format) -> int:
    return style._get_xf_index()


def _width(column: Column) -> int:
    label = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in column.heading)
    return min(max(WIDTHS.get(column.kind, 18), label + 4), 60)


def write_csv(target: IO[bytes], columns: Sequence[Column], rows: Rows) -> int:
    """Write the rows as UTF-8 with the mark by which Excel knows it; how many were written."""
    places = count()
    told = (cells for cells, _ in zip(rows, places, strict=False))
    for piece in csv_pieces(columns, told):
        target.write(piece)
    return next(places)


def csv_pieces(columns: Sequence[Column], rows: Rows) -> Iterator[bytes]:
    """The same, some hundred rows at a time: whoever reads along need not wait for the last."""
    yield codecs.BOM_UTF8 + _csv([[guarded(column.heading) for column in columns]])
    lines = _lines(rows)
    while batch := list(islice(lines, PIECE)):
        yield _csv(batch)


def _csv(lines: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode("utf-8", "replace")


def _lines(rows: Rows) -> Iterator[list[str]]:
    for cells in rows:
        yield [guarded(value) if isinstance(value, str) else spoken("" if value is None else value) for value in cells]


def guarded(words: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe, which our reader takes off again."""
    words = SURROGATE.sub("\ufffd", unicodedata.normalize("NFC", words))
    return f"'{words}" if GUARDED.match(words) else words
