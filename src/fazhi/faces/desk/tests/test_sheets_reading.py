"""Reading ledgers: what Excel hides, damages or misstates is seen, told or refused."""

import datetime as dt
from decimal import Decimal

import pytest
from openpyxl.styles import PatternFill
from tests.material import shared_data

from fazhi.faces.desk.ledgers.guard import Refused
from fazhi.faces.desk.ledgers.reading import open_sheet

from .sheets import PART, edited, label, number, old_workbook, raw, texts, with_parts, workbook

LABELS = {
    "number": ("案号", "编号"),
    "name": ("申请人姓名", "申请人"),
    "phone": ("申请人电话", "电话"),
    "amount": ("协议金额", "标的"),
}


def only(data: bytes, row: int = 0, column: int = 0):
    return list(open_sheet(data, "台账.xlsx").rows())[row].cells[column]


def test_five_hundred_rows_are_seen_whatever_size_the_sheet_states():
    data = workbook(*([f"第{row}号", row] for row in range(500)))
    lying = edited(data, PART, r'<dimension ref="[^"]*"', '<dimension ref="A1"')
    assert len(texts(lying)) == 500
    assert texts(lying) == texts(data)


def test_hidden_rows_are_rows():
    data = workbook(["甲"], ["乙"], ["丙"], then=lambda book: setattr(book.active.row_dimensions[2], "hidden", True))
    rows = list(open_sheet(data).rows())
    assert [(row.number, row.hidden, row.cells[0].text) for row in rows] == [(1, False, "甲"), (2, True, "乙"), (3, False, "丙")]


def test_a_merged_name_stands_in_every_row_of_its_area():
    data = workbook(["张某", 1], [None, 2], [None, 3], [None, 4], then=lambda book: book.active.merge_cells("A1:A3"))
    assert texts(data) == [["张某", "1"], ["张某", "2"], ["张某", "3"], ["", "4"]]
    assert only(data, 2).note == "合并单元格，取自 A1"
    assert only(data, 0).note == ""


def test_a_merged_area_does_not_bring_blank_rows_to_life():
    data = workbook(["张某", 1], then=lambda book: book.active.merge_cells("A1:B30000"))
    assert [row for row in texts(data) if any(row)] == [["张某", "张某"]]


def test_a_formula_gives_its_stored_result_and_says_so():
    cell = only(raw('<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>42</v></c></row>'))
    assert (cell.value, cell.note) == (42, "公式“=SUM(B1:B9)”的计算结果")


def test_a_formula_without_a_result_is_refused_and_never_stored_as_text():
    cell = only(workbook(["=1+1"]))
    assert cell.value is None and "没有存下计算结果" in cell.bad


def test_a_formula_whose_result_is_empty_text_is_blank():
    cell = only(raw('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'))
    assert (cell.value, cell.text, cell.bad) == (None, "", "")


def test_dates_count_from_1904_where_the_workbook_says_so():
    data = workbook([dt.date(2024, 9, 3)])
    assert only(data).value == dt.date(2024, 9, 3)
    mac = edited(data, "xl/workbook.xml", r"<workbookPr\b", '<workbookPr date1904="1" ')
    assert only(mac).value == dt.date(2028, 9, 4)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ('yyyy"年"m"月"d"日"', dt.date(2024, 9, 3)),
        ("[$-804]yyyy/m/d;@", dt.date(2024, 9, 3)),
        ("yyyy-mm-dd hh:mm", dt.datetime(2024, 9, 3, 12, 0)),
        ('0.00"日元"', Decimal("45538.5")),
        ("[Red]0.0", Decimal("45538.5")),
    ],
)
def test_a_number_is_a_date_only_where_its_format_says_so(code, value):
    data = workbook([45538.5], then=lambda book: setattr(book.active["A1"], "number_format", code))
    assert only(data).value == value


@pytest.mark.parametrize("serial", ["60", "-1", "2958466"])
def test_a_serial_that_is_no_day_is_refused(serial):
    data = workbook([dt.date(2024, 9, 3)])
    assert "不是任何一天" in only(edited(data, PART, "<v>45538</v>", f"<v>{serial}</v>")).bad


@pytest.mark.parametrize("written", ["1.1010519491231E+17", "110105194912310021", "6222020000000000"])
def test_a_long_number_kept_as_a_number_is_refused_because_digits_are_lost(written):
    cell = only(raw(f'<row r="1"><c r="A1"><v>{written}</v></c></row>'))
    assert cell.value is None and "第 15 位以后的数字已经丢失" in cell.bad


def test_scientific_text_out_of_a_csv_is_refused_as_damaged():
    cell = next(open_sheet(b"1.10105E+17,x\n", "a.csv").rows()).cells[0]
    assert cell.value is None and cell.bad


def test_numbers_have_the_fifteen_digits_that_excel_keeps():
    cell = only(raw('<row r="1"><c r="A1"><v>0.30000000000000004</v></c></row>'))
    assert (cell.value, cell.text) == (Decimal("0.3"), "0.3")


