"""The verb `fazhi calendar`, as an officer types it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fazhi.site.command.calendar import command

from .test_days import NEW_YEAR_2027


def run(*words: str) -> Result:
    return CliRunner().invoke(command, [*words], env={"COLUMNS": "100"})


def test_a_deadline_is_told_as_json():
    told = json.loads(run("due", "--from", "2025-09-29", "--length", "5", "--unit", "wd", "--json").output)
    assert told["due"] == "2025-10-13" and told["ends"] == "2025-10-13T23:59:59+08:00"
    assert {"date": "2025-10-11", "mark": "counted", "number": 4, "note": "国庆节补班"} in told["days"]
    assert told["reasons"][0] == {"text": "2025年9月29日当日不计入，从9月30日起算。", "law": "民法典 第二百零一条第一款"}


def test_a_deadline_is_told_as_a_table():
    shown = run(
        "due",
        "--from",
        "2025-11-03",
        "--length",
        "10",
        "--pause",
        "2025-11-05..2025-11-08",
        "--extra",
        "2",
        "--law",
        "某法 第一条",
    )
    assert shown.exit_code == 0
    assert "2025年11月18日" in shown.output and "〔某法 第一条〕" in shown.output and "暂停" in shown.output


def test_a_deadline_in_hours_needs_a_moment():
    assert "23:59:59" in run("due", "--from", "2025-09-30T10:20", "--length", "24", "--unit", "h", "--roll").output
    assert "2025年10月1日 星期三 10:20:00" in run("due", "--from", "2025-09-30T10:20", "--length", "24", "--unit", "h").output


def test_a_hearing_is_reckoned_backward():
    assert "最迟 2025年10月9日" in run("due", "--from", "2025-10-20", "--length", "7", "--unit", "wd", "--backward").output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "2026-12-20", "--length", "30", "--unit", "wd"), "2027年的节假日安排还没有公布"),
        (("--from", "2025-02-30", "--length", "5"), "“2025-02-30”不是一个日期"),
        (("--from", "2025-02-20T25:00", "--length", "5"), "不是一个时刻"),
        (("--from", "2025-02-20", "--length", "0"), "期限的长度"),
        (("--from", "2025-02-20", "--length", "24", "--unit", "h"), "几点几分"),
        (("--from", "2025-02-20", "--length", "5", "--pause", "2025-02-21"), "应当写成 2025-10-01..2025-10-08"),
        (("--from", "9999-12-30", "--length", "5", "--no-roll"), "日期超出"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_sentence(words, sentence):
    refused = run("due", *words)
    assert refused.exit_code in (1, 2) and sentence in refused.output


def test_a_lasting_pause_is_told():
    assert "暂停中" in run("due", "--from", "2025-11-03", "--length", "10", "--pause", "2025-11-05..").output


def test_a_year_lists_its_holidays_and_make_up_days():
    shown = run("year", "2026")
    assert shown.exit_code == 0 and "2026-02-17" in shown.output and "补班" in shown.output
    assert {"date": "2026-10-10", "name": "国庆节", "working": True} in json.loads(run("year", "2026", "--json").output)
    assert run("year", "2031").exit_code == 1


def test_a_new_years_notice_is_loaded_from_its_file(table: object, tmp_path: Path):
    path = tmp_path / "2027.json"
    path.write_text(json.dumps(NEW_YEAR_2027))
    assert "2027年的安排已录入：8天" in run("load", str(path)).output
    assert run("year", "2027").exit_code == 0
    path.write_text("{}")
    assert run("load", str(path)).exit_code == 1
