"""Numerals, paragraphs, items and citations, without a database."""

from datetime import date

import pytest

from fazhi.kernel.law import BadCitation, Citation, cite, short_title
from fazhi.kernel.law.dating import days, events
from fazhi.kernel.law.numerals import number, numeral
from fazhi.kernel.law.tokens import shared_words, tokens
from fazhi.kernel.law.wording import paragraphs, part

ARTICLE = "有下列情形之一的：\n（一）住所变更；\n（二）其他：\n1．患病；\n2．灾害。\n第三人不服的，可以另行申请。"


def test_every_article_number_is_written_and_read_back() -> None:
    assert all(number(numeral(value)) == value for value in range(1, 1500))


@pytest.mark.parametrize(
    ("value", "written"),
    [(10, "十"), (15, "十五"), (110, "一百一十"), (203, "二百零三"), (1001, "一千零一"), (1260, "一千二百六十")],
)
def test_numerals_are_those_of_the_statutes(value: int, written: str) -> None:
    assert numeral(value) == written


def test_items_belong_to_the_paragraph_above_them() -> None:
    first, second = paragraphs(ARTICLE)
    assert [item.number for item in first.items] == [1, 2]
    assert first.item(2).subitem(2) == "2．灾害。"
    assert (second.text, second.items) == ("第三人不服的，可以另行申请。", ())


def test_an_item_named_without_its_paragraph_is_found_where_it_is_the_only_one() -> None:
    assert part(ARTICLE, None, 1) == "（一）住所变更；"
    assert part(ARTICLE, 2, 1) is None
    assert part(ARTICLE, 3, None) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("人民调解法 第三十三条", "《人民调解法》第三十三条"),
        ("《中华人民共和国人民调解法》第33条第2款", "《人民调解法》第三十三条第二款"),
        ("行政处罚法 第九条第三项", "《行政处罚法》第九条第三项"),
        ("刑法 第一百三十三条之一第一款第二项", "《刑法》第一百三十三条之一第一款第二项"),
        ("仲裁法(2017-09-01) 第九条", "《仲裁法》（2017-09-01）第九条"),
        ("《仲裁法》（2017-09-01）第九条", "《仲裁法》（2017-09-01）第九条"),
        ("民事诉讼法（试行） 第一条", "《民事诉讼法（试行）》第一条"),
    ],
)
def test_a_citation_is_read_in_the_forms_people_write(text: str, written: str) -> None:
    assert str(Citation.parse(text)) == written
    assert Citation.parse(written) == Citation.parse(text)


@pytest.mark.parametrize(
    "text", ["人民调解法", "第三十三条", "人民调解法 三十三", "仲裁法(2017-02-30) 第九条", "", "人民调解法 第零条"]
)
def test_what_is_no_citation_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadCitation, match="“"):
        cite(text)


def test_a_citation_leads_to_its_page() -> None:
    assert cite("人民调解法 第三十三条").url == "/law/人民调解法/第三十三条/"


def test_the_short_title_drops_the_country_but_not_what_is_inside() -> None:
    assert short_title("中华人民共和国民法典") == "民法典"
    assert short_title("关于适用<中华人民共和国民法典>的解释") == "关于适用〈中华人民共和国民法典〉的解释"


def test_an_amended_text_keeps_an_old_day_that_is_not_its_own() -> None:
    history = events(["（2009年2月28日通过　根据2025年9月12日《关于修改〈某法〉的决定》修正）"])
    found = days("某法", history, None, "本法自2015年10月1日起施行。")
    assert (found.adopted_on, found.in_force_on, found.basis) == (date(2025, 9, 12), date(2025, 9, 12), "assumed")


def test_days_written_in_wide_digits_and_numerals_are_read() -> None:
    history = events(["２０１２年１２月１９日 公安部令第125号"])
    assert days("规定", history, None, "本规定自二〇一三年一月一日起施行。").in_force_on == date(2013, 1, 1)


def test_a_text_that_holds_at_once_holds_from_its_publication() -> None:
    history = events(["2012年4月28日 中华人民共和国国务院令第619号公布"])
    found = days("规定", history, None, "本规定自公布之日起施行。")
    assert (found.promulgated_on, found.in_force_on, found.basis) == (date(2012, 4, 28), date(2012, 4, 28), "stated")


def test_words_are_characters_and_pairs_of_them() -> None:
    assert tokens("法律援助12348") == ["法", "律", "援", "助", "法律", "律援", "援助", "12348"]


def test_shared_words_are_the_longest_pieces_of_the_question() -> None:
    assert shared_words("申请司法确认要多久", "可以共同向人民法院申请司法确认") == ["申请司法确认"]
