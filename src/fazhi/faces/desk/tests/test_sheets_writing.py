"""Lists written and read again: the same text, no formula, no digit lost; a marked file keeps what its owner made."""

import io
import unicodedata
import zipfile
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from fazhi.faces.desk.ledgers.findings import Finding, Preview
from fazhi.faces.desk.ledgers.marking import LARGE, mark, marked_name
from fazhi.faces.desk.ledgers.reading import open_sheet
from fazhi.faces.desk.ledgers.writing import Column, sheet_title, write_csv, write_xlsx

from .sheets import PART, raw, texts, workbook

WORDS = (Column("一"), Column("二"))
SIGNS = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
NASTY = [
    "=1+1",
    "'=1",
    "''=1",
    "'",
    "_x0041_",
    "_x005F_",
    "<r>x</r>",
    "<r><evil></r>",
    " a ",
    "a\r\nb",
    "\ufffe",
    "&amp;",
    '"',
    ",",
    "007",
    "1E5",
    "true",
    "#N/A",
    "{=1}",
    '=HYPERLINK("http://x")',
    "mailto:x@y",
    "http://x",
    "internal:A1",
]

composed = partial(unicodedata.normalize, "NFC")
anything = st.one_of(
    st.text(max_size=40),
    st.sampled_from(NASTY),
    st.builds(str.__add__, st.sampled_from(SIGNS), st.text(max_size=8)),
)


def as_xlsx(rows, columns=WORDS, **more) -> bytes:
    out = io.BytesIO()
    write_xlsx(out, "台账", columns, rows, **more)
    return out.getvalue()


def as_csv(rows, columns=WORDS) -> bytes:
    out = io.BytesIO()
    write_csv(out, columns, rows)
    return out.getvalue()


@settings(max_examples=120, deadline=None)
@given(st.lists(anything.map(composed), min_size=1, max_size=12))
@pytest.mark.parametrize("write", [as_xlsx, as_csv])
def test_text_is_the_same_after_it_was_written_and_read(write, words):
    rows = [(word, "x") for word in words]
    assert texts(write(rows), "台账")[1:] == [list(row) for row in rows]


@pytest.mark.parametrize("sign", SIGNS)
def test_no_text_becomes_a_formula(sign):
    data = as_xlsx([(f"{sign}SUM(A1)", "x")])
    cell = load_workbook(io.BytesIO(data)).active["A2"]
    assert cell.data_type == "s" and cell.quotePrefix
    assert "<f>" not in zipfile.ZipFile(io.BytesIO(data)).read(PART).decode()
    assert f"'{sign}SUM" in as_csv([(f"{sign}SUM(A1)", "x")]).decode("utf-8-sig")


def test_a_csv_opens_in_excel_as_utf_8():
    assert as_csv([("䶮", "𠮷")]) == "\ufeff一,二\r\n䶮,𠮷\r\n".encode()


def test_values_keep_their_kinds():
    columns = (
        Column("金额", "money"),
        Column("人数", "whole"),
        Column("日期", "date"),
        Column("时间", "moment"),
        Column("涉外", "yes_no"),
        Column("号"),
    )
    row = (Decimal("12345.67"), 12, date(2024, 9, 3), datetime(2024, 9, 3, 14, 30), True, "007")
    cells = list(open_sheet(as_xlsx([row], columns)).rows())[1].cells
    assert [cell.value for cell in cells[:4]] == list(row[:4])
    assert [cell.text for cell in cells[4:]] == ["是", "007"]


def test_a_number_too_long_for_excel_is_written_as_text():
    cell = list(open_sheet(as_xlsx([(110105194912310021, "x")], (Column("号", "whole"), Column("x")))).rows())[1].cells[0]
    assert (cell.text, cell.bad) == ("110105194912310021", "")


def test_days_before_excel_counts_are_written_as_text():
    assert texts(as_xlsx([(date(1899, 1, 2), "x")], (Column("日", "date"), Column("x"))))[1] == ["1899-01-02", "x"]


def test_text_too_long_for_a_cell_is_cut_where_one_sees_it():
    assert texts(as_xlsx([("𠮷" * 20_000, "x")]))[1][0].endswith("请在系统中查看）")


def test_a_template_has_a_sample_row_that_is_not_read():
    columns = (Column("案号", sample="（2023）荷调字第1号", required=True), Column("结果", choices=("书面协议", "口头协议")))
    sheet = open_sheet(as_xlsx([("1", "书面协议")], columns, sample=True))
    heading = sheet.heading({"number": ("案号",), "result": ("结果",)})
    assert [row.cells[0].text for row in sheet.body(heading)] == ["1"]


