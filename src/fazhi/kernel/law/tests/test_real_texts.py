"""The real texts of ../shared/data/laws: every file is read, known articles are exact, versions follow each other."""

from collections import Counter
from datetime import date

import pytest

from fazhi.kernel.law import cite, law_in_force, library, search
from fazhi.kernel.law.importing import Summary
from fazhi.kernel.law.models import Article, LawVersion

OATH = (
    "经人民调解委员会调解达成调解协议后，双方当事人认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认，"
    "人民法院应当及时对调解协议进行审查，依法确认调解协议的效力。"
)


def test_every_file_is_read(real: Summary) -> None:
    assert len(real.reports) == 164
    assert real.refused == []
    assert [report.path.rsplit("/", 1)[1] for report in real.reports if report.outcome == "跳过"] == ["README.md"]
    assert real.counts == {"新增": 156, "补充": 7, "跳过": 1}


def test_articles_are_numbered_without_gaps(real: Summary) -> None:
    assert list(LawVersion.objects.exclude(gaps=[]).values_list("law__short_title", "gaps")) == []


def test_no_article_swallows_another(real: Summary) -> None:
    starts = Article.objects.filter(text__regex=r"\n第[一二三四五六七八九十百千零]+条\s")
    assert list(starts.values_list("number", flat=True)) == []


@pytest.mark.parametrize(
    ("title", "on", "count"),
    [
        ("人民调解法", date(2024, 5, 1), 35),
        ("行政处罚法", date(2024, 5, 1), 86),
        ("民法典", date(2024, 5, 1), 1260),
        ("宪法", date(2024, 5, 1), 143),
        ("民事诉讼法", date(2024, 5, 1), 306),
        ("治安管理处罚法", date(2025, 12, 31), 119),
        ("治安管理处罚法", date(2026, 1, 1), 144),
    ],
)
def test_a_law_has_the_articles_it_is_known_to_have(real: Summary, title: str, on: date, count: int) -> None:
    articles = law_in_force(title, on).articles.filter(order__gt=0, order__lt=Article.ANNEX)
    assert len({article.order // 100 for article in articles}) == count


def test_the_thirty_days_of_judicial_confirmation(real: Summary) -> None:
    article = cite("人民调解法 第三十三条").article_on(date(2024, 5, 1))
    assert article.paragraph(1).text == OATH
    assert len(article.paragraphs) == 3
    assert article.headings == ["第五章 调解协议"]


def test_the_civil_code_says_how_periods_run(real: Summary) -> None:
    on = date(2024, 5, 1)
    assert cite("民法典 第二百零一条第一款").resolve(on).text == "按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。"
    rolled = "期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。"
    assert cite("民法典 第二百零三条第一款").resolve(on).text == rolled
    assert cite("民法典 第一千二百六十条").article_on(date(2020, 12, 31)) is None


def test_the_penalties_act_of_2021(real: Summary) -> None:
    version = law_in_force("行政处罚法", date(2021, 7, 15))
    assert (version.adopted_on, version.in_force_on, version.in_force_basis) == (date(2021, 1, 22), date(2021, 7, 15), "stated")
    assert cite("行政处罚法 第九条第三项").resolve(date(2024, 1, 1)).text == "（三）暂扣许可证件、降低资质等级、吊销许可证件；"
    assert law_in_force("行政处罚法", date(2021, 7, 14)) is None


@pytest.mark.parametrize(
    ("title", "on", "adopted"),
    [
        ("民事诉讼法", date(2023, 12, 31), date(2021, 12, 24)),
        ("民事诉讼法", date(2024, 1, 1), date(2023, 9, 1)),
        ("行政复议法", date(2023, 12, 31), date(2017, 9, 1)),
        ("行政复议法", date(2024, 1, 1), date(2023, 9, 1)),
        ("仲裁法", date(2026, 2, 28), date(2017, 9, 1)),
        ("仲裁法", date(2026, 3, 1), date(2025, 9, 12)),
        ("公司法", date(2024, 6, 30), date(2018, 10, 26)),
        ("公司法", date(2024, 7, 1), date(2023, 12, 29)),
        ("全国年节及纪念日放假办法", date(2024, 12, 31), date(2013, 12, 11)),
        ("全国年节及纪念日放假办法", date(2025, 1, 1), date(2024, 11, 10)),
    ],
)
def test_the_later_version_takes_over_on_its_first_day(real: Summary, title: str, on: date, adopted: date) -> None:
    assert law_in_force(title, on).adopted_on == adopted


def test_judicial_confirmation_moved_within_the_civil_procedure_act(real: Summary) -> None:
    assert "司法确认" in cite("民事诉讼法 第二百零一条").article_on(date(2023, 12, 31)).text
    assert "司法确认" in cite("民事诉讼法 第二百零五条").article_on(date(2024, 1, 1)).text


def test_books_headings_and_annexes_are_kept(real: Summary) -> None:
    assert cite("民法典 第二百一十五条").article_on(date(2024, 1, 1)).headings[:2] == ["物权编", "第一分编 通则"]
    assert library.article("刑法", "附件二").article.text.endswith("8．关于惩治虚开、伪造和非法出售增值税专用发票犯罪的决定")
    assert library.article("宪法", "序言").article.text.startswith("中国是世界上历史最悠久的国家之一。")
    assert cite("刑法 第一百三十三条之一").article_on(date(2024, 5, 1)).text.startswith("在道路上驾驶机动车")


def test_paragraphs_that_begin_like_articles_stay_text(real: Summary) -> None:
    on = date(2024, 5, 1)
    third_party = cite("行政复议法 第十六条").article_on(on)
    assert third_party.paragraphs[-1].text == "第三人不参加行政复议，不影响行政复议案件的审理。"
    assert Article.objects.filter(
        text__contains="\n第一审人民法院裁定不予受理", version__law__short_title="诉讼费用交纳办法"
    ).exists()


def test_each_law_has_its_kind(real: Summary) -> None:
    kinds = {shelf.law.short_title: shelf.law.get_kind_display() for shelf in library.laws()}
    assert kinds["宪法"] == "宪法"
    assert kinds["人民调解法"] == kinds["民法典"] == kinds["仲裁法"] == "法律"
    assert kinds["政府信息公开条例"] == kinds["诉讼费用交纳办法"] == "行政法规"
    assert kinds["道路交通事故处理程序规定"] == kinds["企业职工带薪年休假实施办法"] == "规章"
    assert Counter(kinds.values())["地方性法规"] == 0


def test_a_question_in_plain_words_finds_its_article(real: Summary) -> None:
    hits = search("调解协议多少天内可以申请司法确认", top=3, on=date(2024, 5, 1))
    assert "人民调解法第三十三条" in {f"{hit.article.version.law.short_title}{hit.article.number}" for hit in hits}
    assert all(hit.words for hit in hits)