@pytest.mark.parametrize("written", ["NaN", "inf", "x"])
def test_what_is_marked_as_a_number_and_is_none_is_refused(written):
    assert only(raw(f'<row r="1"><c r="A1"><v>{written}</v></c></row>')).bad


def test_an_error_value_is_refused_by_name():
    assert "#N/A" in only(raw('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>')).bad


def test_phonetic_guides_are_not_part_of_a_name():
    guide = '<rPh sb="0"><t>トウ</t></rPh>'
    data = raw(f'<row r="1"><c r="A1" t="inlineStr"><is><r><t>东</t></r><r><t>京</t></r>{guide}</is></c></row>')
    assert texts(data) == [["东京"]]


def test_prefixed_names_and_cells_without_addresses_are_read():
    cells = "<x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c>"
    xml = f'<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row>{cells}</x:row></x:sheetData></x:worksheet>'
    assert texts(with_parts(workbook(["x"]), {PART: xml.encode()})) == [["1", "2"]]


@pytest.mark.parametrize("name", ["䶮某", "𠮷某", "𬭎·阿不都", "e\u0301", "张\u3000三", "张\u200b三", "👨‍👩‍👧"])
def test_rare_characters_come_through(name):
    composed = "é" if name.startswith("e") else name
    assert texts(workbook([name, "x"])) == [[composed, "x"]]
    assert texts(f"{name},x\n".encode(), "a.csv") == [[composed, "x"]]


def test_the_first_sheet_that_is_not_empty_is_read_and_any_can_be_named():
    def more(book):
        book.active.title = "封面"
        book.create_sheet("11月").append(["甲"])
        book.create_sheet("12月").append(["乙"])

    data = workbook(then=more)
    assert open_sheet(data).title == "11月"
    assert open_sheet(data).sheets == ("封面", "11月", "12月")
    assert texts(data, sheet="12月") == [["乙"]]
    with pytest.raises(Refused, match="没有名为“1月”的工作表；有：封面、11月、12月"):
        open_sheet(data, sheet="1月")


def test_the_heading_is_found_below_titles_by_other_words_for_its_columns():
    title = ["莲城市 2023 年调解台账"], ["填报单位：荷塘", None, "2023年"]
    data = workbook(*title, ["＊案 号（必填）", "申请人", "标的", "备注"], ["1", "张某", 5])
    heading = open_sheet(data).heading(LABELS)
    assert (heading.number, heading.columns) == (3, {"number": 0, "name": 1, "amount": 2})
    assert heading.synonyms == {"name": "申请人", "amount": "标的"}
    assert (heading.unknown, heading.missing) == ({3: "备注"}, ("phone",))


def test_a_heading_of_two_rows_is_read_as_one():
    def merge(book):
        for area in ("A1:A2", "B1:C1", "D1:D2"):
            book.active.merge_cells(area)

    data = workbook(["案号", "申请人", None, "协议金额"], [None, "姓名", "电话", None], ["1", "张某", "138", 5], then=merge)
    heading = open_sheet(data).heading(LABELS)
    assert heading.number == 2
    assert heading.columns["name"] == 1 and heading.columns["phone"] == 2
    assert [row.cells[1].text for row in open_sheet(data).body(heading)] == ["张某"]


def test_blank_rows_and_the_sample_row_are_left_out():
    data = workbook(["案号", "申请人"], ["例：1", "例：张某"], [None, "  "], ["1", "李某"])
    sheet = open_sheet(data)
    assert [row.number for row in sheet.body(sheet.heading(LABELS))] == [4]


def test_a_file_without_a_heading_is_refused_with_the_words_looked_for():
    with pytest.raises(Refused, match="案号、申请人姓名"):
        open_sheet(workbook(["甲", "乙"])).heading(LABELS)


def test_a_row_coloured_to_the_edge_of_the_sheet_does_no_harm():
    data = workbook(["甲"], then=lambda book: setattr(book.active["XFD1"], "fill", PatternFill("solid", start_color="FF0000")))
    assert texts(data) == [["甲"]]


def test_an_old_workbook_is_read_with_its_own_addresses():
    data = old_workbook(label(1, 1, "案号"), number(2, 1, 110105194912310021.0), number(2, 2, 7.5))
    rows = list(open_sheet(data, "旧.xls").rows())
    assert open_sheet(data).title == "调解"
    assert [row.number for row in rows] == [1, 2, 3]
    assert rows[1].cells[1].text == "案号"
    assert rows[2].cells[1].bad and rows[2].cells[2].value == Decimal("7.5")


def test_the_printed_citizen_numbers_come_through_as_text():
    source = shared_data("vectors/ids/gb11643_gb32100.json").read_text()
    assert "11010519491231002X" in source
    assert texts(workbook(["11010519491231002X", "440524188001010014"])) == [["11010519491231002X", "440524188001010014"]]