@pytest.mark.parametrize(("title", "tab"), [("a/b[c]*?:", "a b c"), ("History", "台账"), ("", "台账"), ("𠮷" * 40, "𠮷" * 15)])
def test_any_title_makes_a_tab(title, tab):
    assert sheet_title(title) == tab
    assert open_sheet(as_xlsx([("x", "y")])).title == "台账"


def found(*findings: Finding) -> Preview:
    preview = Preview()
    for finding in findings:
        preview.add(finding)
    return preview


BAD = Finding(2, 1, "refused", "17 位，应为 18 位")
PREVIEW = (BAD, Finding(2, 0, "changed", "", "旧", "新"), Finding(3, None, "new"))


def test_the_owners_file_comes_back_coloured_and_explained():
    def decorate(book):
        book.active["A1"].font = Font(name="仿宋", size=16)
        book.active["B2"].comment = Comment("原有批注", "某人")
        book.active.column_dimensions["A"].width = 33
        book.create_sheet("别的")["A1"] = "=1+1"

    original = workbook(["案号", "证件号码"], ["1", "990"], ["2", "991"], then=decorate)
    book = load_workbook(io.BytesIO(mark(original, "台账.xlsx", found(*PREVIEW))))
    page = book.worksheets[0]
    assert book.sheetnames == ["Sheet", "别的"] and book["别的"]["A1"].value == "=1+1"
    assert (page["A1"].font.name, page.column_dimensions["A"].width) == ("仿宋", 33)
    assert page["B2"].fill.start_color.rgb == "00FBE9E7"
    assert page["B2"].comment.text == "拒绝：17 位，应为 18 位\n\n原有批注"
    assert page["A2"].comment.text == "变更：旧 → 新"
    assert [page.cell(row, 3).value for row in (1, 2, 3)] == [
        "导入结果",
        "拒绝。A 列“案号”：旧 → 新；B 列“证件号码”：17 位，应为 18 位",
        "新增",
    ]


def test_marking_again_uses_the_column_that_is_there():
    once = mark(workbook(["案号", "证件号码"], ["1", "990"]), "台账.xlsx", found(BAD))
    sheet = open_sheet(mark(once, "台账.xlsx", found(Finding(2, 1, "new"))))
    heading = sheet.heading({"number": ("案号",), "id": ("证件号码",)})
    assert (heading.result, heading.unknown) == (2, {})
    assert next(sheet.body(heading)).cells[2].text == "新增"


def test_a_finding_in_a_merged_area_is_told_at_its_corner():
    original = workbook(["案号", "姓名"], ["1", "张某"], ["2"], then=lambda book: book.active.merge_cells("B2:B3"))
    page = load_workbook(io.BytesIO(mark(original, "台账.xlsx", found(Finding(3, 1, "doubtful", "同名"))))).active
    assert page["B2"].comment.text == "存疑：同名"


def test_a_csv_comes_back_as_a_workbook_without_formulas():
    data = mark("案号,备注\n1,'=1+1\n2,=2+2\n".encode("gbk"), "台账.csv", found(Finding(2, 1, "doubtful", "=cmd", "=a")))
    assert [row[:2] for row in texts(data)] == [["案号", "备注"], ["1", "=1+1"], ["2", "=2+2"]]
    assert not any(cell.bad or cell.note for row in open_sheet(data).rows() for cell in row.cells)
    assert marked_name("台账.csv") == "台账（导入结果）.xlsx"


def test_a_large_ledger_comes_back_as_a_list_of_findings():
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, LARGE + 3))
    data = mark(raw(rows), "台账.xlsx", found(BAD, Finding(3, None, "doubtful", "重复")))
    assert texts(data)[1:] == [["2", "拒绝", "B2", "", "17 位，应为 18 位"], ["3", "存疑", "", "", "重复"]]


def test_a_preview_counts_pages_and_packs():
    preview = found(*PREVIEW, Finding(9, 3, "same"), Finding(2, 2, "doubtful", "560000", "", "5600"))
    for row in range(10, 100_010):
        preview.add(Finding(row, None, "new"))
    again = Preview.unpack(preview.pack())
    assert again.counts == {"aside": 0, "same": 1, "new": 100_001, "changed": 0, "doubtful": 0, "stale": 0, "refused": 1}
    assert again.total == 100_003 and again.cells_changed == 1
    assert again.of(2) == [BAD, PREVIEW[1], Finding(2, 2, "doubtful", "560000", "", "5600")]
    assert again.of(3) == [] and again.of(10**6) == [] and again.level_of(10**7) is None
    assert again.rows("refused", "same") == [2, 9] and again.rows("new", start=1, size=2) == [10, 11]
    assert again.reasons()[0] == ("17 位，应为 18 位", 1)
    assert list(again.findings("refused")) == [BAD]
    assert len(preview.pack()) < 4_000
