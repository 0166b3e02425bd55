"""Published tables of discretion: rows become situations, a broken page goes on, and every cell is accounted for."""

import csv
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from tests.material import shared_data

from fazhi.norms.enforcement.discretion import Range, weigh
from fazhi.norms.enforcement.discretion.scales import Row, Scale
from fazhi.norms.enforcement.discretion.tables import Fate, Reader, amount_of
from fazhi.norms.enforcement.ledgers import published
from fazhi.site.command import main

FILE = "discretion/广东省生态环境违法行为行政处罚罚款金额裁量表.pdf"
WEIGHTS = [
    ["违反条款", "某法\n第二十五条", None, None],
    ["处罚依据", "某法第三十一条", None, None],
    ["违法行为", "裁量要素", "违法程度", "裁量权重"],
    ["裁量起点", None, None, "20%"],
    ["未批先建", "地点", "一般区域", "0%"],
    [None, None, "敏感区", "6%"],
]
GOES_ON = [
    ["", "持续时间", "3个月以下", "0%"],
    [None, None, "3个月以上", "8%"],
    ["备注", "罚款金额＝裁量百分值总和×100万。", None, None],
]
AMOUNTS = [
    ["处罚依据", "某法第九十条", None, None],
    ["违法行为", "容量", "情节", "罚款"],
    ["擅自建设", "2000立方米以下", "一般", "10万元以上20万元以下"],
    [None, None, "严重", "20万元以上30万元以下"],
    [None, "造成重大影响的", None, "100万元"],
    [None, "说不清的", None, "酌情处罚"],
]


def read(*given):
    reader = Reader()
    for page, rows in enumerate(given, start=1):
        reader.table(page, 1, rows)
    reader.finish()
    return reader


def test_a_table_of_weights_goes_on_over_the_page():
    (item,) = read(WEIGHTS, GOES_ON).items
    assert (item.title, item.violated, item.start, item.law) == ("未批先建", "某法第二十五条", D(20), Range(None, D(1_000_000)))
    assert [(row["factor"], row["grade"], row["weight"]) for row in item.rows] == [
        ("地点", "一般区域", 0),
        ("地点", "敏感区", 6),
        ("持续时间", "3个月以下", 0),
        ("持续时间", "3个月以上", 8),
    ]
    scale = Scale(
        "weights", item.law, tuple(Row(row["factor"], row["grade"], weight=row["weight"]) for row in item.rows), item.start
    )
    assert weigh(scale, {"地点": "敏感区", "持续时间": "3个月以上"}).range.high == D(340_000)


def test_cells_that_span_rows_hold_on_and_those_that_span_columns_leave_the_rest_open():
    (item,) = read(AMOUNTS).items
    told = [(row["grade"], row["column"], row["low"], row["high"], row["level"]) for row in item.rows]
    assert told == [
        ("2000立方米以下", "一般", 100_000, 200_000, "lighter"),
        ("2000立方米以下", "严重", 200_000, 300_000, "lighter"),
        ("造成重大影响的", "不分", 1_000_000, 1_000_000, "heavier"),
    ]


def test_every_cell_is_accounted_for_and_what_is_not_read_is_said():
    reader = read(AMOUNTS)
    assert len(reader.cells) == sum(cell is not None for row in AMOUNTS for cell in row)
    assert {(cell.text, cell.because) for cell in reader.cells if cell.fate == Fate.DOUBTFUL} == {
        ("说不清的", "读不出罚款幅度"),
        ("酌情处罚", "读不出罚款幅度"),
    }


SUBJECTS = [
    ["处罚依据", "某法第八十条", None, None, None],
    ["违法行为", "裁量要素", "违法程度", "裁量权重", None],
    ["无证经营", "裁量起点", None, "对单位", "对个人"],
    [None, None, None, "20%", "10%"],
    [None, "涉及量", "1吨以下", "0%", None],
    [None, None, "1吨以上", None, "4%"],
    [
        "备注",
        "（1）对单位的罚款金额=对单位的裁量百分值总和×500万；（2）对个人的罚款金额=对个人的裁量百分值总和×100万。",
        None,
        None,
        None,
    ],
]
PAIRS = [
    ["处罚依据", "某法第九十条", None, None, None],
    ["违法行为", "容量", "情节", "对单位罚款", "对个人罚款"],
    ["擅自建设", "小", "一般", "10万元以上20万元以下", "1万元以上2万元以下"],
    [None, None, "严重", "20万元以上30万元以下", None],
    [None, "大", "一般", "30万元以上40万元以下", "/"],
    [None, None, "严重", "40万元", "上一年度从本单位取得的收入30%以下"],
]


