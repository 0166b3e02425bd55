"""Search that learns: from the articles themselves, and from the questions that were answered."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from click.testing import CliRunner, Result
from tests.material import shared_data

from fazhi.kernel import registry
from fazhi.kernel.law import index, learning, search
from fazhi.kernel.law.citations import short_title
from fazhi.kernel.law.importing import import_paths
from fazhi.kernel.law.ranking import troubles
from fazhi.kernel.law.ranking.lay import LIST, in_law
from fazhi.kernel.law.ranking.past import Answered, answered_questions
from fazhi.site.command.law import command

from .conftest import MATTERS, SUBJECTS

LAY = ["要回来", "怎么赔", "多少天", "怎么办", "谁来管"]


def typed(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """The lay words for a matter are never those of the article: only answered questions tell."""
    folder = tmp_path / "history"
    folder.mkdir()
    asked = [(subject, place) for subject in SUBJECTS[:-1] for place in range(len(LAY))] * 2
    lines = [{"qid": f"往{number}", "text": f"我家{subject}{LAY[place]}"} for number, (subject, place) in enumerate(asked)]
    answers = [{"qid": f"往{number}", "answer": f"按{MATTERS[place]}办。"} for number, (_, place) in enumerate(asked)]
    grades = [f"往{number}\t甲{SUBJECTS.index(subject) * 5 + place + 1}\t1" for number, (subject, place) in enumerate(asked)]
    for name, rows in {"queries": lines, "answers": answers}.items():
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / f"{name}.old.jsonl").write_text(text, encoding="utf-8")
    (folder / "qrels.old.tsv").write_text("\n".join(grades), encoding="utf-8")
    return folder


def test_what_people_say_finds_what_the_law_says(db: None, tmp_path: Path) -> None:
    """房东 stands in no article: the list knows it as 出租人, and the hit says so. Long sayings hide the short ones in them."""
    path = tmp_path / "corpus.jsonl"
    texts = ["出租人应当维修。", "供电人应当维修。", "保管人应当维修。", "劳动者患职业病的，应当诊断。"]
    rows = [{"id": f"乙{place}", "law": "乙法", "article": f"第{place}条", "text": text} for place, text in enumerate(texts, 1)]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    import_paths([path])
    first = search("房东不修", collection="corpus")[0]
    assert (first.article.document_id, first.why) == ("乙1", "法律上的说法：出租人")
    assert ("家庭暴力" in in_law("老公打我"), "夫妻" in in_law("老公打我")) == (True, False)
    assert in_law("天晴") == search("天晴", collection="corpus") == []
    found = json.loads(typed("search", "房东不修", "--collection", "corpus", "--json").stdout)
    assert found[0]["meant"] == ["出租人"]


def test_the_list_of_what_people_say_is_well_formed() -> None:
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if line.count("=") != 1 or not all(part.strip() for part in line.split("="))] == []


def test_what_people_ask_about_an_article_finds_it(db: None, tmp_path: Path) -> None:
    """No word of 砸车 stands in the article: the list of what people ask knows it, whatever its number, and the hit says so."""
    path = tmp_path / "corpus.jsonl"
    texts = ["因林木折断、倾倒或者果实坠落等造成他人损害，所有人承担侵权责任。", "车辆应当年检。", "树木归集体所有。"]
    rows = [{"id": f"丙{place}", "law": "民法典", "article": f"第{place}条", "text": text} for place, text in enumerate(texts, 1)]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    import_paths([path])
    first = search("大树砸车了", collection="corpus")[0]
    assert (first.article.document_id, "常见的问法：大树砸车" in first.why) == ("丙1", True)


def test_the_list_of_what_people_ask_knows_its_articles() -> None:
    """Each line is known by words of one to three articles of its law: a wrong word finds none, a common one too many."""
    with gzip.open(shared_data("stard/corpus.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = Counter(each for row in rows for each in troubles.known_in(short_title(row["law"]), row["text"]))
    assert {each.known_by: found[each] for each in troubles.every() if not 1 <= found[each] <= 3} == {}


def test_a_batch_learns_from_answered_questions(corpus: str, history: Path, tmp_path: Path) -> None:
    """Five articles are on 遗嘱, and none holds the words of the question; the answered ones tell which is meant."""
    questions, run = tmp_path / "new.jsonl", tmp_path / "run.txt"
    questions.write_text('{"qid": "1", "text": "请问遗嘱谁来管呢"}', encoding="utf-8")
    result = typed("search", "--batch", questions, "--history", history, "--top", 5, "--run", run)
    assert result.exit_code == 0, result.output
    assert run.read_text(encoding="utf-8").split()[:4] == ["1", "Q0", "甲30", "1"]


def test_a_batch_runs_on_a_corpus_of_the_same_form_in_a_collection_of_its_own(corpus: str, tmp_path: Path) -> None:
    """Numbers for names, no headings, no answers, judgements in TREC's four fields, some of articles that are not there."""
    path, folder, run = tmp_path / "other.jsonl", tmp_path / "other", tmp_path / "run.txt"
    texts = ["饲养动物应当看管。", "建筑物倒塌的，由建设单位负责。", "高空抛物的，由行为者负责。"]
    rows = [{"id": f"{place}", "law": "丁法", "article": f"第{place}条", "text": text} for place, text in enumerate(texts, 1)]
    folder.mkdir()
    questions = [{"qid": 7, "text": "毛孩子咬人"}, {"qid": 8, "text": "楼塌了"}, {"qid": 9, "text": "没有判断"}]
    (folder / "queries.a.jsonl").write_text("\n".join(map(json.dumps, questions[:2])), encoding="utf-8")
    (folder / "queries.b.jsonl").write_text(json.dumps(questions[2]), encoding="utf-8")
    (folder / "qrels.a.tsv").write_text("7 0 1 1\n7 0 99 1\n8 0 2 1\n8 0 3 0\n", encoding="utf-8")
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    import_paths([path], "other")
    (tmp_path / "new.jsonl").write_text('{"qid": 1, "text": "毛孩子抓人"}\n', encoding="utf-8")
    asked = ("search", "--batch", tmp_path / "new.jsonl", "--run", run, "--collection", "other", "--top", 2)
    found = {given: (typed(*asked, *given).exit_code, run.read_text().split()[:4]) for given in [(), ("--history", folder)]}
    assert [code for code, _ in found.values()] == [0, 0]
    assert found["--history", folder][1] == ["1", "Q0", "1", "1"]
    nowhere = typed(*asked[:-4], "--collection", "nowhere")
    assert (nowhere.exit_code, "没有集合“nowhere”" in nowhere.output) == (1, True)


