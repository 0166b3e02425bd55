"""The head and the end of an official document in Word: letterhead, red line, who signs, imprint line."""

from docx.document import Document as Docx
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from ..blocks import width
from ..heads import Head, Layout
from ..sheets import Sheet
from .runs import BODY, FOUR, HEI, KAI, PITCH, RED, THREE, TITLE, TWO, WIDE, at_the_foot, border, centre, indent, right, write

RED_LINE, THIN = 20, 8  # eighths of a point: 0.9 and 0.35 mm
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
    """发文机关标志, as large as the line bears; that of a letter stands in the head of its first page, 30 mm from the edge."""
    size = Pt(max(26, min(MOST_OF_MARK.get(head.layout, 62), 148 / 0.3528 / max(1, len(head.mark)))))
    if head.layout == Layout.LETTER:
        line = _letterhead(document)
    else:
        line = document.add_paragraph(style="Title" if head.layout == Layout.ORDER else None)
        line.paragraph_format.space_before = max(0, Mm(ABOVE_MARK[head.layout]) - PITCH * used)
    centre(line)
    line.paragraph_format.line_spacing_rule, line.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size.pt * 1.1)
    write(line, head.mark, TITLE, size).font.color.rgb = RED


def _letterhead(document: Docx) -> Line:
    """Head and foot of the first page of a letter, each with its double line of 170 mm."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance, section.footer_distance = Mm(30), Mm(20)
    for line in (section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]):
        line.paragraph_format.space_after = Mm(4)
    head, foot = section.first_page_header, section.first_page_footer
    _red_line(head.add_paragraph(), THIN)
    thin, thick = foot.paragraphs[0], foot.add_paragraph()
    _red_line(thin, THIN)
    _red_line(thick, RED_LINE)
    mark = head.paragraphs[0]
    mark.paragraph_format.left_indent, mark.paragraph_format.right_indent = -Mm(8), -Mm(6)
    border(mark, "bottom", RED_LINE, "E60012", space=11)
    return mark


def _red_line(line: Line, eighths: int) -> None:
    """A line and nothing else, in the middle of the sheet."""
    line.paragraph_format.line_spacing_rule, line.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
    line.paragraph_format.left_indent, line.paragraph_format.right_indent = -Mm(8), -Mm(6)
    border(line, "bottom", eighths, "E60012", space=0)


def _numbered(document: Docx, head: Head, marks: object) -> None:
    """发文字号 over the red line; for an upward document at the left, on the line of the last who signs."""
    names = head.signer_lines
    if not names:
        line = centre(document.add_paragraph())
        line.paragraph_format.space_before = PITCH * 2
        write(line, head.number or "　")
    for place, of_line in enumerate(names):
        line = document.add_paragraph()
        line.paragraph_format.space_before = PITCH * (2 - min(2, len(names) - 1)) if place == 0 else Pt(0)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDE) - int(THREE * (5 + max(map(width, names)))))
        number = f"　{head.number}" if place == len(names) - 1 else ""
        write(line, f"{number}\t{'签发人：' if place == 0 else '　　　　'}")
        write(line, of_line, KAI)
    border(line, "bottom", RED_LINE, "E60012", space=11)
    line.paragraph_format.space_after = PITCH * 2


def _letter_lines(document: Docx, head: Head, marks: list[tuple[str, str]]) -> None:
    """The number at the right, on the line of what stands first at the left."""
    for place, (text, font) in enumerate(marks or [("", BODY)]):
        line = document.add_paragraph()
        line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDE), WD_TAB_ALIGNMENT.RIGHT)
        write(line, text, font)
        if place == 0:
            write(line, f"\t{head.number}")


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
        document.paragraphs[-1].paragraph_format.space_before = PITCH
    elif head.is_sealed:
        axis = max(4 + width(head.on) / 2, width(head.by) / 2)
        rooms = [THREE * 1.0 * (axis - width(text) / 2) for text in (head.by, head.on)]
        _signed(document, [head.by, head.on], rooms, PITCH * 2)
    else:
        longer = max(0, width(head.by) - width(head.on))
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
        line.paragraph_format.keep_with_next = True
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
    """版记, at the foot of the page on which the text ends, between two thick lines."""
    anchor = _last_of_text(document)
    rows = [text for text in _imprint_texts(head) if text[0]]
    lines = [_imprint_row(document, *row) for row in rows]
    if len(lines) > 1:
        lines.insert(1, _inner_line(document))
    for line in lines:
        at_the_foot(line, int(Mm(WIDE).twips))
        # The same borders on all: the outer ones are drawn once, round them together.
        for side in ("top", "bottom") if head.layout != Layout.LETTER else ():
            border(line, side, THIN)
        anchor._p.addprevious(line._p)


def _last_of_text(document: Docx) -> Line:
    """The last paragraph, or the first of those that are kept with it."""
    lines = document.paragraphs
    at = len(lines) - 1
    while at and lines[at - 1].paragraph_format.keep_with_next:
        at -= 1
    return lines[at]


def _imprint_texts(head: Head) -> list[tuple[str, str]]:
    copies = f"抄送：{head.copies_to}。" if head.copies_to else ""
    printed = head.printed_by if head.layout != Layout.LETTER else ""
    return [(copies, ""), (printed, f"{head.printed_on}印发" if head.printed_on else "")]


def _inner_line(document: Docx) -> Line:
    """A thin line across, as the leader of a tab: LibreOffice moves a frame that has a border within."""
    line = document.add_paragraph()
    line.paragraph_format.line_spacing_rule, line.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(5)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDE), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    write(line, "\t", BODY, FOUR)
    return line


def _imprint_row(document: Docx, left: str, far: str) -> Line:
    """One character from either edge; what is broken goes on behind 抄送：."""
    line = document.add_paragraph()
    line.paragraph_format.line_spacing = Pt(22)
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = FOUR * 4, -FOUR * 4
    line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDE) - FOUR, WD_TAB_ALIGNMENT.RIGHT)
    write(line, f"　{left}\t{far}" if far else f"　{left}", BODY, FOUR)
    return line
