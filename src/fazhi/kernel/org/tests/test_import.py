"""Bringing in trees of units: from division tables and from FazHi's own form."""

from datetime import date

import pytest
import xlsxwriter
from tests.material import shared_data

from fazhi.kernel.org.files import Unreadable, divisions, own_form
from fazhi.kernel.org.importing import UnitRow, import_units
from fazhi.kernel.org.models import Placement, Unit, UnitKind, units_under

pytestmark = pytest.mark.django_db
ON = date(2025, 3, 1)
HEAD = "code,name,kind,parent_code,valid_from,valid_to,successor_code,sector,short_name\n"
BODY = """10,莲城市,市,,,,,,
1001,东山县,县市区,10,2001-02-03,,,,东山
100101,青石镇,乡镇街道,1001,,,,,
f1,正和律所,律所,10,,,,综合,
"""


def rows(*lines: tuple[str, ...]) -> list[UnitRow]:
    return [UnitRow(*line, line=number) for number, line in enumerate(lines, start=2)]


CITY = (("10", "莲城市", "city"), ("1001", "东山县", "county", "10"), ("1002", "西水县", "county", "10"))
TOWNS = (("100101", "青石镇", "town", "1001"), ("100201", "红枫镇", "town", "1002"), ("10010101", "青石村", "village", "100101"))


@pytest.fixture
def planted():
    import_units(rows(*CITY, *TOWNS))


def counts(outcome):
    assert outcome.refused == []
    return outcome.new, outcome.changed, outcome.same


def reasons(outcome):
    return [reason for _, reason in outcome.refused]


def test_a_file_twice_adds_nothing():
    assert counts(import_units(rows(*TOWNS, *CITY))) == (6, 0, 0)
    assert counts(import_units(rows(*TOWNS, *CITY))) == (0, 0, 6)
    assert Placement.objects.count() == Unit.objects.count() == 6


def test_a_moved_and_renamed_unit_keeps_its_history(planted):
    outcome = import_units(rows(("100101", "青石街道", "town", "1002")), on=ON)
    assert counts(outcome) == (0, 1, 0)
    town = Unit.objects.get(code="100101")
    assert town.parent.code == "1002"
    assert Placement.objects.on(date(2025, 2, 28)).get(unit=town).name == "青石镇"
    assert town.pk in units_under(Unit.objects.get(code="1001"), date(2025, 2, 28))


def test_two_units_may_change_places(planted):
    import_units(rows(("10010101", "青石村", "village", "1001"), ("100101", "青石镇", "town", "10010101")), on=ON)
    assert Unit.objects.get(code="100101").parent.code == "10010101"


def test_a_merger_is_carried_out_and_a_second_time_changes_nothing(planted):
    merged = rows(*CITY, ("100101", "青石镇", "town", "1001", None, date(2024, 6, 30), "100201"), *TOWNS[1:])
    assert counts(import_units(merged)) == (0, 1, 5)
    assert counts(import_units(merged)) == (0, 0, 6)
    village = Unit.objects.get(code="10010101")
    assert village.parent.code == "100201"
    assert Placement.objects.on(date(2024, 6, 30)).get(unit=village).parent.code == "100101"


def test_a_unit_given_up_long_ago_may_come_with_its_successor():
    old = ("100109", "旧镇", "town", "1001", date(1990, 1, 1), date(2010, 12, 31), "100201")
    assert counts(import_units(rows(*CITY, *TOWNS, old))) == (7, 0, 0)
    pk = Unit.objects.get(code="100109").pk
    assert pk in units_under(Unit.objects.get(code="1001"), date(2010, 12, 31), "then")
    assert pk in units_under(Unit.objects.get(code="1002"), date(2010, 12, 31), "now")
    assert counts(import_units(rows(*CITY, *TOWNS, old))) == (0, 0, 7)


def test_what_a_file_leaves_blank_is_left_alone(planted):
    Unit.objects.filter(code="1001").update(short_name="东山")
    assert counts(import_units(rows(*CITY))) == (0, 0, 3)
    assert Unit.objects.get(code="1001").short_name == "东山"


