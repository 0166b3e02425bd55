"""What offices really send, uploaded as it is: encodings, dates of 1904, merged cells, lying sizes, formulas, rare characters, bombs."""

import csv
import io
from datetime import date

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.example.models import Visit

from .sheets import PART, edited, sheet_xml, with_parts, workbook
from .test_ledgers_pages import brought_in, desk, page_of, sent, sheet  # noqa: F401  (desk is a fixture)
from .test_ledgers_running import HEADS, row

RARE = "䶮𠮷𬭎·阿不都"


def text_of(*rows):
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *rows])
    return out.getvalue()


def people():
    return sorted(Visit.objects.values_list("title", "visitors__name"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_every_encoding_brings_in_the_same_people(desk, world, encoding):  # noqa: F811
    content = text_of(row(来访人=RARE), row("2", title="欧阳某来访", 来访人="欧阳某")).encode(encoding)
    assert brought_in(desk, content) == {"new": 2}
    assert people() == [("张某来访", RARE), ("欧阳某来访", "欧阳某")]


def test_plain_gbk_is_read_and_broken_bytes_are_told_with_their_line(desk, world):  # noqa: F811
    good = text_of(row(来访人="欧阳某"), row("2", title="李某来访", 来访人="李某")).encode("gbk")
    answer, run = sent(desk, good.replace("李某来访".encode("gbk"), b"\xff\xff"), "来访.csv")
    assert answer.status_code == 422 and "第 3 行" in answer.content.decode() and run is None
    assert brought_in(desk, good) == {"new": 2}


def test_days_counted_from_1904_are_the_days_that_were_meant(desk, world):  # noqa: F811
    def old(book):
        book.epoch = CALENDAR_MAC_1904
        book.active["D2"] = date(2024, 9, 3)
        book.active["D2"].number_format = "yyyy-mm-dd"

    assert brought_in(desk, workbook(HEADS, row(), then=old)) == {"new": 1}
    assert Visit.objects.get().opened_on == date(2024, 9, 3)


def test_a_merged_cell_stands_in_every_row_that_it_covers(desk, world):  # noqa: F811
    second = row("2", unit=None, title="李某来访")
    assert brought_in(desk, workbook(HEADS, row(), second, then=lambda book: book.active.merge_cells("B2:B3"))) == {"new": 2}
    assert set(Visit.objects.values_list("unit__code", flat=True)) == {"990101001"}


def test_a_sheet_that_lies_about_its_size_loses_no_row(desk, world):  # noqa: F811
    content = sheet(*(row(str(n), title=f"第{n}号") for n in range(500)))
    _, run = sent(desk, edited(content, PART, r'<dimension ref="[^"]*"', '<dimension ref="A1"'))
    assert run.counts["new"] == run.total == 500


def test_a_formula_without_its_result_is_refused_and_one_with_it_is_taken(desk, world):  # noqa: F811
    bare = sheet(row(涉及金额="=1+1"))
    _, run = sent(desk, bare)
    assert run.counts["refused"] == 1 and "公式" in page_of(desk, run)
    assert brought_in(desk, edited(bare, PART, r"<f>1\+1</f><v\s*/>|<f>1\+1</f><v></v>", "<f>1+1</f><v>2</v>")) == {"new": 1}
    assert Visit.objects.get().amount == 2


def test_full_width_digits_and_numbers_as_text_are_understood(desk, world):  # noqa: F811
    told = row(电话="１３８　００１３　８０００", 证件号码="11010519491231002x", 涉及金额="1.2万元", day="２０２４年９月３日")
    assert brought_in(desk, sheet(told)) == {"new": 1}
    case = Visit.objects.get()
    assert (case.visitors.get().phone, case.visitors.get().id_number) == ("13800138000", "11010519491231002X")
    assert (case.amount, case.opened_on) == (12000, date(2024, 9, 3))


@pytest.mark.parametrize("digits", ["²", "1²", "①", "٣", "五"])
def test_what_only_looks_like_a_digit_is_no_number(desk, world, digits):  # noqa: F811
    _, run = sent(desk, sheet(row(涉及金额=digits)))
    assert run.counts["refused"] == 1 and "不是数字" in page_of(desk, run)


def test_a_long_number_that_excel_has_damaged_is_refused(desk, world):  # noqa: F811
    _, run = sent(desk, sheet(row(证件号码=110105194912310021)))
    assert run.counts["refused"] == 1 and "第 15 位以后" in page_of(desk, run)


def test_bombs_are_refused_where_they_are_uploaded(desk, world):  # noqa: F811
    bombs = {
        "压缩得不正常": with_parts(workbook(["x"]), {PART: sheet_xml(" " * 30_000_000).encode()}),
        "DTD": with_parts(workbook(["x"]), {PART: b'<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'}),
        "嵌着另一个文件": with_parts(workbook(["x"]), {"xl/embeddings/more.zip": b"PK"}),
    }
    for words, content in bombs.items():
        answer, run = sent(desk, content, "台账.xlsx")
        assert answer.status_code == 422 and words in answer.content.decode() and run is None


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.xlsx", "台账\n.xlsx", "账" * 80 + ".xlsx", "<i>x<i>.xlsx", "台账"],
    ids=["path", "line", "long", "tag", "bare"],
)
def test_any_name_is_harmless(desk, world, name):  # noqa: F811
    answer, run = sent(desk, sheet(row()), name)
    assert answer.status_code in (302, 422)
    if run:
        assert "/" not in run.name and "<i>x" not in page_of(desk, run) and len(run.name.encode()) <= 255


def test_a_title_that_is_too_long_refuses_its_row_alone(desk, world):  # noqa: F811
    assert brought_in(desk, sheet(row(title="长" * 200), row("2", title="李某来访"))) == {"new": 1, "refused": 1}


def test_a_file_of_nothing_but_heads_says_so(desk, world):  # noqa: F811
    _, run = sent(desk, sheet())
    assert run.total == 0 and "没有这样的行" in page_of(desk, run)
