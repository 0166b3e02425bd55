"""The library of questions and answers, what is forgotten, and what the pages show."""

import re
from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from tests.pages import Window

from fazhi.kernel.flow import doors, passing_time
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger import book
from fazhi.services.advice.forgetting import forget_opponents
from fazhi.services.advice.models import QAEntry

from .factories import DAY, answered, consultation, parts, step


@pytest.fixture
def draft(lotus):
    """An entry proposed from an answer that names both sides."""
    case = consultation(lotus, given=parts("我叫王建，电话15400000001，李芳欠我钱"), opponent="李芳", topic="loan")
    case = answered(lotus, case, text="李芳应当按照约定还款。", cited="民法典 第六百七十五条")
    assert step(lotus, case, "propose_entry").is_in_library
    return QAEntry.objects.get()


def publish(lotus, entry, on=DAY, by=None):
    return doors.take("publish", entry, by or lotus.checker, {}, at=moment(on))


def test_an_entry_is_proposed_without_names_and_reviewed_by_another(lotus, draft):
    assert (draft.question, draft.answer) == ("我叫某某，电话（电话），某某欠我钱", "某某应当按照约定还款。")
    with pytest.raises(NotAllowed, match="拟写人不能审核"):
        publish(lotus, draft, by=lotus.clerk)
    entry = publish(lotus, draft)
    assert (entry.state, entry.reviewed_by, entry.expires_on) == ("published", lotus.checker, date(2025, 9, 3))


def test_nothing_personal_is_published(lotus, draft):
    entry = doors.take(
        "amend", draft, lotus.clerk, {"question": "王建问：怎么办？", "answer": "打15400000001", "cited": "民法典 第一条"}
    )
    with pytest.raises(NotAllowed, match="还有电话、咨询人姓名") as refusal:
        publish(lotus, entry)
    assert refusal.value.law == "个人信息保护法 第二十五条"


def test_an_entry_without_an_article_is_not_published(lotus, draft):
    entry = doors.take("amend", draft, lotus.clerk, {"question": "借款怎么还？", "answer": "按约定还", "cited": "、"})
    with pytest.raises(NotAllowed, match="问答要写明法律依据"):
        publish(lotus, entry)


def test_an_entry_rests_on_what_is_the_law_that_day(lotus, draft, pilot):
    entry = doors.take("amend", draft, lotus.clerk, {"question": "怎么办？", "answer": "请看", "cited": "试点法第九条"})
    with pytest.raises(ValidationError, match="没有第九条"):
        publish(lotus, entry)


def test_an_entry_that_has_run_out_is_shown_no_more(lotus, draft):
    publish(lotus, draft)
    for day, is_shown in ((3, True), (4, False)):
        with time_machine.travel(moment(date(2025, 9, day)), tick=False):
            cache.clear()
            proposed = Window().client.post("/apply/advice/proposals/", {"question": draft.question}).content.decode()
            shown = [draft.question in said for said in (Window().read("/notices/advice-library/"), proposed)]
            assert shown == [is_shown, is_shown], day
    passing_time.lapse(date(2025, 9, 4))
    draft.refresh_from_db()
    assert (draft.state, draft.expires_on) == ("expired", None)


def test_the_other_side_is_forgotten_thirty_days_after_the_end(lotus):
    case = step(lotus, answered(lotus, consultation(lotus, opponent="李芳")), "close", date(2024, 9, 5), reason="已答复")
    assert forget_opponents(date(2024, 10, 4)) == 0
    assert (forget_opponents(date(2024, 10, 5)), forget_opponents(date(2024, 10, 5))) == (1, 0)
    case.refresh_from_db()
    assert (case.opponent, book.history(case).first().law) == ("", "个人信息保护法 第四十七条第一款第一项")


def test_the_page_shows_the_question_to_whoever_works_on_it_and_no_list_does(lotus, client):
    case = answered(lotus, consultation(lotus))
    client.force_login(lotus.clerk.account)
    listed = client.get("/desk/advice.consultation/").content.decode()
    page = client.get(f"/desk/advice.consultation/{case.pk}/").content.decode()
    assert "劳动争议咨询" in listed and "没有签劳动合同" not in listed and "王建" not in listed
    assert "没有签劳动合同" in page and "王建" not in page and "王*" in page
    client.force_login(lotus.world.stranger.account)
    assert client.get(f"/desk/advice.consultation/{case.pk}/").status_code == 404


def test_a_consultation_is_registered_and_answered_through_the_pages(lotus, client, django_assert_max_num_queries):
    client.force_login(lotus.clerk.account)
    sent = {
        "unit": lotus.unit.pk, "channel": "window", "region": lotus.village.pk, "topic": "labour", "legal_field": "civil", "asker_role": "self",
        "group_size": 1, "reply_by": "spot", "urgency": "ordinary", "questions-TOTAL_FORMS": 1, "questions-INITIAL_FORMS": 0,
        "questions-0-text": "加班没有加班费", "askers-TOTAL_FORMS": 1, "askers-INITIAL_FORMS": 0, "askers-0-name": "王建",
    }  # fmt: skip
    assert client.post("/desk/advice.consultation/new/", {**sent, "questions-0-text": ""}).status_code == 422
    answer = client.post("/desk/advice.consultation/new/", sent)
    assert answer.status_code == 302
    given = {
        "text": "可以要求支付。",
        "cited": "劳动法 第四十四条",
        "basis": "article",
        "given_as": "staff",
        "suggestion": "arbitration",
    }
    refused = client.post(f"{answer.url}step/answer/", {**given, "aid_told": "False"})
    assert refused.status_code == 422 and "法律援助法 第二十三条" in refused.content.decode()
    assert client.post(f"{answer.url}step/answer/", {**given, "aid_told": "True"}).status_code == 302
    with django_assert_max_num_queries(40):
        assert "可以要求支付。" in client.get(answer.url).content.decode()


def test_a_lawyers_list_counts_only_what_it_shows(lotus, client):
    consultation(lotus)
    mine = step(lotus, consultation(lotus, channel="website", reply_by="code"), "assign", handler=lotus.lawyer)
    client.force_login(lotus.lawyer.account)
    page = client.get("/desk/advice.consultation/").content.decode()
    assert "共 1 件" in page and mine.number in page


def test_what_everybody_reads_waits_for_those_alone_who_may_act_on_it(lotus, draft, client):
    entry = publish(lotus, draft)
    for person, waits in ((lotus.clerk, True), (lotus.world.stranger, False)):
        client.force_login(person.account)
        assert client.get(f"/desk/advice.qaentry/{entry.pk}/").status_code == 200
        page = client.get("/desk/").content.decode()
        assert (entry.question in page) is waits
        assert bool(re.search(r'href="/desk/advice.qaentry/"[^>]*>.*?<span class="n">1</span>', page)) is waits
