"""The rows of a table as they are put together at once."""

from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.safestring import mark_safe

from fazhi.faces.look import tables
from fazhi.faces.look.parts import Row, TableCell


def test_whatever_stands_in_a_row_is_escaped_but_what_is_marked_safe():
    cells = [TableCell("<b>&", "<l>", '"c'), TableCell(mark_safe("<i>x</i>"))]
    told = tables.body([Row("<t>", "/a?x=1&y=2", "'u", cells, "<k>")], "f'")
    for wrong in ("<t>", "<b>", "<l>", "x=1&y", "'u", "<k>", "f'", '""c'):
        assert wrong not in told
    assert "<td><i>x</i></td>" in told.replace(' data-l=""', "")


def test_a_box_belongs_to_its_form_and_keeps_its_mark():
    rows = [Row("甲", key="1", picked=True), Row("乙", key="2")]
    first, second = tables.body(rows, "bulk").splitlines()
    assert first.startswith('<tr class="picked"><td class="pick">') and " checked>" in first and 'form="bulk"' in first
    assert second.startswith("<tr><td") and "checked>" not in second and 'aria-label="选中 乙"' in second
    assert "checkbox" not in tables.body(rows)


def test_days_amounts_and_what_is_missing_read_in_the_language_of_the_reader():
    row = Row(
        "甲",
        cells=[TableCell(date(2024, 1, 2), "日期"), TableCell(Decimal("12.50")), TableCell(0), TableCell(None), TableCell("")],
    )
    here = tables.body([row])
    assert "2024年1月2日" in here and "12.50" in here and ">0<" in here and here.count('<span class="faint">无</span>') == 2
    with translation.override("en"):
        assert "Jan. 2, 2024" in tables.body([row])
        assert '<span class="faint">none</span>' in tables.body([row])
