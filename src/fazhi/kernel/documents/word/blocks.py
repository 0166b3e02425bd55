"""How each kind of block is written in Word."""

import io
from collections.abc import Sequence
from functools import singledispatch

from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from .. import shelf
from ..blocks import (
    Block,
    Code,
    Contents,
    Cover,
    Date,
    End,
    Fields,
    Heading,
    Number,
    Paragraph,
    Scan,
    Signatures,
    Table,
    Title,
    Verbatim,
    width,
)
from .pages import begin_back
from .runs import (
    BODY,
    FOUR,
    HEI,
    KAI,
    PITCH,
    THREE,
    TITLE,
    TWO,
    WIDE,
    bookmark,
    centre,
    element,
    field,
    indent,
    lines_of,
    right,
    write,
)

GAP = Pt(12)
LONGEST_LABEL = 10  # characters: a longer one stands above its line
# What stands behind each property of a table in its schema.
AFTER = {
    qn("w:tblInd"): ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"),
    qn("w:tblLayout"): ("w:tblCellMar", "w:tblLook"),
    qn("w:tblCellMar"): ("w:tblLook",),
}


def add_title(document: Docx, text: str) -> Line:
    title = centre(document.add_paragraph(style="Title"))
    title.paragraph_format.space_after = GAP
    write(title, text, TITLE, TWO)
    return title


@singledispatch
def add(block: Block, document: Docx) -> None:
    """Write one block at the end of the document."""
    raise TypeError(f"no way to write {block!r}")


@add.register
def _(block: Title, document: Docx) -> None:
    """Within a bound file each paper is a place that the list of contents refers to."""
    line = add_title(document, block.text)
    place = sum(each.style.name == "Title" for each in document.paragraphs)
    line.paragraph_format.page_break_before = place > 1
    bookmark(line, f"paper{place}", place)


@add.register
def _(block: Heading, document: Docx) -> None:
    line = document.add_paragraph(style=f"Heading {block.level}")
    indent(line)
    write(line, block.text, HEI if block.level == 1 else KAI, THREE)


@add.register
def _(block: Paragraph, document: Docx) -> None:
    for text in lines_of(block.text):
        line = document.add_paragraph()
        indent(line)
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        write(line, text, BODY, THREE)


@add.register
def _(block: Number, document: Docx) -> None:
    line = centre(document.add_paragraph())
    line.paragraph_format.space_after = GAP
    write(line, block.text, BODY, THREE)


@add.register
def _(block: Date, document: Docx) -> None:
    line = right(document.add_paragraph(), THREE * 4)
    line.paragraph_format.space_before = PITCH
    write(line, block.text, BODY, THREE)


@add.register
def _(block: Fields, document: Docx) -> None:
    grid = _grid(document, len(block.rows), (41, 115))
    for row, (label, value) in zip(grid.rows, block.rows, strict=True):
        _fill(row.cells[0], label, BODY, centred=True)
        _fill(row.cells[1], value, BODY)
    _apart(document)


@add.register
def _(block: Table, document: Docx) -> None:
    grid = _grid(document, len(block.rows) + 1, [WIDE * share / sum(block.shares) for share in block.shares])
    _repeats(grid)
    for cell, text in zip(grid.rows[0].cells, block.headers, strict=True):
        _fill(cell, text, HEI, centred=True)
    for row, texts in zip(grid.rows[1:], block.rows, strict=False):
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell, text, BODY)
    _apart(document)


@add.register
def _(block: Signatures, document: Docx) -> None:
    for label in block.labels:
        line = _to_be_signed(document)
        if width(label) > LONGEST_LABEL:
            write(line, f"{label}：", BODY, THREE)
            line.paragraph_format.keep_with_next = True
            line = _to_be_signed(document)
            label = "　" * 6
        else:
            label = f"{label}："
        write(line, f"{label}\t　　年　　月　　日", BODY, THREE)


