"""Papers: declared once, refused while something is missing, written as PDF and DOCX from one source."""

import hashlib
import io
import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal

import docx
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from fazhi.kernel import registry
from fazhi.kernel.documents import (
    Fields,
    Heading,
    Imprint,
    Missing,
    NoChineseFont,
    Paper,
    Paragraph,
    Sheet,
    Signatures,
    Table,
    Undrawable,
    files_of,
    fonts,
    issue,
    issued_papers,
    open_file,
    papers_of,
    render_docx,
    render_pdf,
    substituted,
    undrawable,
)
from fazhi.kernel.documents.blocks import written
from fazhi.kernel.documents.declared import papers_hold
from fazhi.kernel.documents.pdf import compiler
from fazhi.kernel.ledger.book import history
from fazhi.kernel.org.models import Person, Unit

RARE = "䶮𠮷㛃𬭎"
# Of extension H, which Python 3.11 does not know yet.
NEWER = "\U00031350"


@pytest.fixture
def no_font(monkeypatch):
    def none():
        raise NoChineseFont

    monkeypatch.setattr(fonts, "chains", none)


@pytest.fixture
def ready(record, person):
    """A record with all that the paper must have; one party bears a rare name."""
    record.short_name = "荷花调"
    record.save()
    Person.objects.create(name=f"张{RARE}", unit=record, phone="13800005678")
    return record


def sheet_of(*blocks) -> Sheet:
    return Sheet("test.sheet", "试", "", blocks)


