"""The head and the end of an official document in Word: letterhead, red line, who signs, imprint line."""

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from ..heads import Head, Layout
from ..sheets import Sheet
from .runs import BODY, FOUR, HEI, KAI, PITCH, RED, THREE, TITLE, TWO, WIDE, border, centre, element, indent, right, write

RED_LINE = 20  # eighths of a point: 0.9 mm
# How far the mark stands below the top of the text.
ABOVE_MARK = {Layout.DOCUMENT: 35, Layout.LETTER: 0, Layout.ORDER: 20, Layout.MINUTES: 35}
MOST_OF_MARK = {Layout.LETTER: 48}


def add_head(document: Docx, sheet: Sheet) -> None:
    """From 份号 to 主送机关."""
    head = sheet.head
    marks = [(head.copy_number, BODY), (head.secrecy, HEI), (head.urgency, HEI)]
    marks = [(text, font) for text, font in marks if text]
    if head.layout != Layout.LETTER:
        for text, font in marks:
            write(document.add_paragraph(), text, font)
    _mark(document, head, used=len(marks) if head.layout != Layout.LETTER else 0)
    _LINES[head.layout](document, head, marks)
    if head.layout != Layout.ORDER and sheet.title:
        _title(document, sheet)
    if head.to:
        write(document.add_paragraph(), f"{head.to}：")


def _mark(document: Docx, head: Head, used: int) -> None:
    """发文机关标志, as large as the line bears."""
    size = Pt(max(26, min(MOST_OF_MARK.get(head.layout, 62), 148 / 0.3528 / max(1, len(head.mark)))))
    line = centre(document.add_paragraph(style="Title" if head.layout == Layout.ORDER else None))
    line.paragraph_format.line_spacing_rule, line.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size.pt * 1.1)
    line.paragraph_format.space_before = max(0, Mm(ABOVE_MARK[head.layout]) - PITCH * used)
    write(line, head.mark, TITLE, size).font.color.rgb = RED


def _numbered(document: Docx, head: Head, marks: object) -> None:
    """发文字号 over the red line; for an upward document at the left, with who signs at the right."""
    line = document.add_paragraph()
    line.paragraph_format.space_before = PITCH * 2
    if head.signers:
        line.paragraph_format.left_indent = THREE
        line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDE - 50))
        write(line, f"{head.number}\t签发人：")
        write(line, "、".join(head.signers), KAI)
    else:
        write(centre(line), head.number)
    border(line, "bottom", RED_LINE, "E60012", space=11)


def _letter_lines(document: Docx, head: Head, marks: list[tuple[str, str]]) -> None:
    last = document.paragraphs[-1]
    last.paragraph_format.left_indent = last.paragraph_format.right_indent = -Mm(7)
    border(last, "double", RED_LINE, "E60012", space=11)
    for text, font in marks:
        write(document.add_paragraph(), text, font)
    line = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    write(line, head.number)


def _order_number(document: Docx, head: Head, marks: object) -> None:
    line = centre(document.add_paragraph())
    line.paragraph_format.space_before, line.paragraph_format.space_after = PITCH * 2, PITCH * 2
    write(line, head.number)


_LINES = {
    Layout.DOCUMENT: _numbered,
    Layout.MINUTES: _numbered,
    Layout.LETTER: _letter_lines,
    Layout.ORDER: _order_number,
}


def _title(document: Docx, sheet: Sheet) -> None:
    for place, text in enumerate(sheet.lines):
        line = centre(document.add_paragraph(style="Title"))
        line.paragraph_format.space_before = PITCH * 2 if place == 0 else Pt(0)
        line.paragraph_format.space_after = PITCH if place == len(sheet.lines) - 1 else Pt(0)
        line.paragraph_format.keep_with_next = True
        write(line, text, TITLE, TWO)