def test_history_that_cannot_be_read_is_named(corpus: str, history: Path, tmp_path: Path) -> None:
    questions = tmp_path / "new.jsonl"
    questions.write_text('{"qid": "1", "text": "宠物"}', encoding="utf-8")
    asked = ("search", "--batch", questions, "--run", tmp_path / "run.txt", "--history")
    (history / "qrels.old.tsv").write_text("往1\n", encoding="utf-8")
    refused = typed(*asked, history)
    assert (refused.exit_code, "qrels.old.tsv 第1行" in refused.output) == (1, True)
    (tmp_path / "empty").mkdir()
    assert "没有已答复的问题" in typed(*asked, tmp_path / "empty").output
    assert not (tmp_path / "run.txt").exists()
    assert typed("search", "宠物", "--history", history).exit_code == 2


@pytest.fixture
def answered() -> Iterator[None]:
    """A module that answered three questions on one article."""
    with registry.opened():
        rows = [Answered(f"咨{n}", f"狗咬人谁来管{n}", "宠物的责任由主人承担", ("甲100",)) for n in range(3)]
        answered_questions("tests", lambda on: rows)
        yield


def test_the_city_learns_from_its_own_answers(corpus: str, answered: None) -> None:
    assert search("狗咬人", collection=corpus) == []
    trained = typed("train", "--collection", corpus)
    assert (trained.exit_code, "用了3件" in trained.output) == (0, True)
    hit = search("狗咬人谁来管", collection=corpus)[0]
    assert (hit.article.document_id, hit.grounds) == ("甲100", ("咨0", "咨1", "咨2"))
    assert "同类咨询引用：咨0" in hit.why
    assert typed("train", "--collection", "无").exit_code == 1


def test_a_training_by_an_earlier_version_is_left_alone(corpus: str, answered: None, home: Path) -> None:
    """The program may look for more than it was taught then: until the next night it goes by words."""
    typed("train", "--collection", corpus)
    rmtree(next(home.glob("search/*/learned-*/tuned")))
    index._opened.clear()
    assert not any(hit.grounds for hit in search("狗咬人谁来管", collection=corpus))
    typed("train", "--collection", corpus)
    assert search("狗咬人谁来管", collection=corpus)[0].grounds


def test_an_index_by_an_earlier_version_is_built_anew_and_what_was_learned_stays(corpus: str, answered: None, home: Path) -> None:
    """It had fewer arrays: the recurring work makes them, and whoever has it open takes it up; what was learned is not learned again."""
    typed("train", "--collection", corpus)
    assert index.mend(corpus) is None
    for file in home.glob("search/*/index/said.*"):
        file.unlink()
    index._opened.clear()
    in_memory = index.opened(corpus)
    assert search("狗咬人谁来管", collection=corpus)[0].grounds
    built = index.mend(corpus)
    assert (index.is_built(built), index.mend(corpus)) == (True, None)
    assert index.opened(corpus) is not in_memory
    assert search("狗咬人谁来管", collection=corpus)[0].grounds


def test_what_was_learned_of_other_words_goes_with_the_index(corpus: str, answered: None, home: Path) -> None:
    typed("train", "--collection", corpus)
    numbers = next(home.glob("search/*/index/numbers.npy"))
    np.save(numbers, np.load(numbers)[1:])
    next(home.glob("search/*/index/level*.npy")).unlink()
    assert [part.name for part in index.mend(corpus).iterdir()] == ["index"]
    assert not any(hit.grounds for hit in search("狗咬人谁来管", collection=corpus))


def test_learning_waits_for_the_night(corpus: str, answered: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "LIBRARY", corpus)
    noon, night = (datetime(2026, 3, 2, hour, tzinfo=ZoneInfo("Asia/Shanghai")) for hour in (12, 2))
    assert learning.train_each_night(noon) is None
    assert learning.train_each_night(night) == 3
    assert search("狗咬人谁来管", collection=corpus)[0].grounds
