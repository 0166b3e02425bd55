"""A sheet as DOCX, by python-docx: names the official fonts, which the users' own machines have."""

import io
import zipfile

from docx import Document
from docx.document import Document as Docx

from ..blocks import Title
from ..sheets import Imprint, Sheet
from .blocks import add, add_title
from .heads import add_annex, add_end, add_head, add_imprint_line
from .pages import MADE, begin_papers, set_page, set_properties

SHORT = 200


def render_docx(sheet: Sheet, imprint: Imprint | None = None) -> bytes:
    """The sheet as DOCX. A seal is never put into a file that can be edited; room is left for it."""
    document = Document()
    set_page(document, sheet, imprint or Imprint())
    set_properties(document, sheet)
    if sheet.head is None:
        _add_form(document, sheet, imprint or Imprint())
    else:
        _add_official(document, sheet)
    return _same_bytes(document)


def _add_form(document: Docx, sheet: Sheet, imprint: Imprint) -> None:
    if not sheet.is_file:
        add_title(document, sheet.title)
    first = next((block for block in sheet.blocks if isinstance(block, Title)), None)
    for block in sheet.blocks:
        if block is first and sheet.is_file:
            begin_papers(document, sheet, imprint)
        add(block, document)


def _add_official(document: Docx, sheet: Sheet) -> None:
    """The annexes stand behind who signs, the imprint line behind the annexes."""
    annexes = next((place for place, block in enumerate(sheet.blocks) if isinstance(block, Title)), len(sheet.blocks))
    add_head(document, sheet)
    for block in sheet.blocks[:annexes]:
        add(block, document)
    # Nobody signs a page without text: a last paragraph that is not long goes over with the signature.
    last = document.paragraphs[-1]
    last.paragraph_format.keep_with_next = len(last.text) <= SHORT
    add_end(document, sheet.head)
    for block in sheet.blocks[annexes:]:
        add_annex(document, block.text, sheet.head) if isinstance(block, Title) else add(block, document)
    add_imprint_line(document, sheet.head)


def _same_bytes(document: Docx) -> bytes:
    """The package without the time at which it was packed."""
    packed, plain = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename, MADE.timetuple()[:6]), source.read(entry), zipfile.ZIP_DEFLATED)
    return plain.getvalue()