def add_end(document: Docx, head: Head) -> None:
    """附件说明, who signs, the day, 附注."""
    _attachments(document, head.attachments)
    if head.layout == Layout.MINUTES:
        _present(document, head)
    elif head.layout == Layout.ORDER:
        _signed(document, [f"{head.office}　　{head.signer}", head.on], [THREE * 4, THREE * 4], PITCH * 2)
    elif head.is_sealed:
        axis = max(4 + _width(head.on) / 2, _width(head.by) / 2)
        rooms = [THREE * 1.0 * (axis - _width(text) / 2) for text in (head.by, head.on)]
        _signed(document, [head.by, head.on], rooms, PITCH * 2)
    else:
        longer = max(0, _width(head.by) - _width(head.on))
        _signed(document, [head.by, head.on], [THREE * 2, THREE * longer], PITCH)
    if head.note:
        line = document.add_paragraph()
        indent(line)
        write(line, f"（{head.note}）")


def _attachments(document: Docx, names: tuple[str, ...]) -> None:
    for place, name in enumerate(names):
        line = document.add_paragraph()
        line.paragraph_format.left_indent = THREE * 6
        line.paragraph_format.first_line_indent = -THREE * 4 if place == 0 else -THREE
        line.paragraph_format.space_before = PITCH if place == 0 else Pt(0)
        number = f"{place + 1}." if len(names) > 1 else ""
        write(line, f"{'附件：' if place == 0 else ''}{number}{name}")


def _present(document: Docx, head: Head) -> None:
    for place, (label, names) in enumerate(head.present):
        line = document.add_paragraph()
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = THREE * 5, -THREE * 3
        line.paragraph_format.space_before = PITCH if place == 0 else Pt(0)
        write(line, f"{label}：", HEI)
        write(line, names)


def _signed(document: Docx, texts: list[str], rooms: list[float], above: Pt) -> None:
    for place, (text, room) in enumerate(zip(texts, rooms, strict=True)):
        line = right(document.add_paragraph(), Pt(room / 12700))
        line.paragraph_format.keep_with_next = place == 0
        line.paragraph_format.space_before = above if place == 0 else Pt(0)
        write(line, text)


def _width(text: str) -> float:
    """In characters: what is of ASCII is half as wide."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def add_annex(document: Docx, title: str, head: Head) -> None:
    """附件 at the top left of a new page, its title on the third line."""
    number = head.attachments.index(title) + 1 if title in head.attachments and len(head.attachments) > 1 else ""
    first = document.add_paragraph()
    first.paragraph_format.page_break_before = True
    write(first, f"附件{number}", HEI)
    line = centre(document.add_paragraph(style="Heading 1"))
    line.paragraph_format.space_before = line.paragraph_format.space_after = PITCH
    write(line, title, TITLE, TWO)


def add_imprint_line(document: Docx, head: Head) -> None:
    """版记, set at the foot of the last page as a table that floats there."""
    rows = [text for text in _imprint_texts(head) if text[0]]
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=1)
    place = element("w:tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="left", tblpYSpec="bottom")
    table._tbl.tblPr.insert(1, place)
    for row, (left, far) in zip(table.rows, rows, strict=True):
        row.cells[0].width = Mm(WIDE)
        _imprint_row(row.cells[0].paragraphs[0], left, far)
    if head.layout != Layout.LETTER:
        border(table.rows[0].cells[0].paragraphs[0], "top", 8)
        border(table.rows[-1].cells[0].paragraphs[0], "bottom", 8)
    document.add_paragraph()


def _imprint_texts(head: Head) -> list[tuple[str, str]]:
    copies = f"抄送：{head.copies_to}。" if head.copies_to else ""
    printed = head.printed_by if head.layout != Layout.LETTER else ""
    return [(copies, ""), (printed, f"{head.printed_on}印发" if head.printed_on else "")]


def _imprint_row(line: Line, left: str, far: str) -> None:
    line.paragraph_format.line_spacing = Pt(22)
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = FOUR
    if far:
        line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDE) - FOUR - FOUR, 2)
    write(line, f"{left}\t{far}" if far else left, BODY, FOUR)
