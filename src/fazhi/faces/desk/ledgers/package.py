"""The parts of an .xlsx that stand round its sheets: names and places, shared strings, date formats, merged areas."""

import posixpath
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from .guard import MIB, Refused, chunks, feed, strict_parser

MAX_MERGES = 200_000
MAX_SMALL = 16 * MIB
MAX_TEXTS = 3_000_000
DEEP = 64
AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:$]+)[\"']")
# 27–36 and 50–58 are dates in Chinese Excel alone.
DATES = {*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58}
BUILT_IN = dict.fromkeys(DATES, "date") | {22: "moment"} | dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "time")
BUILT_IN[46] = "span"
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|am/pm|a/p|general')


class Place(NamedTuple):
    """A worksheet: its name on the tab, its part in the archive, whether it is hidden."""

    name: str
    part: str
    hidden: bool


class Area(NamedTuple):
    """A merged area; rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


Attributes = dict[str, str]


def elements(archive: zipfile.ZipFile, part: str, started: Callable[[str, Attributes], None]) -> None:
    """Tell the name (without its prefix) and attributes of each element of a small part."""
    if archive.getinfo(part).file_size > MAX_SMALL:
        raise Refused(f"表格的样式或目录部分超过 {MAX_SMALL // MIB} MB，不像正常的台账，未读取；请把内容复制到新的工作簿再传。")
    parser = strict_parser()
    parser.StartElementHandler = lambda tag, attributes: started(tag.rpartition(":")[2], attributes)
    for block in chunks(archive, part):
        feed(parser, block)
    feed(parser, b"", True)


def workbook_part(archive: zipfile.ZipFile) -> str:
    """Where the workbook stands; .xlsb and other packages are refused by name."""
    names = set(archive.namelist())
    if "xl/workbook.bin" in names or "mimetype" in names or "content.xml" in names:
        raise Refused("暂不支持 .xlsb、.ods 等格式；请在 Excel 或 WPS 里另存为 .xlsx 再传。")
    if "_rels/.rels" in names:
        for kind, target in relations(archive, "").values():
            if kind.endswith("/officeDocument") and target in names:
                return target
    if "xl/workbook.xml" not in names:
        raise Refused("这不是 Excel 表格；请上传 .xlsx、.xls 或 .csv 文件。")
    return "xl/workbook.xml"


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (type, part) of a part of the package."""
    folder, _, name = part.rpartition("/")
    found: dict[str, tuple[str, str]] = {}

    def started(tag: str, a: Attributes) -> None:
        if tag == "Relationship" and a.get("TargetMode") != "External":
            found[a.get("Id", "")] = (a.get("Type", ""), _resolved(folder, a.get("Target", "")))

    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path in archive.NameToInfo:
        elements(archive, path, started)
    return found


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")


def places(archive: zipfile.ZipFile, workbook: str) -> tuple[list[Place], bool]:
    """The worksheets in the order of their tabs, and whether days are counted from 1904."""
    parts = relations(archive, workbook)
    found: list[Place] = []
    base_1904 = False

    def started(tag: str, a: Attributes) -> None:
        nonlocal base_1904
        if tag == "workbookPr":
            base_1904 = a.get("date1904", "0") in ("1", "true", "on")
        if tag == "sheet":
            link = next((value for key, value in a.items() if key.endswith(":id")), "")
            kind, part = parts.get(link, ("", ""))
            if kind.endswith("/worksheet"):
                found.append(Place(a.get("name", ""), part, a.get("state", "visible") != "visible"))

    elements(archive, workbook, started)
    return found, base_1904


def date_kinds(archive: zipfile.ZipFile, workbook: str) -> list[str]:
    """For each cell style: "date", "moment", "time", "span" or "" for a plain number."""
    part = _related(archive, workbook, "/styles")
    formats: dict[int, str] = dict(BUILT_IN)
    kinds: list[str] = []
    inside = False

    def started(tag: str, a: Attributes) -> None:
        nonlocal inside
        if tag == "numFmt" and a.get("numFmtId", "").isdecimal():
            formats[int(a["numFmtId"])] = date_kind(a.get("formatCode", ""))
        elif tag in ("cellXfs", "cellStyles", "dxfs"):
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            number = a.get("numFmtId", "0")
            kinds.append(formats.get(int(number), "") if number.isdecimal() else "")

    if part:
        elements(archive, part, started)
    return kinds


def date_kind(code: str) -> str:
    """What a number format shows: yyyy"年"m"月" is a date, [h]:mm a span, 0.00 nothing of time."""
    plain = LITERAL.sub("", code.lower().partition(";")[0])
    if "[" in plain:
        return "span"
    day, hour = any(c in plain for c in "yd"), any(c in plain for c in "hs")
    if day or ("m" in plain and not hour):
        return "moment" if hour else "date"
    return "time" if hour else ""


def shared_strings(archive: zipfile.ZipFile, workbook: str) -> list[str]:
    """The texts that cells point at; phonetic guides over them are left out."""
    part = _related(archive, workbook, "/sharedStrings")
    found: list[str] = []
    pieces: list[str] = []
    reading, phonetic, depth = False, False, 0

    def started(tag: str, _: Attributes) -> None:
        nonlocal reading, phonetic, depth
        depth += 1
        if depth > DEEP or len(found) > MAX_TEXTS:
            raise Refused("表格里的文字过多或结构不正常，未读取；请拆成几份再传。")
        tag = tag.rpartition(":")[2]
        reading = tag == "t" and not phonetic
        phonetic = phonetic or tag == "rPh"

    def ended(tag: str) -> None:
        nonlocal reading, phonetic, depth
        depth -= 1
        tag = tag.rpartition(":")[2]
        reading = False
        if tag == "rPh":
            phonetic = False
        elif tag == "si":
            found.append("".join(pieces))
            pieces.clear()

    if part:
        parser = strict_parser()
        parser.StartElementHandler, parser.EndElementHandler = started, ended
        parser.CharacterDataHandler = lambda text: pieces.append(text) if reading else None
        for block in chunks(archive, part):
            feed(parser, block)
        feed(parser, b"", True)
    return found


def _related(archive: zipfile.ZipFile, workbook: str, ending: str) -> str:
    for kind, part in relations(archive, workbook).values():
        if kind.endswith(ending) and part in archive.NameToInfo:
            return part
    return ""


def merged_areas(archive: zipfile.ZipFile, part: str) -> list[Area]:
    """The merged areas, which a sheet names only after its last row: a quick look through, before the rows are read."""
    found: list[Area] = []
    rest = b""
    for block in chunks(archive, part):
        block = rest + block
        cut = block.rfind(b"<")
        block, rest = block[:cut], block[cut:]
        if b"mergeCell " in block:
            found.extend(area(ref.decode()) for ref in MERGED.findall(block))
        if len(found) > MAX_MERGES:
            raise Refused(f"合并单元格超过 {MAX_MERGES} 处，不像正常的台账，未读取。")
        if len(rest) > MIB:
            raise Refused("表格里有一格内容过长，未读取。")
    return found


def area(ref: str) -> Area:
    """A2:C4 as numbers."""
    if not (found := AREA.fullmatch(ref)):
        raise Refused(f"表格里有看不懂的区域“{ref[:20]}”，可能已损坏；请在 Excel 里另存一份再传。")
    left, top, right, bottom = found.groups()
    return Area(int(top), column(left), int(bottom or top), column(right or left))


def column(letters: str) -> int:
    """The index of a column from its letters: A is 0."""
    index = 0
    for character in letters:
        index = index * 26 + ord(character) - 64
    return index - 1
