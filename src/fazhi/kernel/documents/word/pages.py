"""The page of a Word file after GB/T 9704, its styles and its foot."""

from datetime import datetime

from docx.document import Document as Docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from ..sheets import Imprint, Sheet
from .runs import FOUR, LATIN, PITCH, SONG, THREE, centre, element, field, write

MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - fixed, so that one sheet is always the same bytes
STYLES = ("Normal", "Title", "Heading 1", "Heading 2")


def set_page(document: Docx, sheet: Sheet, imprint: Imprint) -> None:
    """A4 with 156 × 225 mm of text. No character grid: some programs then give each character two cells."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin, section.footer_distance = Mm(28), Mm(26), Mm(24)
    for name in STYLES:
        _plain(document, name)
    document.settings.odd_and_even_pages_header_footer = True
    _set_up(document, sheet)
    if not sheet.is_file:
        set_foot(section, sheet, imprint)


def set_foot(section: Section, sheet: Sheet, imprint: Imprint) -> None:
    """Page numbers outside, and on a form the code to check it by."""
    section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = False
    _foot(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _foot(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    if imprint.code and sheet.head is None:
        for footer in (section.footer, section.even_page_footer):
            told = f"{sheet.number}　核验码 {imprint.code}　可在本单位网站“核验文书”查验真伪"
            write(centre(footer.add_paragraph()), told, SONG, Pt(9))


def begin_papers(document: Docx, sheet: Sheet, imprint: Imprint) -> None:
    """The papers of a bound file are counted from the first of them; cover and contents bear no number."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_foot(section, sheet, imprint)
    section._sectPr.insert_element_before(element("w:pgNumType", start="1"), "w:cols", "w:titlePg", "w:docGrid")


def begin_back(document: Docx) -> None:
    """The back of a bound file: a page of its own without a number, nothing on it but a word."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = False
    for numbering in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(numbering)


def _set_up(document: Docx, sheet: Sheet) -> None:
    """As a Word of today; marks that meet are drawn together; the pages of a list of contents are reckoned when it is opened."""
    settings = document.settings.element
    settings.find(qn("w:characterSpacingControl")).set(qn("w:val"), "compressPunctuation")
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), "15")
    if sheet.is_file:
        settings.find(qn("w:defaultTabStop")).addprevious(element("w:updateFields", val="true"))


def _foot(line: Line, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — one character from the outer edge."""
    line.alignment = side
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = FOUR
    write(line, "— ", SONG, FOUR)
    field(write(line, "", SONG, FOUR), "PAGE")
    write(line, " —", SONG, FOUR)


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
    # A year among characters is as wide as its digits: no space of Word's own.
    for each in ("w:autoSpaceDE", "w:autoSpaceDN"):
        properties.insert_element_before(element(each, val="0"), "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def set_properties(document: Docx, sheet: Sheet) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = sheet.title, "", "", ""
    core.created = core.modified = MADE
    core.revision, core.language = 1, "zh-CN"