def text_of(pdf: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext (Debian: apt install poppler-utils)")
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return told.stdout.decode().replace(" ", "")


def test_a_paper_is_filed_under_its_module_and_name(agreement):
    assert registry.find("papers", "org.agreement") is agreement and papers_of(Unit) == [agreement]


def test_a_paper_cannot_be_made_while_something_is_missing(agreement, record):
    with pytest.raises(Missing, match="还不能制作《人民调解协议书》，先填写：简称、人员") as refusal:
        agreement.pdf(record)
    assert refusal.value.labels == ("简称", "人员")
    with pytest.raises(Missing):
        issue(agreement, record)
    assert not issued_papers(record).exists()


def test_the_pdf_says_everything_rare_names_too(agreement, ready, chinese_font):
    text = text_of(agreement.pdf(ready))
    for words in (
        "人民调解协议书",
        "荷花调协〔2023〕186号",
        f"张{RARE}",
        "13800005678",
        "恢复一点八米通行宽度",
        "2023年11月16日",
        "—1—",
    ):
        assert words in text


def test_the_docx_says_everything_and_names_the_official_fonts(agreement, ready):
    content = agreement.docx(ready)
    document = docx.Document(io.BytesIO(content))
    lines = [line.text for line in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert lines[:2] == ["人民调解协议书", "荷花调协〔2023〕186号"] and "2023年11月16日" in lines
    assert f"张{RARE}" in cells and "简称" in cells
    assert all(font in document.element.xml for font in ("仿宋_GB2312", "黑体", "方正小标宋简体"))


def test_one_sheet_is_always_the_same_bytes(agreement, ready, chinese_font):
    assert agreement.pdf(ready) == agreement.pdf(ready) and agreement.docx(ready) == agreement.docx(ready)


def test_markup_in_the_text_is_text(chinese_font):
    sheet = sheet_of(Paragraph('#eval("1") *粗* $x$ <b>甲</b> \\ [乙] // 丙'), Table(["*a*"], [["#b"]]))
    assert '#eval("1")*粗*$x$<b>甲</b>\\[乙]//丙' in text_of(render_pdf(sheet)).replace("“", '"').replace("”", '"')
    assert '#eval("1") *粗* $x$ <b>甲</b> \\ [乙] // 丙' in [
        line.text for line in docx.Document(io.BytesIO(render_docx(sheet))).paragraphs
    ]


def test_a_character_no_font_has_is_named_not_dropped(chinese_font):
    assert undrawable(f"张{RARE}\n é·") == []
    assert undrawable("张\U0001f600\ue123张") == ["\U0001f600", "\ue123"]
    with pytest.raises(Undrawable, match="写不出这些字：.*U\\+1F600"):
        render_pdf(sheet_of(Paragraph("张\U0001f600")))


def test_a_character_of_a_newer_unicode_is_not_dropped():
    assert written(f"张{NEWER}\ue123") == f"张{NEWER}\ue123"


def test_what_another_font_draws_is_listed(chinese_font):
    first = fonts.chains().families["body"][0]
    assert first not in substituted(RARE).values() and substituted("的") == {}


def tiny_font(family: str, text: str) -> FontBuilder:
    """A font that draws these characters as empty boxes."""
    glyphs = [".notdef", *(f"uni{ord(character):04X}" for character in text)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(character): f"uni{ord(character):04X}" for character in text})
    builder.setupGlyf({glyph: TTGlyphPen(None).glyph() for glyph in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    builder.setupOS2(usWeightClass=400)
    builder.setupPost()
    return builder


@pytest.fixture
def own_fonts(settings, tmp_path):
    """The folder in which the bureau keeps its licensed fonts, looked at afresh."""
    settings.HOME = tmp_path
    fonts.own_folder().mkdir()
    fonts.installed.cache_clear(), fonts.chains.cache_clear(), compiler.cache_clear()
    yield fonts.own_folder()
    fonts.installed.cache_clear(), fonts.chains.cache_clear(), compiler.cache_clear()


def test_the_bureaus_own_fonts_come_first(own_fonts, chinese_font):
    fonts.installed.cache_clear(), fonts.chains.cache_clear()
    tiny_font("Benju FangSong", "法治").save(own_fonts / "fang.ttf")
    tiny_font("Rare Names", NEWER).save(own_fonts / "rare.ttf")
    families = fonts.chains().families
    assert families["body"][0] == "Benju FangSong" and families["heading"][0] != "Benju FangSong"
    assert undrawable(NEWER) == [] and substituted(f"法{NEWER}") == {NEWER: "Rare Names"}
    assert render_pdf(sheet_of(Paragraph(f"法治{NEWER}"))).startswith(b"%PDF-")


def test_without_a_chinese_font_there_is_still_the_docx(agreement, ready, no_font):
    with pytest.raises(NoChineseFont, match="没有中文字体，不能生成 PDF，请先下载 Word 文件"):
        agreement.pdf(ready)
    issued = issue(agreement, ready)
    assert issued.pdf is None and issued.pdf_sha256 == "" and "没有中文字体" in issued.notice
    assert issued.docx.is_intact()


def test_an_issued_paper_is_kept_as_it_went_out(agreement, ready, person, chinese_font):
    issued = issue(agreement, ready, person)
    assert (issued.key, issued.number, issued.made_by, issued.ordinal) == ("org.agreement", "荷花调协〔2023〕186号", person, 1)
    assert issued.pdf.is_intact() and issued.pdf_sha256 == issued.pdf.sha256 and issued.docx_sha256 == issued.docx.sha256
    assert issued.pdf.name == "人民调解协议书（荷花调协〔2023〕186号）.pdf"
    assert f"核验码{issued.code}" in text_of(open_file(issued.pdf).read())
    before = Sheet.from_dict(issued.data)
    ready.short_name = "改了"
    ready.save()
    kept = issued_papers(ready).get()
    assert Sheet.from_dict(kept.data) == before
    again = render_pdf(before, Imprint(code=f"{kept.code[:4]} {kept.code[4:]}"))
    assert hashlib.sha256(again).hexdigest() == kept.pdf_sha256
    assert history(ready).get(act="issue").law == "人民调解法 第二十九条"


def test_the_issue_says_which_fonts_and_characters_are_stand_ins(agreement, ready, chinese_font):
    notice = issue(agreement, ready).notice
    official = {"小标宋", "仿宋", "黑体", "楷体"} - set(fonts.stand_ins())
    assert all(f"{face}用 " in notice for face in fonts.stand_ins()) and not any(f"{face}用 " in notice for face in official)
    assert all(f"{character}（{family}）" in notice for character, family in substituted(RARE).items())


def test_an_issued_paper_cannot_be_changed_or_deleted(agreement, ready):
    issued = issue(agreement, ready)
    with pytest.raises(PermissionError):
        issued.save()
    with pytest.raises(PermissionError):
        issued.delete()
    assert not files_of(ready).exists()


def test_a_sheet_survives_being_frozen(agreement, ready):
    sheet = agreement.sheet(ready)
    assert Sheet.from_dict(sheet.as_dict()) == sheet and sheet.number == "荷花调协〔2023〕186号"


def test_values_are_written_as_people_write_them():
    assert written(date(2023, 11, 16)) == "2023年11月16日"
    assert written(datetime(2023, 11, 16, 2, 5, tzinfo=UTC)) == "2023年11月16日10时5分"
    assert [written(value) for value in (None, True, False, Decimal("6800.00"), 3)] == ["", "是", "否", "6800.00", "3"]
    assert written("甲\x00\x0b乙\u202e\r\n丙\ud800") == "甲乙\n丙"


@pytest.mark.parametrize(
    "blocks", [(), (Fields([]),), (Table(["甲"], []),), (Signatures([]),), (Paragraph(""),), (Heading("", 9),)]
)
def test_empty_blocks_are_no_accident(blocks, chinese_font):
    assert render_pdf(sheet_of(*blocks)).startswith(b"%PDF-") and render_docx(sheet_of(*blocks)).startswith(b"PK")


def test_a_table_with_a_short_row_is_refused():
    with pytest.raises(ValueError, match="a row of 1 under 2 headers"):
        Table(["甲", "乙"], [["丙"]])


def test_long_papers_run_over_pages(chinese_font):
    pages = text_of(
        render_pdf(sheet_of(Paragraph("长" * 3000), Table(["序号", "内容"], [(n, "写" * 40) for n in range(60)])))
    ).split("\f")
    assert len(pages) > 5 and "—2—" in pages[1] and "序号" in pages[-2]


def test_wrong_declarations_are_named_at_the_start():
    with registry.opened():

        class WrongPaper(Paper):
            title = ""
            of = Unit
            law = "没有这种写法"
            mandatory = {"nothing": "没有的"}

        told = "\n".join(papers_hold())
    assert "org.wrong has no title" in told and "Unit has no “nothing”" in told and "没有这种写法" in told
