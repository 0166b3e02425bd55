"""Files that are not read: bombs, broken bytes and things that only look like tables. Each says why."""

import io
import resource
import struct
import time
import zipfile

import pytest

from fazhi.faces.desk.ledgers.guard import Refused
from fazhi.faces.desk.ledgers.reading import open_sheet

from .sheets import PART, edited, label, old_workbook, raw, sheet_xml, texts, with_parts, workbook

TABLE = [
    ["案号", "申请人", "备注"],
    ["（2023）荷调字第1号", "张某", "邻里纠纷，已经履行"],
    ["（2023）荷调字第2号", "欧阳某", "相邻关系"],
]
CSV = "\r\n".join(",".join(row) for row in TABLE) + "\r\n"


def refused(data: bytes, name: str = "台账.xlsx") -> str:
    """The sentence of the refusal, which must come at once and cost little."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused) as refusal:
        list(open_sheet(data, name).rows())
    assert time.monotonic() - began < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 128 * 1024
    return refusal.value.sentence


def test_a_sheet_that_unpacks_to_a_hundred_times_its_size_is_refused():
    data = with_parts(workbook(["x"]), {PART: sheet_xml(" " * 116_000_000).encode()})
    assert len(data) < 342_000
    assert "压缩得不正常" in refused(data)


def test_a_bomb_that_lies_about_its_size_is_refused():
    data = bytearray(with_parts(workbook(["x"]), {PART: sheet_xml("<row/>" * 2_000_000).encode()}))
    entry = zipfile.ZipFile(io.BytesIO(bytes(data))).getinfo(PART)
    at = data.rfind(PART.encode()) - 46
    assert struct.unpack_from("<I", data, at + 24)[0] == entry.file_size
    struct.pack_into("<I", data, at + 24, 4_000)
    assert "校验值不符" in refused(bytes(data))


def test_a_workbook_inside_a_workbook_is_refused():
    assert "嵌着另一个文件（more.zip）" in refused(with_parts(workbook(["x"]), {"xl/embeddings/more.zip": b"PK"}))


def test_thousands_of_parts_are_refused_before_they_are_listed():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}", b"")
    assert "部件超过" in refused(out.getvalue())


def test_a_value_in_the_last_column_is_refused():
    assert "XFD 列，超过 500 列" in refused(raw('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'))


def test_two_cells_at_the_far_corners_cost_nothing():
    data = raw('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="SF1048576"><v>1</v></c></row>')
    assert len(texts(data)) == 2


@pytest.mark.parametrize("number", ["1048577", "1", "0", "99999999"])
def test_rows_beyond_the_sheet_or_out_of_order_are_refused(number):
    assert "行号不对" in refused(raw(f'<row r="1"><c><v>1</v></c></row><row r="{number}"/>'))


@pytest.mark.parametrize("part", [PART, "xl/styles.xml", "xl/workbook.xml", "docProps/app.xml"])
def test_a_document_type_declaration_is_refused_in_every_part(part):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "DTD" in refused(with_parts(workbook(["x"]), {part: bomb}))


def test_a_declaration_hidden_in_another_encoding_is_refused():
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'.encode("utf-16")
    assert "DTD" in refused(with_parts(workbook(["x"]), {PART: bomb}))


def test_merged_areas_that_overlap_are_refused():
    rows = "".join(f"<row><c><v>{row}</v></c></row>" for row in range(1, 3000))
    areas = "".join(f'<mergeCell ref="A{row}:SF{row + 9000}"/>' for row in range(1, 3000))
    assert "互相重叠" in refused(raw(rows, f"<mergeCells>{areas}</mergeCells>"))


@pytest.mark.parametrize("elements", ["<x>" * 3000, "".join(f"<x{number}/>" for number in range(3000))])
def test_elements_that_no_sheet_has_are_refused(elements):
    assert "结构不正常" in refused(raw(elements))


def test_an_old_workbook_that_would_take_all_memory_is_refused_and_harms_nobody():
    assert "另存为 .xlsx" in refused(old_workbook(label(0, 0, "案号"), label(65_535, 255, "x")), "台账.xls")


def test_broken_xml_and_half_a_file_are_refused():
    assert "已损坏" in refused(edited(workbook(["x"]), PART, "</sheetData>", ""))
    assert "缺少结尾" in refused(workbook(["x"])[:2000])


def test_other_things_with_the_name_of_a_table_are_refused():
    assert "网页" in refused("<html><table><tr><td>案号</td></tr></table>".encode(), "台账.xls")
    assert "空" in refused(b"", "台账.csv")
    assert "密码" in refused(old_workbook() + "EncryptedPackage".encode("utf-16-le"), "台账.xlsx")
    assert "损坏" in refused(old_workbook()[:700], "台账.xls")
    assert "工作表都是空的" in refused(workbook())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_one_table_is_the_same_in_every_encoding(encoding):
    assert texts(CSV.encode(encoding), "台账.csv") == TABLE


def test_rare_characters_are_read_in_gb18030():
    text = CSV + "3,䶮某和𠮷某,\n"
    assert texts(text.encode("gb18030"), "台账.csv")[-1] == ["3", "䶮某和𠮷某", ""]


@pytest.mark.parametrize(("encoding", "line"), [("utf-8", 3), ("utf-8-sig", 3), ("gbk", 3), ("utf-16", 3)])
def test_broken_bytes_are_refused_with_their_line(encoding, line):
    at = CSV.index("欧阳")
    broken = {"gbk": b"\xff\xff", "utf-16": b"\x00\xdc"}.get(encoding, b"\xe6\x88")
    mark = len("".encode(encoding))
    data = CSV[:at].encode(encoding) + broken + CSV[at:].encode(encoding)[mark:]
    assert f"第 {line} 行" in refused(data, "台账.csv")


def test_another_encoding_is_refused_and_never_read_as_other_characters():
    text = "案號,申請人,備註\n一號,陳某,鄰里糾紛已經履行\n" * 20
    assert "看不出文件的编码" in refused(text.encode("big5"), "台账.csv")


def test_quotes_that_do_not_close_are_refused_with_their_line():
    assert "第 2 行" in refused('案号,备注\n1,"没有结束\n2,x\n'.encode(), "台账.csv")


@pytest.mark.parametrize(("sign", "name"), [("\t", "台账.tsv"), ("\t", "台账.txt"), (";", "台账.csv")])
def test_other_delimiters_are_found(sign, name):
    assert texts(CSV.replace(",", sign).encode(), name) == TABLE


def test_quoted_line_breaks_keep_the_row_numbers_of_excel():
    rows = list(open_sheet('案号,备注\n1,"甲\n乙"\n2,丙\n'.encode(), "台账.csv").rows())
    assert [(row.number, row.cells[1].text) for row in rows] == [(1, "备注"), (2, "甲\n乙"), (3, "丙")]
