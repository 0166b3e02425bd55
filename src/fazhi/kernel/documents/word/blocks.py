"""How each kind of block is written in Word."""

import io
from collections.abc import Iterable
from functools import singledispatch

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
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
)
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


def add_title(document: Docx, text: str) -> Line:
    title = centre(document.add_paragraph(style="Title"))
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
    line.paragraph_format.page_break_before = True
    place = sum(each.style.name == "Title" for each in document.paragraphs)
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
    line = document.add_paragraph()
    centre(line)
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


@add.register
def _(block: Table, document: Docx) -> None:
    grid = _grid(document, len(block.rows) + 1, [156 / len(block.headers)] * len(block.headers))
    _repeats(grid)
    for cell, text in zip(grid.rows[0].cells, block.headers, strict=True):
        _fill(cell, text, HEI, centred=True)
    for row, texts in zip(grid.rows[1:], block.rows, strict=False):
        for cell, text in zip(row.cells, texts, strict=True):
            _fill(cell, text, BODY)


@add.register
def _(block: Signatures, document: Docx) -> None:
    for label in block.labels:
        line = document.add_paragraph()
        line.paragraph_format.space_before, line.paragraph_format.keep_together = Pt(14), True
        write(line, f"{label}：", BODY, THREE)
        write(line, "　" * 8, BODY, THREE).underline = True
        write(line, "　　年　　月　　日", BODY, THREE)


@add.register
def _(block: Cover, document: Docx) -> None:
    for text, above in ((block.owner, 70), (block.title, 50)):
        line = centre(document.add_paragraph())
        line.paragraph_format.space_before = Pt(above)
        write(line, text, TITLE, TWO)
    document.add_paragraph().paragraph_format.space_before = Pt(60)
    for label, value in block.rows:
        line = document.add_paragraph()
        line.paragraph_format.left_indent = THREE * 2
        write(line, f"{label}：{value}")


@add.register
def _(block: Contents, document: Docx) -> None:
    head = centre(document.add_paragraph(style="Heading 1"))
    head.paragraph_format.page_break_before = True
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
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    write(centre(document.add_paragraph()), block.text, BODY, FOUR)


def _grid(document: Docx, rows: int, widths: Iterable[float]) -> Grid:
    widths = list(widths)
    grid = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        for cell in column.cells:
            cell.width = Mm(width)
    return grid


def _repeats(grid: Grid) -> None:
    """The head stands on every page."""
    grid.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))


def _fill(cell: _Cell, text: str, font: str, centred: bool = False) -> None:
    for place, words in enumerate(lines_of(text) or [""]):
        line = cell.add_paragraph() if place else cell.paragraphs[0]
        line.paragraph_format.line_spacing = Pt(22)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else None
        write(line, words, font, FOUR)