def _to_be_signed(document: Docx) -> Line:
    """A line to sign on up to the first tab, the day behind it."""
    line = document.add_paragraph()
    line.paragraph_format.space_before, line.paragraph_format.keep_together = Pt(10), True
    line.paragraph_format.tab_stops.add_tab_stop(Mm(102), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    return line


@add.register
def _(block: Cover, document: Docx) -> None:
    for text, size, above in ((block.owner, TWO, 68), (block.title, Pt(36), 50)):
        line = centre(document.add_paragraph())
        line.paragraph_format.space_before, line.paragraph_format.line_spacing = Pt(above), Pt(size.pt * 1.3)
        write(line, text, TITLE, size)
    document.add_paragraph().paragraph_format.space_before = Pt(45)
    grid = document.add_table(rows=len(block.rows), cols=2)
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    _measure(grid, (34, 100))
    for row, (label, value) in zip(grid.rows, block.rows, strict=True):
        _fill(row.cells[0], label, BODY, size=THREE)
        row.cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _fill(row.cells[1], value or "　", BODY, size=THREE)
        lines = element("w:tcBorders")
        lines.append(element("w:bottom", val="single", sz="4", color="000000"))
        row.cells[1]._tc.get_or_add_tcPr().append(lines)


@add.register
def _(block: Contents, document: Docx) -> None:
    head = centre(document.add_paragraph(style="Heading 1"))
    head.paragraph_format.page_break_before = True
    head.paragraph_format.space_after = GAP
    write(head, "卷内目录", TITLE, TWO)
    widths = [14.0, *[float(WIDE - 14 - 22 * (len(block.headers) - 2))], *[22.0] * (len(block.headers) - 2)]
    grid = _grid(document, len(block.rows) + 1, widths)
    _repeats(grid)
    for cell, text in zip(grid.rows[0].cells, block.headers, strict=True):
        _fill(cell, text, HEI, centred=True)
    for row, (*texts, place) in zip(grid.rows[1:], block.rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            _fill(cell, text, BODY)
        if place:
            field(write(centre(row.cells[-1].paragraphs[0]), "", BODY, FOUR), f"PAGEREF paper{place}")


@add.register
def _(block: Scan, document: Docx) -> None:
    line = centre(document.add_paragraph())
    line.paragraph_format.line_spacing = 1.0
    picture = line.add_run().add_picture(io.BytesIO(shelf.picture_of(block)), width=Mm(WIDE))
    if picture.height > Mm(190):
        picture.width, picture.height = int(picture.width * Mm(190) / picture.height), Mm(190)


@add.register
def _(block: Verbatim, document: Docx) -> None:
    for text in lines_of(block.text):
        line = document.add_paragraph()
        line.paragraph_format.line_spacing = Pt(12)
        write(line, text, BODY, Pt(9))


@add.register
def _(block: Code, document: Docx) -> None:
    picture = io.BytesIO()
    block.drawing.save(picture, kind="png", scale=6, border=0)
    line = centre(document.add_paragraph())
    line.paragraph_format.line_spacing = 1.0
    line.add_run().add_picture(picture, width=Mm(48))._inline.docPr.set("descr", block.says)


@add.register
def _(block: End, document: Docx) -> None:
    begin_back(document)
    line = centre(document.add_paragraph())
    line.paragraph_format.space_before = Mm(105)
    write(line, block.text, BODY, FOUR)


def _grid(document: Docx, rows: int, widths: Sequence[float]) -> Grid:
    grid = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    _measure(grid, widths)
    return grid


def _measure(grid: Grid, widths: Sequence[float]) -> None:
    """Columns of these widths, the outer lines on the edges of the text, room above and below each word."""
    grid.autofit = False
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = Mm(wide)
        for cell in column.cells:
            cell.width = Mm(wide)
    properties = grid._tbl.tblPr
    for each in (element("w:tblInd", w="0", type="dxa"), element("w:tblLayout", type="fixed"), _room()):
        for there in properties.findall(each.tag):
            properties.remove(there)
        properties.insert_element_before(each, *AFTER[each.tag])


def _room() -> BaseOxmlElement:
    room = element("w:tblCellMar")
    for side, amount in (("top", 60), ("left", 100), ("bottom", 60), ("right", 100)):
        room.append(element(f"w:{side}", w=str(amount), type="dxa"))
    return room


def _apart(document: Docx) -> None:
    """Two tables that touch become one in Word."""
    line = document.add_paragraph()
    line.paragraph_format.line_spacing = Pt(10)


def _repeats(grid: Grid) -> None:
    """The head stands on every page."""
    grid.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))


def _fill(cell: _Cell, text: str, font: str, centred: bool = False, size: Pt = FOUR) -> None:
    for place, words in enumerate(lines_of(text) or [""]):
        line = cell.add_paragraph() if place else cell.paragraphs[0]
        line.paragraph_format.line_spacing = Pt(22)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else None
        write(line, words, font, size)
