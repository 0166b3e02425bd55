"""Files as they come (Markdown, text, docx) into plain lines; what cannot be read says why."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

MARK = re.compile(r"^(#+)\s*(.*)$")
FILE_DAY = re.compile(r"[(（_](\d{4})-?(\d\d)-?(\d\d)[)）]?$")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
BODY_FOLLOWS = "<!-- INFO END -->"


class Unreadable(ValueError):
    """A file that is no law text; the sentence says what is wrong with it."""


@dataclass(frozen=True)
class Line:
    """One line of a text; depth is that of its heading mark, 0 where it bears none."""

    text: str
    depth: int = 0


@dataclass(frozen=True)
class Manuscript:
    """A file's lines, its name, the day its name gives, and its digest."""

    name: str
    lines: tuple[Line, ...]
    dated: date | None
    sha256: str


def read(path: Path) -> Manuscript:
    """The lines of a file, by its suffix; raises Unreadable."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Unreadable(REASONS.get(path.suffix.lower(), f"不支持{path.suffix or '无后缀'}文件，请用 .md、.txt 或 .docx"))
    lines = tuple(line for line in reader(path) if line.text)
    if not lines:
        raise Unreadable("文件是空的")
    return Manuscript(path.name, lines, file_day(path.stem), digest(path))


def file_day(stem: str) -> date | None:
    """The day in 人民调解法(2010-08-28) or 仲裁法_20250912."""
    match = FILE_DAY.search(stem)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError as error:
        raise Unreadable(f"文件名中的日期{match[0]}不存在") from error


def digest(path: Path) -> str:
    """SHA-256 of the file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def decoded(path: Path) -> str:
    """Text in UTF-8, with or without a byte-order mark, or in GB 18030, with any line ends."""
    content = path.read_bytes()
    if b"\0" in content:
        raise Unreadable("不是文本文件（也不支持 UTF-16 编码）")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return INVISIBLE.sub("", re.sub(r"\r\n?", "\n", content.decode(encoding)))
        except UnicodeDecodeError:
            continue
    raise Unreadable("既不是 UTF-8 也不是 GB18030 编码的文本")


def _markdown(path: Path) -> list[Line]:
    return [_marked(line.strip()) for line in decoded(path).split("\n")]


def _marked(line: str) -> Line:
    match = MARK.match(line)
    if match:
        return Line(match[2].strip(), len(match[1]))
    return Line("" if line.startswith("<!--") and line != BODY_FOLLOWS else line)


def _plain(path: Path) -> list[Line]:
    return [Line(line.strip()) for line in decoded(path).split("\n")]


def _docx(path: Path) -> list[Line]:
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise Unreadable("不是完好的 .docx 文件") from error
    return [line for block in document.iter_inner_content() for line in _block_lines(block)]


def _block_lines(block: Paragraph | Table) -> list[Line]:
    """A paragraph, or a table as one line a row."""
    return _paragraph_lines(block) if isinstance(block, Paragraph) else [_row_line(row) for row in block.rows]


def _row_line(row: _Row) -> Line:
    """A merged cell is told once for each column it covers; here once."""
    cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
    return Line("　".join(filter(None, cells)))


def _paragraph_lines(paragraph: Paragraph) -> list[Line]:
    """A paragraph may hold line breaks; a heading style gives its depth."""
    style = re.fullmatch(r"(?:Heading|标题)\s*(\d)", paragraph.style.name or "")
    depth = int(style[1]) + 1 if style else 0
    return [Line(text.strip(), depth) for text in INVISIBLE.sub("", paragraph.text).split("\n")]


READERS = {".md": _markdown, ".markdown": _markdown, ".txt": _plain, ".docx": _docx}
REASONS = {".doc": "旧版 .doc 文件，请在文字处理软件中另存为 .docx", ".pdf": "PDF 没有可靠的段落，请用 .docx 或 .txt"}
