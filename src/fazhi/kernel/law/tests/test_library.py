"""A small library: versions, days, readers, refusals, local settings, search."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import docx
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from fazhi.kernel import registry
from fazhi.kernel.law import Citation, CityRule, Unresolved, cite, law_in_force, library, search, unresolved
from fazhi.kernel.law.importing import Summary, files_in, import_files, import_paths
from fazhi.kernel.law.index import opened
from fazhi.kernel.law.models import LIBRARY, Article, Law, LawVersion
from fazhi.kernel.law.rules import rules_are_declared_well

SUMMER = date(2022, 8, 31)
AUTUMN = date(2022, 9, 1)


def test_two_versions_of_a_law_follow_each_other(pilot: Summary) -> None:
    assert pilot.counts == {"新增": 2}
    assert law_in_force("试点法", SUMMER).adopted_on == date(2015, 3, 1)
    assert law_in_force("试点法", AUTUMN).adopted_on == date(2022, 5, 6)
    assert law_in_force("试点法", date(2015, 5, 31)) is None


def test_an_old_version_says_that_it_was_replaced(pilot: Summary) -> None:
    old, new = LawVersion.objects.order_by("adopted_on")
    assert (old.status(), new.status(), new.status(SUMMER)) == ("已修订", "现行有效", "尚未施行")
    assert (old.repealed_on, old.replaced_by) == (AUTUMN, new)


def test_a_table_of_contents_and_a_paragraph_that_begins_like_an_article_split_nothing(pilot: Summary) -> None:
    page = library.law("试点法")
    assert [section.headings for section in page.sections] == [("第一章 总则",), ("第二章 附则",)]
    assert [article.number for section in page.sections for article in section.articles] == [
        "第一条",
        "第二条",
        "第二条之一",
        "第三条",
    ]
    article = Article.objects.get(version=page.version, number="第二条")
    assert article.paragraph(2).text == "第三人不服的，可以另行申请。"
    assert article.item(1).text == "（一）住所变更；"
    assert article.paragraph(1).item(2).subitem(1) == "1．患病；"


def test_a_citation_finds_the_words_in_force_on_the_day(pilot: Summary) -> None:
    assert "三十日" in cite("试点法 第二条").article_on(SUMMER).text
    assert cite("试点法 第二条第一款第一项").resolve(AUTUMN).text == "（一）住所变更；"
    assert "三十日" in cite("试点法(2015-03-01) 第二条").article_on(AUTUMN).text


@pytest.mark.parametrize(
    ("text", "on", "reason"),
    [
        ("试点法 第九条", AUTUMN, "没有第九条，最后一条是第三条"),
        ("试点法 第二条之一", SUMMER, "2022-05-06版（现行有效）有第二条之一"),
        ("试点法 第一条第二款", AUTUMN, "没有第二款"),
        ("试点法 第一条", date(2014, 1, 1), "尚未施行，自2015-06-01起施行"),
        ("试点法(2000-01-01) 第一条", AUTUMN, "没有《试点法》2000-01-01通过的版本"),
        ("试点条例 第一条", AUTUMN, "相近的有：《试点法》"),
    ],
)
def test_a_citation_that_leads_nowhere_says_why(pilot: Summary, text: str, on: date, reason: str) -> None:
    assert cite(text).article_on(on) is None
    with pytest.raises(Unresolved, match=reason.replace("(", r"\(")):
        Citation.parse(text).resolve(on)


def test_only_texts_at_hand_can_prove_a_citation_wrong(pilot: Summary) -> None:
    assert unresolved(["试点法 第二条", "试点法(2015-03-01) 第二条", "不在库的法 第一条"]) == []
    wrong = unresolved(["试点法 第九条", "试点法 第一条第五款", "随便写的"])
    assert [sentence[:5] for sentence in wrong] == ["《试点法》", "《试点法》", "“随便写的"]


def test_a_law_ends_when_another_repeals_it(pilot: Summary, texts: Path) -> None:
    old = texts / "旧试点条例(2001-01-01).txt"
    old.write_text(
        "旧试点条例\n（2001年1月1日国务院令第1号公布）\n第一条　试点。\n第二条　本条例自2001年2月1日起施行。", encoding="gb18030"
    )
    import_paths([old])
    version = Law.objects.get(short_title="旧试点条例").versions.get()
    assert (version.repealed_on, version.status(), version.law.get_kind_display()) == (AUTUMN, "已废止", "行政法规")
    assert "已于2022-09-01废止" in str(pytest.raises(Unresolved, cite("旧试点条例 第一条").resolve).value)


def test_importing_twice_adds_nothing(pilot: Summary, texts: Path) -> None:
    again = import_paths([texts])
    assert (again.counts, again.articles) == ({"已有": 2}, 0)
    assert (LawVersion.objects.count(), Article.objects.count()) == (2, 7)


def test_another_wording_of_a_known_version_is_refused(pilot: Summary, texts: Path) -> None:
    forged = texts / "伪(2015-03-01).md"
    forged.write_text((texts / "试点法(2015-03-01).md").read_text(encoding="utf-8").replace("三十日", "三年"), encoding="utf-8")
    (report,) = import_files([forged])
    assert "第二条等1条文字不同" in report.sentences[0]
    assert Article.objects.filter(text__contains="三年").count() == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("空.txt", b"", "文件是空的"),
        ("图.txt", b"\xff\xfe\x00\x01\x80", "不是文本文件"),
        ("乱.txt", b"\xff\xff\xff", "编码"),
        ("长.txt", ("长" * 301 + "\n第一条　试点。").encode(), "不像法律名称"),
        ("数.jsonl", b"[1]", "第1行不是条文记录"),
        ("法.doc", b"x", "另存为 .docx"),
        ("法.docx", b"PK-not", "不是完好的 .docx"),
        ("法.html", b"x", "不支持.html文件"),
        ("讲话.txt", "讲话\n大家好。".encode(), "没有找到条文"),
        ("无日期.txt", "某法\n第一条　试点。".encode(), "找不到通过、公布或施行日期"),
        ("问.jsonl", b'{"qid": "1", "text": "x"}', "第1行缺少law、article"),
        ("坏.jsonl.gz", b"x", "读不出来"),
        ("某法(2020-02-31).md", "# 某法\n第一条 试点。".encode(), "日期"),
    ],
)
def test_a_file_that_is_no_law_is_refused_with_its_reason(
    db: None, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    (report,) = import_files([file])
    assert report.outcome == "拒绝"
    assert reason in report.sentences[0]
    assert not Law.objects.exists()


def test_a_docx_reads_like_the_text_it_was_made_from(db: None, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("试点办法", 0)
    for line in [
        "（2020年1月2日某部令第3号公布）",
        "第一章　总则",
        "第一条　为了试点。\n第三人除外。",
        "第二条　本办法自2020年3月1日起施行。",
        "附件",
    ]:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "种类", "期限"
    document.save(str(tmp_path / "试点办法.docx"))
    summary = import_paths([tmp_path / "试点办法.docx"])
    assert summary.counts == {"新增": 1}
    page = library.article("试点办法", "第1条", on=date(2020, 3, 1))
    assert (page.article.text, page.article.headings) == ("为了试点。\n第三人除外。", ["第一章 总则"])
    assert library.article("试点办法", "附件").article.text == "种类　期限"
    assert (page.before, page.after.number, page.version.in_force_on) == (None, "第二条", date(2020, 3, 1))


def test_a_missing_number_is_reported(db: None, tmp_path: Path) -> None:
    (tmp_path / "缺(2020-01-01).md").write_text("# 缺\n第一条 甲。\n第四条 乙。\n第二条 引文。", encoding="utf-8")
    (report,) = import_files(files_in([tmp_path]))
    assert report.sentences[:2] == ("“第二条”出现在第四条之后，作为正文处理", "缺第二条等2个条号")


def test_a_number_that_a_later_file_of_the_law_brings_is_not_missing(db: None, tmp_path: Path) -> None:
    for name, told in (("分(2020-01-01).md", "第一条 甲。\n第三条 丙。"), ("分-二(2020-01-01).md", "第二条 乙。")):
        (tmp_path / name).write_text(f"# 分\n{told}", encoding="utf-8")
    told = [sentence for report in import_paths([tmp_path]).reports for sentence in report.sentences]
    assert not [sentence for sentence in told if sentence.startswith("缺")]


def test_search_finds_the_article_of_the_version_in_force(pilot: Summary, home: Path) -> None:
    (hit, *_) = search("多少日内提出申请", on=SUMMER)
    assert (hit.article.number, hit.article.version.adopted_on) == ("第二条", date(2015, 3, 1))
    assert "日内提出申请" in hit.words
    assert {hit.article.version.adopted_on for hit in search("多少日内提出申请", on=AUTUMN)} == {date(2022, 5, 6)}
    assert len(list((home / "search").iterdir())) == 1


def test_search_works_without_its_folder_and_after_a_change(pilot: Summary, home: Path, texts: Path) -> None:
    for folder in (home / "search").iterdir():
        folder.rename(home / "elsewhere")
    assert search("灾害", on=AUTUMN)[0].article.number == "第二条"
    added = texts / "噪声规定(2021-01-01).md"
    added.write_text("# 噪声规定\n第一条 夜间装修噪声扰民的，可以投诉。\n第二条 本规定自2021年2月1日起施行。", encoding="utf-8")
    import_paths([added])
    assert search("邻居夜间装修噪声", on=AUTUMN)[0].article.version.law.short_title == "噪声规定"


@pytest.mark.parametrize("text", ["", "   ", "🙂", "zzzz", "qqq 囍囍"])
def test_search_says_nothing_where_nothing_is_near(pilot: Summary, text: str) -> None:
    assert search(text, on=AUTUMN) == []


def test_an_empty_library_answers_nothing(db: None) -> None:
    assert search("申请") == []
    assert library.laws() == []


def test_a_corpus_is_a_collection_of_its_own(pilot: Summary, tmp_path: Path) -> None:
    rows = [
        {"id": f"某法第{n}条", "law": "某法", "article": f"第{n}条", "date": "", "headings": [], "text": "离婚冷静期"}
        for n in "一二"
    ]
    with gzip.open(tmp_path / "c.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    assert import_paths([tmp_path / "c.jsonl.gz"]).articles == 2
    assert import_paths([tmp_path / "c.jsonl.gz"]).articles == 0
    assert [hit.article.document_id for hit in search("离婚", collection="corpus")] == ["某法第一条", "某法第二条"]
    assert search("离婚冷静期", on=AUTUMN) == []
    assert cite("某法 第一条").article_on(AUTUMN) is None
    assert library.collections() == {"library": 1, "corpus": 1}


def test_the_list_of_laws_tells_the_version_in_force(pilot: Summary) -> None:
    (shelf,) = library.laws("试点", on=SUMMER)
    assert (shelf.version.adopted_on, shelf.articles, shelf.versions, shelf.url) == (date(2015, 3, 1), 3, 2, "/law/试点法/")
    page = library.article("试点法", "第二条", on=AUTUMN)
    assert (page.before.number, page.after.number, len(page.elsewhere), page.status) == ("第一条", "第二条之一", 1, "现行有效")


@pytest.fixture
def rule() -> CityRule:
    with registry.opened():
        yield CityRule("test.days", "受理期限", 3, unit="工作日")


def test_a_city_rule_holds_from_its_day_on(db: None, rule: CityRule) -> None:
    rule.change(5, "李主任", "局务会决定", date(2024, 1, 1))
    rule.change(7, "李主任", "局务会决定", date(2024, 7, 1))
    assert [rule.value(date(*day)) for day in [(2023, 12, 31), (2024, 1, 1), (2024, 7, 1)]] == [3, 5, 7]
    assert [row.set_by_name for row in rule.history()] == ["李主任", "李主任"]
    assert str(rule) == "《本市工作规则》·受理期限"


def test_a_change_that_was_taken_back_leaves_no_trace(db: None, rule: CityRule) -> None:
    with transaction.atomic():
        rule.change(9, "李主任", "试试")
        assert rule.value() == 9
        transaction.set_rollback(True)
    assert rule.value() == 3


@pytest.mark.parametrize("value", ["5", True, -1, 2.5, None])
def test_a_city_rule_takes_only_its_own_kind(db: None, rule: CityRule, value: object) -> None:
    with pytest.raises(ValidationError, match="受理期限"):
        rule.change(value, "李主任", "试试")
    with pytest.raises(ValidationError, match="修改人和理由"):
        rule.change(4, "李主任", " ")


def test_a_rule_is_declared_once_and_well() -> None:
    with registry.opened():
        CityRule("test.twice", "甲", 1)
        with pytest.raises(RuntimeError, match="declared twice"):
            CityRule("test.twice", "乙", 1)
        CityRule("nodot", "丙", 1)
        CityRule("test.same", "甲", [1])
        CityRule("test.kind", "丁", date(2024, 1, 1))
        faults = "\n".join(rules_are_declared_well())
        assert all(word in faults for word in ["“nodot”", "同一个名称“甲”", "类型date"])


def test_lists_and_tables_are_checked_inside(db: None) -> None:
    with registry.opened():
        listed, table = CityRule("test.list", "名单", ["甲"]), CityRule("test.table", "对照", {"甲": 1})
    with pytest.raises(ValidationError, match="中有一项应为文字"):
        listed.change(["乙", 3], "李主任", "试试")
    with pytest.raises(ValidationError, match="中有一项应为整数"):
        table.change({"乙": "多"}, "李主任", "试试")
    assert table.change({"乙": 2}, "李主任", "试试").value == {"乙": 2}


def test_many_threads_search_at_once(pilot: Summary) -> None:
    """The index is opened once; each thread of the server asks it with a connection of its own."""
    index = opened(LIBRARY)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: len(index.rank("申请", 10)), range(40)))
    assert set(answers) == {2}
    assert opened(LIBRARY) is index


def test_a_collection_has_a_plain_name(db: None, tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text('{"law": "某法", "article": "第一条", "text": "甲"}', encoding="utf-8")
    for name in ("../elsewhere", "library", ""):
        (report,) = import_files([tmp_path / "c.jsonl"], name)
        assert report.outcome == "拒绝"
