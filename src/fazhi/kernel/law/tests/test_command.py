"""`fazhi law …` as it is typed: outputs, files and exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fazhi.kernel.law.importing import Summary
from fazhi.site.command.law import command


def typed(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def test_import_says_what_it_read_and_what_it_refused(db: None, texts: Path) -> None:
    assert typed("import", texts).exit_code == 0
    (texts / "讲话.txt").write_text("讲话\n大家好。", encoding="utf-8")
    again = typed("import", texts)
    assert again.exit_code == 3
    assert "讲话.txt：没有找到条文" in again.stdout
    assert "3个文件：" in again.stdout
    assert "新增条文0条" in again.stdout
    assert typed("import", texts / "讲话.txt").exit_code == 1


def test_import_prints_json(db: None, texts: Path) -> None:
    report = json.loads(typed("import", texts, "--json").stdout)
    assert (report["files"], report["counts"], report["articles"]) == (2, {"新增": 2}, 7)


def test_cite_prints_the_article_of_the_day(pilot: Summary) -> None:
    old = typed("cite", "试点法 第二条", "--on", "2022-08-31")
    assert (old.exit_code, "三十日" in old.stdout, "已修订" in old.stdout) == (0, True, True)
    found = json.loads(typed("cite", "试点法 第二条第一款", "--on", "2022-09-01", "--json").stdout)
    assert (found["status"], found["adopted_on"], found["citation"]) == ("现行有效", "2022-05-06", "《试点法》第二条第一款")


@pytest.mark.parametrize("words", [["试点法 第九条"], ["试点", "--json"], ["试典法 第一条"]])
def test_cite_leaves_with_one_where_nothing_is_found(pilot: Summary, words: list[str]) -> None:
    result = typed("cite", *words)
    assert result.exit_code == 1
    assert "法" in result.output


def test_a_wrong_day_is_wrong_usage(pilot: Summary) -> None:
    result = typed("cite", "试点法 第一条", "--on", "2022-13-01")
    assert result.exit_code == 2
    assert "不是日期" in result.output


def test_list_and_show_print_the_library(pilot: Summary) -> None:
    assert "《试点法》  2022-05-06版  现行有效  4条  2个版本" in typed("list").stdout
    assert json.loads(typed("list", "试点", "--json").stdout)[0]["short_title"] == "试点法"
    assert "第二条之一　前条规定的期限可以延长。" in typed("show", "试点法").stdout
    assert "三十日" in typed("show", "试点法", "第2条", "--on", "2020-01-01").stdout
    assert json.loads(typed("show", "试点法", "第二条", "--json").stdout)["after"] == "第二条之一"
    assert typed("show", "无此法").exit_code == 1


def test_search_prints_articles_with_their_words(pilot: Summary) -> None:
    assert "相同的词" in typed("search", "多少日内提出申请").stdout
    assert json.loads(typed("search", "多少日内提出申请", "--json").stdout)[0]["words"]
    assert typed("search", "qqq").exit_code == 1
    assert typed("search").exit_code == 2


def test_a_batch_writes_a_run(pilot: Summary, tmp_path: Path) -> None:
    questions, run = tmp_path / "q.jsonl", tmp_path / "run.txt"
    questions.write_text('{"qid": "7", "text": "多少日内提出申请"}\n\n{"qid": "8", "text": "🙂"}\n', encoding="utf-8")
    assert typed("search", "--batch", questions, "--top", 2, "--run", run).exit_code == 0
    first, second = (line.split() for line in run.read_text(encoding="utf-8").splitlines())
    assert (first[:4], first[5], second[3]) == (["7", "Q0", "中华人民共和国试点法第二条", "1"], "fazhi", "2")
    assert float(first[4]) >= float(second[4])
    questions.write_text('{"qid": "7"}\n', encoding="utf-8")
    refused = typed("search", "--batch", questions, "--run", run)
    assert (refused.exit_code, "第1行" in refused.output) == (1, True)
