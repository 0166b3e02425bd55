"""Citations of an answer: read, found in the version of the day, shown as amended later; and the five proposed articles."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.material import shared_data

from fazhi.kernel.flow.models import Reminder
from fazhi.kernel.law.importing import import_paths
from fazhi.services.advice import citing
from fazhi.services.advice.anonymous import traces, without_names
from fazhi.services.advice.topics import topic_of

from .factories import answered, consultation, parts, step

QUESTION = "公司没有和我订立书面劳动合同，能要几倍工资？"


def test_citations_are_read_as_people_write_them():
    text = "《中华人民共和国民法典》第一千零七十九条、第1084条；劳动合同法 第八十二条第一款，劳动合同法 第八十二条第一款"
    assert citing.split(text) == ["《中华人民共和国民法典》第一千零七十九条", "民法典 第1084条", "劳动合同法 第八十二条第一款"]


def test_a_citation_keeps_the_version_and_the_words_of_the_day(lotus, pilot):
    case = answered(lotus, consultation(lotus), cited="试点法第二条")
    row = case.citations.get()
    assert (row.version_on, row.in_force, row.standing) == (date(2015, 3, 1), True, "现行有效")
    assert row.quoted == "用人单位未订立书面劳动合同的，每月支付一点五倍工资。"


def test_an_old_answer_shows_that_its_article_was_amended_since(lotus, pilot):
    case = answered(lotus, consultation(lotus), cited="试点法第二条")
    pilot()
    assert case.citations.get().standing == "已修订"
    later = date(2025, 3, 3)
    again = answered(lotus, consultation(lotus, later), later, cited="试点法第二条")
    assert (again.citations.get().version_on, "二倍" in again.citations.get().quoted) == (date(2024, 10, 6), True)


@pytest.mark.parametrize(
    ("cited", "sentence"),
    [
        ("试点法第九条", "没有第九条"),
        ("第二条", "不是可识别的法条引用"),
        ("试点法(2001-01-01)第二条", "没有《试点法》2001-01-01通过的版本"),
    ],
)
def test_what_does_not_exist_cannot_be_cited(lotus, pilot, cited, sentence):
    case = consultation(lotus)
    with pytest.raises(ValidationError, match=sentence):
        answered(lotus, case, cited=cited)
    case.refresh_from_db()
    assert (case.state, case.answers.count(), case.citations.count()) == ("submitted", 0, 0)


def test_an_old_version_is_cited_only_by_its_date(lotus, pilot):
    pilot()
    later = date(2025, 3, 3)
    case = answered(lotus, consultation(lotus, later), later, cited="试点法(2015-03-01)第二条")
    assert (case.citations.get().version_on, case.citations.get().in_force) == (date(2015, 3, 1), False)
    with pytest.raises(ValidationError, match="写明版本日期"):
        answered(lotus, consultation(lotus, date(2015, 4, 1)), date(2015, 4, 1), cited="试点法第二条")


def test_a_law_that_the_library_lacks_is_cited_as_not_looked_up(lotus, pilot):
    row = answered(lotus, consultation(lotus), cited="某某条例第三条").citations.get()
    assert (row.version, row.in_force, row.standing) == (None, None, "法规库中没有原文")


def test_the_nearest_articles_are_kept_with_the_question_and_adopted_by_a_person(lotus, pilot):
    case = consultation(lotus, given=parts(QUESTION))
    first = case.suggestions.first()
    assert (first.law, first.article, first.version_on) == ("试点法", "第二条", date(2015, 3, 1)) and "书面" in first.words
    case = step(lotus, case, "adopt", part=first)
    case = answered(lotus, case, cited="")
    assert [str(row) for row in case.standing_citations] == ["《试点法》（2015-03-01）第二条"]
    assert (case.is_cited, case.answers.get().cited) == (True, "试点法 第二条")


def test_a_law_amended_between_question_and_visit(lotus, pilot):
    """Golden journey 24: adopted under the old law, answered under the new; who was answered before reads that it was amended."""
    asked, after = date(2024, 12, 30), date(2025, 1, 6)
    before = answered(lotus, consultation(lotus, asked), asked, cited="试点法第二条")
    case = consultation(lotus, asked, given=parts(QUESTION, phone="15400000002"))
    case = step(lotus, case, "adopt", asked, part=case.suggestions.first())
    assert "一点五倍" in case.citations.get().quoted
    pilot()
    case = answered(lotus, case, after, cited="")
    row = case.citations.get()
    assert (row.version_on, row.standing) == (date(2024, 10, 6), "现行有效") and "二倍" in row.quoted
    assert "在引用以后修订过" in Reminder.objects.get(record_id=case.pk, clock__contains="renewed").sentence
    again = consultation(lotus, after)
    assert before.number in again.earlier_reply and before.citations.get().standing == "已修订"


def test_the_aid_reminder_rests_on_the_article_that_says_so(db, home):
    import_paths([shared_data("laws/法律援助法(2021-08-20).md")])
    cited = citing.resolved("法律援助法第二十三条", date(2024, 9, 3))[0]
    assert "提示当事人享有依法申请法律援助的权利，并告知申请法律援助的条件和程序" in cited.quoted


def test_topics_are_guessed_from_the_words():
    assert (topic_of("老板拖欠农民工工资"), topic_of("离婚后孩子抚养费"), topic_of("请问")) == ("wages", "support", "other")


def test_names_and_numbers_are_taken_out_before_anything_is_shown(lotus):
    case = consultation(lotus, opponent="李芳")
    text = "王建（15400000001，990101196601010019）和李芳的纠纷"
    assert traces(text, case) == ["证件号", "电话", "咨询人姓名", "对方名称"]
    assert traces(without_names(text, case), case) == []
