"""Cells as the XML of a sheet: text never as a formula, numbers never beyond the digits that Excel keeps."""

import math
import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from .cells import EXACT_BELOW, as_text

LONGEST = 32_767
CUT = "……（单元格放不下全文，请在系统中查看）"
DANGEROUS = tuple("=+-@\t\r\n\0＝＋－＠")
SURROGATE = re.compile("[\ud800-\udfff]")
MARKED = re.compile("[&<>\\x00-\\x08\\x0b-\\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
SPELLED = re.compile("(_x[0-9a-fA-F]{4}_)")
CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\ufffe\uffff]")
FIRST_DAY = date(1900, 3, 1)
DAY_ZERO = date(1899, 12, 30).toordinal()
SECONDS = 86_400


class PlainSheet(Worksheet):
    """A sheet that takes finished rows, past the work XlsxWriter does for each cell (most of the time of an export)."""

    def append(self, row: int, cells: str) -> None:
        """Rows come from top to bottom; what was written before by other means is flushed first."""
        if row > self.previous_row:
            self._write_single_row(row)
        self.fh.write(f'<row r="{row + 1}">{cells}</row>')
        self.dim_rowmax: int | None = row

    def _xml_rich_inline_string(self, string: str, attributes: list[tuple[str, object]]) -> None:
        # XlsxWriter would copy words like <r>…</r> into the XML unescaped.
        self._xml_inline_string(string, True, attributes)


class Styles(NamedTuple):
    """Numbers of cell styles: of the column, and of those that a value asks for."""

    column: int
    text: int
    quoted: int
    date: int
    moment: int


def cell(place: str, value: object, styles: Styles, as_number: bool) -> str:
    """The XML of one cell; a text column takes numbers as text."""
    if isinstance(value, str):
        return _words(place, value, styles)
    if isinstance(value, datetime):
        return _moment(place, value, styles)
    if isinstance(value, date):
        return _day(place, value, styles)
    if as_number and not isinstance(value, bool) and isinstance(value, int | float | Decimal) and _fits(value):
        return f'<c r="{place}" s="{styles.column}"><v>{value}</v></c>'
    return _words(place, spoken(value), styles)


def _fits(value: int | float | Decimal) -> bool:
    return math.isfinite(value) and -EXACT_BELOW < value < EXACT_BELOW


def _day(place: str, value: date, styles: Styles) -> str:
    if value < FIRST_DAY:
        return _words(place, as_text(value), styles)
    return f'<c r="{place}" s="{styles.date}"><v>{value.toordinal() - DAY_ZERO}</v></c>'


def _moment(place: str, value: datetime, styles: Styles) -> str:
    if value.date() < FIRST_DAY:
        return _words(place, as_text(value.replace(tzinfo=None)), styles)
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return f'<c r="{place}" s="{styles.moment}"><v>{value.toordinal() - DAY_ZERO + seconds / SECONDS!r}</v></c>'


def _words(place: str, words: str, styles: Styles) -> str:
    style = styles.quoted if words.startswith(DANGEROUS) else styles.text
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(writable(words))}</t></is></c>'


def spoken(value: object) -> str:
    """A value in words: 是, 2024-09-03, 12.50."""
    return as_text(value) if isinstance(value, bool | int | Decimal | date | time) else str(value)


def writable(words: str) -> str:
    """Words that XML and Excel can hold: no lone surrogates, no more than 32,767 characters and never cut unseen."""
    if not words.isascii():
        words = SURROGATE.sub("\ufffd", unicodedata.normalize("NFC", words))
    if len(words) <= LONGEST // 2 or len(units := words.encode("utf-16-le")) <= 2 * LONGEST:
        return words
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def escaped(words: str) -> str:
    """Words as XML text; control characters are spelled _x000D_, and what looks so spelled is marked as words."""
    if not MARKED.search(words):
        return words
    words = CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", SPELLED.sub(r"_x005F\1", words))
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
