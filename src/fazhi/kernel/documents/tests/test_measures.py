"""The measures of GB/T 9704-2012, read back from the PDF: 156 × 225 mm of text, 22 lines of 28 characters, half a millimetre at most."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from fazhi.kernel.documents import Head, Heading, Imprint, Paragraph, Sheet, render_docx, render_pdf
from fazhi.kernel.documents.blocks import Title
from fazhi.kernel.documents.heads import balanced

from .measuring import MM, ink, words

NEAR = 0.5  # mm
TOLD = {
    "on": "2023年11月16日",
    "number": "莲司发〔2023〕18号",
    "to": "各县市区司法局，局机关各科室",
    "copies_to": "市委政法委，市中级人民法院",
    "printed_by": "莲城市司法局办公室",
    "printed_on": "2023年11月17日",
}


pytestmark = pytest.mark.usefixtures("chinese_font")


def near(*millimetres):
    return pytest.approx(millimetres if len(millimetres) > 1 else millimetres[0], abs=NEAR)


def sheet(layout="document", title="关于开展人民调解工作规范化建设的通知", *blocks, **told):
    """A document that is complete; `told` changes its head."""
    head = Head(layout, told.pop("mark", "莲城市司法局文件"), told.pop("by", "莲城市司法局"), **{**TOLD, **told})
    return Sheet("test.notice", title, "", blocks or (Paragraph("现就有关事项通知如下。"),), head)


def place(pdf, text, page=1):
    return next(word for word in words(pdf, page) if text in word.text)


def test_a_full_page_is_22_lines_of_28_characters_within_the_margins():
    pdf = render_pdf(sheet("document", "试", Paragraph("国" * 2000)))
    lines = [word for word in words(pdf, 2) if "国" in word.text]
    assert [len(line.text) for line in lines] == [28] * 22
    assert (lines[0].left, lines[0].right) == near(28, 184)
    printed = ink(pdf, 2)
    rows = printed.rows(30, 262)
    assert len(rows) == 22 and rows[0][0] == near(37) and rows[21][0] - rows[0][0] == near(225 / 22 * 21)
    assert printed.columns(30, 262) == near(28.4, 183.6)  # the strokes of 国 stand a little within their square


def test_the_letterhead_stands_where_the_standard_puts_it():
    pdf = render_pdf(sheet(copy_number="000012", secrecy="机密★1年", urgency="特急"))
    red = ink(pdf, red=True)
    mark, rule = red.rows(60, 140)
    assert mark[0] - 37 == near(35) and red.columns(rule[0], rule[1]) == near(28, 184)
    number = place(pdf, "18号")
    assert rule[0] - ink(pdf).rows(number.top, rule[0] - 1)[-1][1] == near(4)
    assert (number.left + number.right) / 2 == near(106)
    assert [round((place(pdf, text).top - 37) / (225 / 22)) for text in ("000012", "机密", "特急")] == [0, 1, 2]
    assert all(place(pdf, text).left == near(28) for text in ("000012", "机密", "特急", "各县市区"))


def test_an_upward_document_puts_its_number_left_and_who_signs_right():
    pdf = render_pdf(sheet(signers=("张某", "李某某", "欧阳某"), number="莲司〔2023〕6号"))
    number, second, last = place(pdf, "6号"), place(pdf, "李某某"), place(pdf, "欧阳某")
    assert number.left - 28 == near(16 * 0.3528) and number.top == near(last.top)
    assert 184 - second.right == near(16 * 0.3528) and place(pdf, "签发人").top == near(second.top) and second.top < last.top
    first = place(pdf, "签发人")
    assert last.left == near(first.left + 4 * 16 * 0.3528), "two names a line, the next line below the first name"


def test_the_seal_is_round_42_mm_and_centred_over_name_and_date():
    pdf = render_pdf(sheet(), Imprint(seal="莲城市司法局", seal_note="测试章"))
    left, right = ink(pdf, red=True).columns(150, 215)
    top = min(band[0] for band in ink(pdf, red=True).rows(150, 215))
    name = next(word for word in words(pdf) if word.text == "莲城市司法局" and word.top > 150)
    date = place(pdf, "11月16日")
    assert right - left == near(42)
    assert ((left + right) / 2, (name.left + name.right) / 2, (date.left + date.right) / 2) == near(*[(left + right) / 2] * 3)
    assert 184 - date.right == near(4 * 16 * 0.3528)
    above = place(pdf, "通知如下")
    assert 0 < top - above.bottom < 225 / 22 and top < name.top < date.bottom < top + 42
    assert top + 21 < (name.top + date.bottom) / 2


def test_nobody_signs_a_page_without_text():
    """However the text falls, some of it stands on the page with name and date."""
    for amount in range(1, 12):
        pdf = render_pdf(sheet("document", "关于试行的通知", *(Paragraph(f"第{n}段，依法办理。") for n in range(amount))))
        last = 1 if any("11月16日" in word.text for word in words(pdf, 1)) else 2
        assert any("依法办理" in word.text for word in words(pdf, last)), amount


def test_without_a_seal_the_date_begins_two_characters_after_the_name():
    pdf = render_pdf(sheet(is_sealed=False, by="莲城市矛盾纠纷多元化解工作领导小组"))
    name, date = place(pdf, "领导小组"), place(pdf, "11月16日")
    assert 184 - name.right == near(2 * 16 * 0.3528) and date.left - name.left == near(2 * 16 * 0.3528)


def test_the_imprint_ends_with_the_text_on_the_last_page():
    pdf = render_pdf(sheet())
    lines = [band for band in ink(pdf).rows(200, 264) if band[1] - band[0] < 1]
    assert lines[-1][1] == near(262) and len(lines) == 3
    thick, thin, last = (band[1] - band[0] for band in lines)
    assert (thick, thin, last) == pytest.approx((0.35, 0.25, 0.35), abs=0.1)
    assert 184 - place(pdf, "17日印发").right == near(14 * 0.3528) == near(place(pdf, "局办公室").left - 28)


def test_page_numbers_stand_outside_seven_millimetres_below_the_text():
    pdf = render_pdf(sheet("document", "试", Paragraph("国" * 1500)))
    dashes = {page: [word for word in words(pdf, page) if word.text == "—"] for page in (1, 2)}
    assert 184 - dashes[1][-1].right == near(14 * 0.3528) and dashes[2][0].left - 28 == near(14 * 0.3528)
    picture = ink(pdf, 1)
    middle = [y for y in range(picture.height) if picture.dark[y * picture.width + int((dashes[1][0].left + 2) / MM)]]
    assert max(middle) * MM - 262 == near(7)


def test_a_letter_has_two_double_lines_170_mm_long():
    pdf = render_pdf(sheet("letter", "关于商请派员参加调解的函", mark="莲城市司法局"))
    red = ink(pdf, red=True)
    mark, thick, thin, foot_thin, foot_thick = red.rows()
    assert mark[0] == near(30) and thick[0] - mark[1] == near(4) and 297 - foot_thick[1] == near(20)
    assert thick[1] - thick[0] > thin[1] - thin[0] and foot_thick[1] - foot_thick[0] > foot_thin[1] - foot_thin[0]
    assert red.columns(*thick) == near(20, 190) == red.columns(*foot_thick)
    number = place(pdf, "18号")
    assert 184 - number.right == near(0) and not [word for word in words(pdf) if word.text == "—"]


def test_an_order_and_minutes_begin_at_their_heights():
    order = render_pdf(sheet("order", "令", mark="莲城市人民政府令", number="第12号", office="市长", signer="林某某"))
    minutes = render_pdf(sheet("minutes", "", mark="莲城市司法局局务会议纪要", number="第3期", present=(("出席", "林某，陈某"),)))
    assert ink(order, red=True).rows()[0][0] - 37 == near(20)
    assert 184 - place(order, "林某某").right == near(4 * 16 * 0.3528)
    assert ink(minutes, red=True).rows()[0][0] - 37 == near(35) and place(minutes, "出席").left - 28 == near(2 * 16 * 0.3528)


def test_annexes_stand_between_the_date_and_the_imprint():
    made = sheet(
        "document", "试", Paragraph("正文。"), Title("人民调解工作规范"), Heading("一、总则"), attachments=("人民调解工作规范",)
    )
    pdf = render_pdf(made)
    first, title = place(pdf, "附件", 2), place(pdf, "人民调解工作规范", 2)
    assert place(pdf, "附件").left - 28 == near(2 * 16 * 0.3528) and first.left == near(28) and first.top == near(37)
    assert title.top - first.top == pytest.approx(2 * 225 / 22, abs=1.5)
    assert place(pdf, "17日印发", 2).bottom < 262


def test_a_long_title_is_broken_where_no_word_is_torn():
    assert balanced("莲城市司法局关于申请追加人民调解工作经费的请示") == ["莲城市司法局关于申请追加", "人民调解工作经费的请示"]
    for title in (
        "莲城市司法局关于印发《莲城市人民调解工作规范（试行）》的通知",
        "莲城市司法局关于2023年度人民调解工作有关事项的通知",
    ):
        lines = balanced(title)
        assert "".join(lines) == title and all(len(line) <= 20 for line in lines)
        assert not any(line.startswith(("》", "）", "的", "3")) for line in lines)
    assert balanced("第一行\n第二行") == ["第一行", "第二行"]


def test_the_word_file_has_the_same_parts_and_can_be_edited():
    content = render_docx(sheet(note="此件公开发布", attachments=("样本", "规范")), Imprint(seal="莲城市司法局"))
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]
    sizes = (section.top_margin, section.left_margin, section.page_width, section.page_height - section.bottom_margin)
    assert tuple(size / Mm(1) for size in sizes) == near(37, 28, 210, 262)
    lines = [line.text for line in document.paragraphs]
    for text in (
        "莲城市司法局文件",
        "莲司发〔2023〕18号",
        "各县市区司法局，局机关各科室：",
        "附件：1.样本",
        "2.规范",
        "2023年11月16日",
        "（此件公开发布）",
    ):
        assert text in lines
    framed = [
        line.text.strip()
        for line in document.paragraphs
        if line._p.pPr is not None and line._p.pPr.find(qn("w:framePr")) is not None
    ]
    assert framed == ["抄送：市委政法委，市中级人民法院。", "", "莲城市司法局办公室\t2023年11月17日印发"]
    for layout in ("letter", "order", "minutes"):
        assert render_docx(sheet(layout, present=(("出席", "林某"),))) == render_docx(sheet(layout, present=(("出席", "林某"),)))


def test_a_head_names_what_it_does_not_know():
    with pytest.raises(TypeError, match="a head has no colour"):
        Head("document", "莲城市司法局文件", "莲城市司法局", colour="red")
    made = sheet(present=(("出席", "林某"),), signers=("张某",))
    assert Sheet.from_dict(made.as_dict()) == made
