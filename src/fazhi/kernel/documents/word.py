"""A sheet as DOCX, by python-docx: names the official fonts, which the users' own machines have."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from functools import singledispatch

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from .blocks import Block, Date, Fields, Heading, Number, Paragraph, Sheet, Signatures, Table, Title

BODY, HEI, KAI, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
LATIN = "Times New Roman"
PITCH = Pt(28.98)  # 225 mm in 22 lines
THREE, FOUR, TWO = Pt(16), Pt(14), Pt(22)
MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - fixed, so that one sheet is always the same bytes


def render_docx(sheet: Sheet) -> bytes:
    """The sheet as DOCX."""
    document = Document()
    _page(document)
    _properties(document, sheet)
    _head(document, sheet.title)
    for block in sheet.blocks:
        _add(block, document)
    return _same_bytes(document)


def _head(document: Docx, text: str) -> Line:
    title = document.add_paragraph(style="Title")
    _write(title, text, TITLE, TWO)
    _centre(title)
    return title


def _page(document: Docx) -> None:
    """A4 after GB/T 9704. No character grid: some programs then give each character two cells."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin, section.footer_distance = Mm(28), Mm(26), Mm(25)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        _plain(document, name)
    footer = section.footer.paragraphs[0]
    _centre(footer)
    _write(footer, "— ", BODY, FOUR)
    _page_number(_write(footer, "", BODY, FOUR))
    _write(footer, " —", BODY, FOUR)


def _plain(document: Docx, name: str) -> None:
    """A style without colour, border or spacing of Word's own."""
    style = document.styles[name]
    style.font.color.rgb, style.font.bold, style.font.size, style.font.name = None, False, THREE, LATIN
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    spacing = style.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH


def _properties(document: Docx, sheet: Sheet) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = sheet.title, "", "", ""
    core.created = core.modified = MADE
    core.revision, core.language = 1, "zh-CN"


@singledispatch
def _add(block: Block, document: Docx) -> None:
    """Write one block at the end of the document."""
    raise TypeError(f"no way to write {block!r}")


@_add.register
def _(block: Title, document: Docx) -> None:
    _head(document, block.text).paragraph_format.page_break_before = True


@_add.register
def _(block: Heading, document: Docx) -> None:
    line = document.add_paragraph(style=f"Heading {block.level}")
    _indent(line)
    _write(line, block.text, HEI if block.level == 1 else KAI, THREE)


@_add.register
def _(block: Paragraph, document: Docx) -> None:
    for text in _lines(block.text):
        line = document.add_paragraph()
        _indent(line)
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        _write(line, text, BODY, THREE)


@_add.register
def _(block: Number, document: Docx) -> None:
    line = document.add_paragraph()
    _centre(line)
    _write(line, block.text, BODY, THREE)


@_add.register
def _(block: Date, document: Docx) -> None:
    line = document.add_paragraph()
    line.alignment, line.paragraph_format.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, THREE * 4
    line.paragraph_format.space_before = PITCH
    _write(line, block.text, BODY, THREE)


@_add.register
def _(block: Fields, document: Docx) -> None:
    grid = _grid(document, len(block.rows), (41, 115))
    for row, (label, value) in zip(grid.rows, block.rows, strict=True):
        _fill(row.cells[0], label, BODY, centred=True)
        _fill(row.cells[1], value, BODY)


@_add.register
def _(block: Table, document: Docx) -> None:
    grid = _grid(document, len(block.rows) + 1, [156 / len(block.headers)] * len(block.headers))
    _repeats(grid)
    for cell, text in zip(grid.rows[0].cells, block.headers, strict=True):
        _fill(cell, text, HEI, centred=True)
    for row, texts in zip(grid.rows[1:], block.rows, strict=False):
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell, text, BODY)


@_add.register
def _(block: Signatures, document: Docx) -> None:
    for label in block.labels:
        line = document.add_paragraph()
        line.paragraph_format.space_before, line.paragraph_format.keep_together = Pt(14), True
        _write(line, f"{label}：", BODY, THREE)
        _write(line, "　" * 8, BODY, THREE).underline = True
        _write(line, "　　年　　月　　日", BODY, THREE)


def _grid(document: Docx, rows: int, widths: Iterable[float]) -> Grid:
    widths = list(widths)
    grid = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        for cell in column.cells:
            cell.width = Mm(width)
    return grid


def _fill(cell: _Cell, text: str, font: str, centred: bool = False) -> None:
    for place, words in enumerate(_lines(text) or [""]):
        line = cell.add_paragraph() if place else cell.paragraphs[0]
        line.paragraph_format.line_spacing = Pt(22)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else None
        _write(line, words, font, FOUR)


def _write(line: Line, text: str, font: str, size: Pt) -> Run:
    run = line.add_run(text)
    run.font.name, run.font.size, run.font.bold = LATIN, size, False
    properties = run._element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size == THREE:
        properties.find(qn("w:sz")).addprevious(_closer())
    return run


def _closer() -> BaseOxmlElement:
    """0.2 pt less between characters: 28 of 16 pt on a line of 156 mm."""
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), "-4")
    return spacing


def _page_number(run: Run) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._element.append(element)


def _repeats(grid: Grid) -> None:
    """The head stands on every page."""
    properties = grid.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _indent(line: Line) -> None:
    line.paragraph_format.first_line_indent = THREE * 2


def _centre(line: Line) -> None:
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _same_bytes(document: Docx) -> bytes:
    """The package without the time at which it was packed."""
    packed, plain = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, MADE.timetuple()[:6]), source.read(entry), zipfile.ZIP_DEFLATED)
    return plain.getvalue()