def test_the_first_day_may_be_corrected(planted):
    since = date(2001, 2, 3)
    import_units(rows(("1001", "东山县", "county", "10", since)))
    unit = Unit.objects.get(code="1001")
    assert unit.valid_from == unit.placements.get().valid_from == since


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("", "无码", "town", "10"), "编码为空"),
        (("9", "", "town", "10"), "名称为空"),
        (("9", "九", "kingdom", "10"), "类别“kingdom”不认识"),
        (("9", "九", "town", "77"), "上级编码“77”不存在"),
        (("9", "九", "town", "9"), "绕回到了自己"),
        (("10", "莲城市", "city", "1001"), "绕回到了自己"),
        (("9", "九", "town", "10", date(2020, 1, 1), date(2019, 1, 1)), "早于起始日期"),
        (("9", "九", "town", "10", None, None, "1001"), "须填写终止日期"),
        (("9", "九", "town", "10", None, date(2019, 1, 1), "77"), "承继单位编码“77”不存在"),
        (("9", "九" * 101, "town", "10"), "超过100个字"),
        (("1001", "东山县", "county", "10", None, date(2020, 1, 1), "100101"), "自己的下级"),
        (("100101", "青石街道", "town", "1001", None, date(1900, 1, 1)), "早于起始日期"),
    ],
)
def test_a_wrong_row_is_refused_and_nothing_is_written(planted, line, reason):
    outcome = import_units(rows(("8", "好的", "town", "10"), line), on=ON)
    assert [row.line for row, _ in outcome.refused] == [3]
    assert reason in reasons(outcome)[0]
    assert not Unit.objects.filter(code="8").exists()


def test_a_code_twice_in_a_file_is_refused_at_both_rows():
    assert len(import_units(rows(*CITY, CITY[2])).refused) == 2


def test_a_circle_of_new_units_is_refused():
    outcome = import_units(rows(("a", "甲", "town", "b"), ("b", "乙", "town", "a"), ("c", "丙", "town", "a")))
    assert [row.code for row, _ in outcome.refused] == ["a", "b"]


def test_a_tree_that_is_too_deep_is_refused():
    deep = [(str(n), "层", "other", str(n - 1) if n else "") for n in range(13)]
    assert reasons(import_units(rows(*deep))) == ["层级超过12级"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_own_form_is_read_in_the_encodings_of_the_offices(tmp_path, encoding):
    path = tmp_path / "units.csv"
    path.write_bytes((HEAD + BODY).encode(encoding))
    assert counts(import_units(own_form(path))) == (4, 0, 0)
    assert Unit.objects.get(code="1001").valid_from == date(2001, 2, 3)
    assert Unit.objects.get(code="f1").kind == UnitKind.FIRM


def test_the_own_form_is_read_from_excel_with_chinese_headings(tmp_path):
    path = tmp_path / "单位.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["编码", "名称", "类别", "上级编码", "起始日期"])
        sheet.write_row(1, 0, [10, "莲城市", "市"])
        sheet.write_row(2, 0, [1001, "东山县", "县市区", 10])
        sheet.write_datetime(2, 4, date(2001, 2, 3), book.add_format({"num_format": "yyyy-mm-dd"}))
    assert counts(import_units(own_form(path))) == (2, 0, 0)
    assert Unit.objects.get(code="1001").valid_from == date(2001, 2, 3)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"code,name\n1,x\n", "缺少列：类别"),
        ((HEAD.strip() + ",colour\n").encode(), "不认识的列：colour"),
        (HEAD.encode() + b"1,ok,city,,,,,,\n2,\xff\xff\xff,city,,,,,,\n", "第3行既不是UTF-8也不是GB18030"),
        (b"", "缺少列"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path, content, reason):
    path = tmp_path / "units.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=reason):
        own_form(path)


def test_a_sheet_that_is_none_is_refused(tmp_path):
    path = tmp_path / "units.xlsx"
    path.write_bytes(b"not a sheet")
    with pytest.raises(Unreadable, match="不是可读的表格"):
        own_form(path)


def test_a_date_that_is_none_is_refused_with_its_line(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(HEAD + "10,莲城市,市,,2024-13-01,,,,\n", encoding="utf-8")
    ((row, reason),) = import_units(own_form(path)).refused
    assert row.line == 2
    assert reason == "起始日期“2024-13-01”不是日期，应写作 2024-01-31"


def test_a_whole_city_of_the_division_tables_asks_about_once_a_unit(django_assert_max_num_queries):
    folder = shared_data("divisions")
    with django_assert_max_num_queries(2600):
        outcome = import_units(divisions(folder, city="3306"))
    kinds = [Unit.objects.filter(kind=kind).count() for kind in ("city", "county", "town", "village")]
    assert kinds[0] == 1
    assert kinds[3] == 2168
    assert sum(kinds) == outcome.new == Placement.objects.count()
    assert counts(import_units(divisions(folder, city="3306"))) == (0, 0, outcome.new)


def test_division_tables_can_be_cut_at_a_level():
    folder = shared_data("divisions")
    assert {row.kind for row in divisions(folder, province="33", down_to="county")} == {"province", "city", "county"}
    with pytest.raises(Unreadable, match="--down-to"):
        divisions(folder, province="33")
    with pytest.raises(Unreadable, match="没有编码"):
        divisions(folder, city="0000", down_to="town")
