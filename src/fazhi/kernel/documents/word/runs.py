"""Runs and lines of a Word file: which font in which size, and the few things python-docx leaves to XML."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

BODY, HEI, KAI, TITLE, SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"
LATIN = "Times New Roman"
PITCH = Pt(28.98)  # 225 mm in 22 lines
THREE, FOUR, TWO = Pt(16), Pt(14), Pt(22)
RED = RGBColor(0xE6, 0x00, 0x12)
WIDE = 156  # mm of text
AFTER_BORDERS = ("w:shd", "w:tabs", "w:autoSpaceDE", "w:autoSpaceDN", "w:spacing", "w:ind", "w:jc", "w:rPr")


def write(line: Line, text: str, font: str = BODY, size: Pt = THREE) -> Run:
    run = line.add_run(text)
    run.font.name, run.font.size, run.font.bold = LATIN, size, False
    properties = run._element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size == THREE:
        properties.find(qn("w:sz")).addprevious(_closer())
    return run


def _closer() -> BaseOxmlElement:
    """0.25 pt less between characters: 28 of 16 pt on a line of 156 mm, two of them an indent of whole 32 pt."""
    return element("w:spacing", val="-5")


def element(tag: str, **values: str) -> BaseOxmlElement:
    """An element of Word's own with its attributes."""
    made = OxmlElement(tag)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(run: Run, code: str) -> None:
    """A field that Word reckons: PAGE, or PAGEREF of a bookmark."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        made = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            made.set(qn("w:fldCharType"), kind)
        made.text = text or None
        run._element.append(made)


def bookmark(line: Line, name: str, number: int) -> None:
    """A place that a field may refer to."""
    line._p.append(element("w:bookmarkStart", id=str(number), name=name))
    line._p.append(element("w:bookmarkEnd", id=str(number)))


def border(line: Line, side: str, eighths: int, color: str = "000000", space: int = 1) -> None:
    """A line above or below a paragraph, in eighths of a point."""
    properties = line._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, *AFTER_BORDERS)
    borders.append(element(f"w:{side}", val="single", sz=str(eighths), space=str(space), color=color))


def at_the_foot(line: Line, wide: int) -> None:
    """Let a paragraph stand at the lower edge of the text, whatever stands above it."""
    frame = element("w:framePr", w=str(wide), wrap="around", vAnchor="margin", hAnchor="margin", xAlign="left", yAlign="bottom")
    line._p.get_or_add_pPr().insert_element_before(frame, "w:widowControl", "w:pBdr", *AFTER_BORDERS)


def indent(line: Line, characters: int = 2) -> None:
    line.paragraph_format.first_line_indent = THREE * characters


def centre(line: Line) -> Line:
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return line


def right(line: Line, room: Pt | Mm) -> Line:
    line.alignment, line.paragraph_format.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, room
    return line


def lines_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
