"""Published lists of minor violations, in their two shapes: a table in a PDF, and a text with headings."""

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from tests.material import shared_data

from fazhi.norms.enforcement.discretion.lists import TableReader, of_text
from fazhi.norms.enforcement.discretion.tables import Fate
from fazhi.site.command import main

HEADS = ["序号", "类别", "违法行为", "违反条款", "不予处罚的情节"]
ALL = "同时满足下列情形的，不予行政处罚：（1）近一年内属于首次违法；（2）在责令改正期限内改正，危害后果轻微。"
MAY = "同时满足下列情形的，依法可以不予行政处罚：（1）属于两年内首次违法；（2）日均值未超标。"
ANY = "有下列情形之一的，不予行政处罚：（1）立即改正的；（2）限期内"
TABLE = [HEADS, ["1", "水污染\n防治", "超标排放", "某法第十条", ALL], ["2", None, "不正常运行", "某法第三十九条", MAY]]
NEXT = [HEADS, ["3", "大气", "未密闭", "某法", ANY], ["", "", "", "第四十五条", "改正的。"], ["四", "", "乱", "", ""]]
TEXT = """本清单自2022年2月1日起施行。

## 一、水污染防治类

### 9、超标排放

同时满足下列情形的，不予行政处罚：

（1）近一年内属于首次违法；

（2）及时改正。

### 没有条件的

请看附件。
"""


def reader():
    made = TableReader()
    for page, rows in enumerate((TABLE, NEXT), start=1):
        made.table(page, 1, rows)
    return made.found


def test_a_table_of_minor_violations_is_read_with_what_a_page_broke():
    first, second, third = reader().items
    assert (first.seq, first.category, first.conditions[1], first.look_back) == (
        1,
        "水污染防治",
        "在责令改正期限内改正，危害后果轻微",
        12,
    )
    assert (first.kind, first.word) == ("spared", "must")
    assert (second.category, second.kind, second.word, second.look_back) == ("水污染防治", "first", "may", 24)
    assert third.conditions == ["具备下列情形之一：立即改正的；限期内改正的"] and third.violated == "某法第四十五条"


def test_each_cell_of_a_list_has_a_fate():
    found = reader()
    assert len(found.cells) == sum(cell is not None for row in (*TABLE, *NEXT) for cell in row)
    assert {cell.because for cell in found.doubtful()} == {"序号不是数字"}
    lost = TableReader()
    lost.table(1, 1, [["甲", "乙"]])
    assert {cell.because for cell in lost.found.doubtful()} == {"表格没有序号、违法行为、情节这几列"}


def test_a_text_with_headings_is_read_and_what_is_not_is_said():
    found = of_text(TEXT)
    one, other = found.items
    assert (one.seq, one.category, one.violation, len(one.conditions)) == (9, "水污染防治", "超标排放", 2)
    assert other.conditions == []
    assert {cell.because for cell in found.doubtful()} == {"读不出适用条件", "清单以前的说明，适用条件和不适用的情形请人工写入"}


@pytest.mark.parametrize(
    ("name", "amount", "code"),
    [
        ("江门市生态环境依法不予行政处罚的轻微环境违法行为清单.md", 40, 3),
        ("广东省生态环境不予行政处罚的轻微违法行为目录.pdf", 20, 3),
    ],
)
def test_the_real_lists_become_a_ledger(db, tmp_path, name, amount, code):
    out, cells = tmp_path / "清单.xlsx", tmp_path / "格.csv"
    asked = ["ledger", "lists", str(shared_data(f"discretion/{name}")), "--unit", "990101", "--benchmark", "Q1"]
    done = CliRunner().invoke(main, [*asked, "--out", str(out), "--cells", str(cells)])
    assert (done.exit_code, done.output.split(" ")[0]) == (code, str(amount)), done.output
    rows = list(load_workbook(out).active.iter_rows(values_only=True))
    items = [row for row in rows if str(row[0]).startswith("Q1-")]
    assert len(items) == amount and all("\n" in row[9] or "之一" in row[9] or row[9] for row in items)
    assert str(Fate.READ) in cells.read_text("utf-8-sig")


def test_a_list_that_is_neither_is_said(db, tmp_path):
    wrong = tmp_path / "清单.pdf"
    wrong.write_text("不是 PDF")
    told = ["ledger", "lists", str(wrong), "--unit", "1", "--benchmark", "Q", "--out", str(tmp_path / "x.xlsx")]
    done = CliRunner().invoke(main, told)
    assert done.exit_code == 1 and "读不了" in done.output
