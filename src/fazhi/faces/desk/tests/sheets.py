"""Ledgers with traps in them, made for tests."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Sequence

from openpyxl import Workbook

from fazhi.faces.desk.ledgers.reading import open_sheet

PART = "xl/worksheets/sheet1.xml"


def workbook(*rows: Sequence[object], then: Callable[[Workbook], object] | None = None) -> bytes:
    """An .xlsx with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if then:
        then(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited(data: bytes, part: str, pattern: str, by: str) -> bytes:
    """The workbook with the XML of one part changed."""
    text = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
    changed, times = re.subn(pattern, lambda _: by, text)
    assert times, f"{pattern} is not in {part}"
    return with_parts(data, {part: changed.encode()})


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The workbook with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            new.writestr(name, parts.get(name) or old.read(name))
    return out.getvalue()


def sheet_xml(cells: str, after: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData>{after}</worksheet>"
    )


def raw(cells: str, after: str = "") -> bytes:
    """A workbook whose sheet holds exactly this XML."""
    return with_parts(workbook(["x"]), {PART: sheet_xml(cells, after).encode()})


def texts(data: bytes, name: str = "台账.xlsx", sheet: str | None = None) -> list[list[str]]:
    """What each row says."""
    return [[cell.text for cell in row.cells] for row in open_sheet(data, name, sheet).rows()]


def old_workbook(*records: bytes) -> bytes:
    """An .xls of one sheet, put together from BIFF8 records and the smallest compound file that can hold them."""
    begin = lambda kind: _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))  # noqa: E731
    end = _record(0x0A)
    name = "调解".encode("utf-16-le")
    position = len(begin(5)) + 4 + 8 + len(name) + len(end)
    tab = _record(0x85, struct.pack("<IHBB", position, 0, 2, 1) + name)
    stream = begin(5) + tab + end + begin(0x10) + b"".join(records) + end
    return _compound(stream.ljust(4096, b"\0"))


def label(row: int, column: int, text: str) -> bytes:
    return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def number(row: int, column: int, value: float) -> bytes:
    return _record(0x203, struct.pack("<HHHd", row, column, 0, value))


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _compound(stream: bytes) -> bytes:
    """Header, one sector of allocation table, one of directory, then the stream."""
    sectors = -(-len(stream) // 512)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * (109 * 4 - 4)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return head + table + directory.ljust(512, b"\0") + stream.ljust(512 * sectors, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