def test_weights_with_a_start_for_each_subject_become_an_item_for_each():
    reader = read(SUBJECTS)
    told = [(item.title, item.subject, item.start, item.law.high, len(item.rows)) for item in reader.items]
    assert told == [("无证经营", "对单位", 20, 5_000_000, 2), ("无证经营", "对个人", 10, 1_000_000, 2)]
    assert len(reader.cells) == sum(cell is not None for row in SUBJECTS for cell in row) and not list(reader.doubtful())
    line = next(published.rows(reader.items, "990101", "F1", date(2025, 1, 6)))
    assert "无证经营（对单位）" in line


def test_a_second_column_of_fines_becomes_an_item_of_its_own():
    reader = read(PAIRS)
    ours, theirs = reader.items
    assert (ours.subject, len(ours.rows), theirs.subject) == ("对单位", 4, "对个人")
    told = [(row["grade"], row["column"], row["low"], row["high"]) for row in theirs.rows]
    assert told == [("小", "一般", 10_000, 20_000), ("小", "严重", 10_000, 20_000)]
    assert [(cell.text, cell.because) for cell in reader.doubtful()] == [
        ("上一年度从本单位取得的收入30%以下", "读不出另一对象的罚款")
    ]
    assert {cell.because for cell in reader.cells if cell.text == "/"} == {"对这一对象没有罚款"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10万元以上20万元以下", Range(D(100_000), D(200_000))),
        ("2万以上4万以下", Range(D(20_000), D(40_000))),
        ("5-10万元", Range(D(50_000), D(100_000))),
        ("20000元", Range(D(20_000), D(20_000))),
        ("2万元以下", Range(None, D(20_000))),
        ("处所收费用3倍以上3.5倍以下罚款", Range(D(3), D("3.5"))),
        ("按日连续处罚", None),
    ],
)
def test_amounts(text, found):
    assert amount_of(text) == found


def test_the_real_tables_become_a_ledger_and_each_cell_is_told(db, tmp_path):
    source = shared_data(FILE)
    out, cells = tmp_path / "事项.xlsx", tmp_path / "格.csv"
    asked = ["ledger", "tables", str(source), "--unit", "990101", "--benchmark", "F1", "--pages", "16,17,101"]
    done = CliRunner().invoke(main, [*asked, "--out", str(out), "--cells", str(cells)])
    assert done.exit_code == 0, done.output
    rows = list(load_workbook(out).active.iter_rows(values_only=True))
    place = {
        head.lstrip("＊"): at
        for at, head in enumerate(next(row for row in rows if "违法行为" in [str(c).lstrip("＊") for c in row]))
    }
    items = [row for row in rows if str(row[0]).startswith("F1-")]
    assert "近二年同类违法行为情况（含本次）｜4次以上｜｜｜任一情形｜19｜｜" in items[0][place["裁量情形"]]
    assert (items[0][place["罚款的计算"]], items[0][place["法定上限"]]) == ("总投资额的比例", "0.05")
    told = list(csv.DictReader(cells.read_text("utf-8-sig").splitlines()))
    assert len(told) > 80 and {row["去向"] for row in told} == {"表头", "已读", "并入上一格", "空白"}


def test_what_is_no_pdf_is_said(db, tmp_path):
    wrong = tmp_path / "表.pdf"
    wrong.write_text("不是 PDF")
    done = CliRunner().invoke(
        main, ["ledger", "tables", str(wrong), "--unit", "1", "--benchmark", "F", "--out", str(tmp_path / "x.xlsx")]
    )
    assert done.exit_code == 1 and "读不了" in done.output and not Path(tmp_path / "x.xlsx").exists()
