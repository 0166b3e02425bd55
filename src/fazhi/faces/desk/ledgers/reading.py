"""Opening a ledger of any kind that offices send: .xlsx, .xlsm, .xls, .csv, .tsv, .txt."""

import zipfile
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import islice
from pathlib import Path

from .cells import BLANK, python_cell
from .guard import MAX_FILE, MIB, Refused, chunks, open_archive
from .heading import LOOK_AT, Heading, Labels, body, heading_in, words_in
from .old import OldBook, Unreadable
from .package import Area, date_kinds, merged_areas, places, shared_strings, workbook_part
from .plain import LABELS, delimiter_of, encoding_of, rows_of_text
from .stream import MAX_COLUMNS, Row, RowStream, filled, rows_of

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
UNREADABLE = "这不是能读的 .xls 表格，可能已损坏；请在 Excel 或 WPS 里另存为 .xlsx 再传。"
WEB = (b"<html", b"<table", b"<!doctype", b"<?xml", b"mime-version")


class Sheet:
    """One worksheet of a ledger: where it came from, and its rows, as often as they are asked for."""

    def __init__(self, name: str, title: str, sheets: tuple[str, ...], kind: str, rows: Callable[[], Iterator[Row]]) -> None:
        self.name, self.title, self.sheets, self.kind = name, title, sheets, kind
        self.encoding = ""
        self.base_1904 = False
        self.about: Callable[[], int] = int  # how many rows there are, roughly and quickly
        self._rows = rows

    def rows(self) -> Iterator[Row]:
        """Every row from the first, as a stream."""
        return self._rows()

    @cached_property
    def head(self) -> list[Row]:
        """The rows among which the heading is looked for: every ledger there is looks at them, to tell which one the file is."""
        return list(islice(self.rows(), LOOK_AT))

    @cached_property
    def words(self) -> frozenset[str]:
        """All that these rows could be headed by."""
        return words_in(self.head)

    def heading(self, labels: Labels) -> Heading:
        """The heading row by the labels (key → its label and synonyms), or a refusal that names what was looked for."""
        if found := heading_in(self.head, labels, self.words):
            return found
        words = "、".join(names[0] for names in list(labels.values())[:6])
        raise Refused(f"工作表“{self.title}”的前 50 行里没有找到表头；表头里至少要有这些列名中的两个：{words}。")

    def body(self, heading: Heading) -> Iterator[Row]:
        """The rows below the heading that say something."""
        return body(self.rows(), heading)


def open_sheet(source: Path | str | bytes, name: str = "", sheet: str | None = None) -> Sheet:
    """The named worksheet, or the first that is not empty; what the file is, its bytes say and not its name."""
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    name = name or (Path(source).name if not isinstance(source, bytes) else "")
    if not data.strip(b"\0\r\n\t ") or len(data) > MAX_FILE:
        raise Refused("文件是空的。" if len(data) <= MAX_FILE else f"文件超过 {MAX_FILE // MIB} MB，未读取；请拆成几份再传。")
    if data.startswith(ZIP):
        return _from_workbook(data, name, sheet)
    if data.startswith(OLE):
        return _from_old_workbook(data, name, sheet)
    if data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(WEB):
        raise Refused("这个文件其实是网页或 XML，只是用了表格的名字；请用 Excel 或 WPS 打开，另存为 .xlsx 再传。")
    return _from_text(data, name)


def _bytes_of(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise Refused(f"文件超过 {MAX_FILE // MIB} MB，未读取；请拆成几份再传。")
    return path.read_bytes()


def _from_workbook(data: bytes, name: str, wanted: str | None) -> Sheet:
    archive = open_archive(data)
    workbook = workbook_part(archive)
    tabs, base_1904 = places(archive, workbook)
    tabs = [tab for tab in tabs if tab.part in archive.NameToInfo]
    reader = _WorkbookReader(archive, workbook, base_1904)
    titles = tuple(tab.name for tab in tabs)
    candidates = [tab for tab in tabs if tab.name == wanted] if wanted is not None else sorted(tabs, key=lambda tab: tab.hidden)
    chosen = _chosen(((tab.name, partial(reader.rows, tab.part)) for tab in candidates), titles, wanted)
    sheet = Sheet(name, chosen[0], titles, "xlsx", chosen[1])
    sheet.base_1904 = base_1904
    part = next(tab.part for tab in tabs if tab.name == sheet.title)
    sheet.about = lambda: sum(block.count(b"<row ") for block in chunks(archive, part))
    return sheet


class _WorkbookReader:
    """Shared strings and styles are read once, rows as often as asked."""

    def __init__(self, archive: zipfile.ZipFile, workbook: str, base_1904: bool) -> None:
        self.archive, self.base_1904 = archive, base_1904
        self.kinds = date_kinds(archive, workbook)
        self.strings = shared_strings(archive, workbook)

    def rows(self, part: str) -> Iterator[Row]:
        stream = RowStream(self.strings, self.kinds, self.base_1904)
        return filled(rows_of(self.archive, part, stream), merged_areas(self.archive, part))


def _chosen(
    candidates: Iterator[tuple[str, Callable[[], Iterator[Row]]]], titles: tuple[str, ...], wanted: str | None
) -> tuple[str, Callable[[], Iterator[Row]]]:
    for title, rows in candidates:
        if wanted is not None or any(cell is not BLANK for row in rows() for cell in row.cells):
            return title, rows
    if wanted is not None:
        raise Refused(f"文件里没有名为“{wanted}”的工作表；有：{'、'.join(titles)}。")
    raise Refused("文件里的工作表都是空的。")


def _from_old_workbook(data: bytes, name: str, wanted: str | None) -> Sheet:
    if ENCRYPTED in data:
        raise Refused("文件设了密码，读不了；请取消密码后再传。")
    book = OldBook(data)
    try:
        titles = book.titles()
    except Unreadable as fault:
        raise Refused("文件设了密码，读不了；请取消密码后再传。" if fault.password else UNREADABLE)
    candidates = [title for title in titles if wanted in (None, title)]
    chosen = _chosen(((title, partial(_old_rows, book, title)) for title in candidates), titles, wanted)
    return Sheet(name, chosen[0], titles, "xls", chosen[1])


def _old_rows(book: OldBook, title: str) -> Iterator[Row]:
    """Rows of an .xls; the reader counts columns from the first used one, Excel from A."""
    try:
        lines = book.lines(title)
        first, width, merged = next(lines)
    except Unreadable:
        raise Refused(f"工作表“{title}”读不了，可能已损坏或过大；请在 Excel 或 WPS 里另存为 .xlsx 再传。")
    if width > MAX_COLUMNS:
        raise Refused(f"工作表“{title}”超过 {MAX_COLUMNS} 列，未读取；请删去多余的列再传。")
    areas = [Area(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in merged]
    before = [BLANK] * first
    rows = (Row(at, before + [python_cell(value) for value in values]) for at, values in enumerate(lines, 1))
    return filled(rows, areas)


def _from_text(data: bytes, name: str) -> Sheet:
    encoding = encoding_of(data)
    delimiter = delimiter_of(data, encoding)
    sheet = Sheet(name, Path(name).stem or name, (), "csv", lambda: rows_of_text(data, encoding, delimiter))
    sheet.encoding = LABELS[encoding]
    sheet.about = lambda: data.count(b"\n")
    return sheet
