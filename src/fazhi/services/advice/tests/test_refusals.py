"""What advice refuses: each with its sentence and, where the law says so, its article; and nothing is changed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from tests.prying import signed_in, traces
from tests.world import person, unit

from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.doors import steps_open_to
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.roles import CLERK
from fazhi.services.advice.models import Consultation

from .factories import ADULT_ID, ANSWER, CHILD_ID, DAY, answered, consultation, firm_client, parts, step


def refused(words, law, act):
    """The act is refused in these words under this article, and leaves no event behind."""
    before = Event.objects.count()
    with pytest.raises(NotAllowed, match=words) as refusal:
        act()
    assert (refusal.value.law, Event.objects.count()) == (law, before)


def test_a_legal_question_is_answered_from_an_article_or_not_at_all(lotus):
    case = consultation(lotus)
    refused("至少引用一条法条", "", lambda: answered(lotus, case, cited=""))
    assert answered(lotus, consultation(lotus, legal_field="none"), cited="", basis="experience").rounds == 1
    case = step(lotus, case, "decline", text="所述情况不足以答复")
    assert (case.state, case.answered_on, case.rounds) == ("declined", None, 0)


def test_the_right_to_legal_aid_is_told_with_every_answer(lotus):
    case = consultation(lotus)
    told = "依法申请法律援助的权利", "法律援助法 第二十三条"
    refused(*told, lambda: answered(lotus, case, aid_told=False))
    case = step(lotus, answered(lotus, case), "ask_again", text="那多久之内要去申请？")
    refused(*told, lambda: answered(lotus, case, aid_told=False))
    case = answered(lotus, case)
    mended = {"text": ANSWER, "cited": "劳动合同法 第八十二条", "told_on": DAY, "reason": "更正", "by": lotus.checker}
    refused(*told, lambda: step(lotus, case, "correct", aid_told=False, **mended))


def test_nobody_answers_as_a_lawyer_without_being_one(lotus):
    mine = consultation(lotus)
    refused("不得以律师名义答复", "律师法 第十三条", lambda: answered(lotus, mine, given_as="lawyer"))
    case = consultation(lotus, by=lotus.lawyer)
    assert (
        case.handler == lotus.lawyer
        and answered(lotus, case, by=lotus.lawyer, given_as="lawyer").answers.get().given_as == "lawyer"
    )


def test_a_lawyer_whose_firm_acts_for_the_other_side_never_gets_the_question(lotus):
    firm_client(lotus, "红星建材有限公司")
    case = consultation(lotus, channel="website", reply_by="code", opponent="红星建材有限公司")
    refused("有利益冲突，不能承办", "律师法 第三十九条", lambda: step(lotus, case, "assign", handler=lotus.lawyer))
    assert not Consultation.objects.visible_to(lotus.lawyer).exists()
    case = step(lotus, case, "assign", handler=lotus.other_lawyer)
    assert Consultation.objects.visible_to(lotus.other_lawyer).get() == case
    refused("有利益冲突", "律师法 第三十九条", lambda: consultation(lotus, by=lotus.lawyer, opponent="红星建材有限公司"))


def test_a_client_of_another_year_is_no_conflict(lotus):
    firm_client(lotus, "红星建材有限公司", valid_from=date(2022, 1, 1), valid_to=date(2022, 12, 31))
    case = consultation(lotus, channel="website", reply_by="code", opponent="红星建材有限公司")
    assert step(lotus, case, "assign", handler=lotus.lawyer).state == "assigned"


def test_a_lawyer_does_not_advise_both_sides(lotus):
    asked = {"channel": "website", "reply_by": "code"}
    first = consultation(lotus, given=parts(name="李芳"), opponent="王建", **asked)
    step(lotus, first, "assign", handler=lotus.lawyer)
    other = consultation(lotus, opponent="李芳", **asked)
    refused("有利益冲突", "律师法 第三十九条", lambda: step(lotus, other, "assign", handler=lotus.lawyer))


def test_who_recuses_gives_the_matter_back_and_does_not_get_it_again(lotus):
    case = consultation(lotus, channel="website", reply_by="code")
    case = step(lotus, case, "assign", handler=lotus.lawyer)
    case = step(lotus, case, "recuse", by=lotus.lawyer, ground="近亲属")
    assert (case.state, case.handler) == ("submitted", None)
    assert not Consultation.objects.visible_to(lotus.lawyer).exists()
    refused("已经因利益冲突回避", "律师法 第三十九条", lambda: step(lotus, case, "assign", handler=lotus.lawyer))


def test_a_lawyer_works_on_no_matter_of_another(lotus):
    case = step(lotus, consultation(lotus, channel="website", reply_by="code"), "assign", handler=lotus.lawyer)
    refused("由别的律师承办", "律师法 第三十八条第二款", lambda: step(lotus, case, "clear", by=lotus.other_lawyer))


def test_a_question_of_the_duty_is_taken_by_whose_turn_it_is_and_not_given_back_once_answered(lotus):
    case = consultation(lotus, channel="website", reply_by="code")
    refused("现在派给别的值班人员", "", lambda: step(lotus, case, "claim", by=lotus.lawyer))
    taken = answered(
        lotus, step(lotus, step(lotus, case, "assign", handler=lotus.lawyer), "clear", by=lotus.lawyer), by=lotus.lawyer
    )
    again = step(lotus, taken, "ask_again", text="多久之内？")
    refused("已经答复过的", "", lambda: step(lotus, again, "release", by=lotus.lawyer, reason="要开庭"))


def test_without_a_name_means_without_a_number(lotus):
    with pytest.raises(ValidationError, match="匿名咨询不登记姓名和证件号"):
        consultation(lotus, given=parts(name="", id_number=ADULT_ID), is_anonymous=True)
    refused("不愿意留姓名的，选“匿名”", "", lambda: consultation(lotus, given={"questions": parts()["questions"], "askers": []}))
    assert consultation(lotus, given=parts(name="", alias="王先生"), is_anonymous=True).askers.get().alias == "王先生"


def test_a_reply_by_telephone_needs_a_telephone(lotus):
    with pytest.raises(ValidationError, match="能打通的电话"):
        consultation(lotus, reply_by="phone", given=parts(phone=""))
    nobody = {"questions": parts()["questions"], "askers": []}
    refused("要留下联系方式", "", lambda: consultation(lotus, given=nobody, is_anonymous=True, reply_by="phone"))


def test_nothing_is_registered_without_a_question(lotus):
    refused("请写明咨询的问题", "", lambda: consultation(lotus, given=parts(" ")))


def test_a_child_under_fourteen_does_not_stand_alone(lotus):
    case = consultation(lotus, given=parts(id_number=CHILD_ID))
    refused("没有监护人陪同", "个人信息保护法 第三十一条第一款", lambda: answered(lotus, case))
    assert answered(lotus, consultation(lotus, given=parts(id_number=CHILD_ID, guardian="王父"))).rounds == 1


def test_a_guardian_who_comes_later_is_added_and_the_child_is_answered(lotus):
    case = consultation(lotus, given=parts(id_number=CHILD_ID))
    refused("没有监护人陪同", "个人信息保护法 第三十一条第一款", lambda: answered(lotus, case))
    case = step(lotus, case, "note_guardian", part=case.askers.first(), guardian="王父")
    assert answered(lotus, case).rounds == 1


def test_what_turns_out_more_urgent_is_judged_anew(lotus):
    case = consultation(lotus, topic="other", legal_field="civil")
    told = {"topic": "labour", "legal_field": "civil", "known_on": date(2023, 9, 20)}
    case = step(lotus, case, "reassess", urgency="ordinary", **told)
    assert (case.limitation_on, case.urgency) == (date(2024, 9, 20), "expiring")
    case = step(lotus, case, "reassess", urgency="danger", **told)
    assert case.is_restricted
    refused("先报警", "反家庭暴力法 第十三条第一款", lambda: answered(lotus, case))


def test_danger_goes_to_the_police_before_anything_else(lotus):
    case = consultation(lotus, given=parts("他拿刀追打我，我躲在邻居家"), topic="family")
    assert (case.urgency, case.is_restricted) == ("danger", True)
    refused("先报警并启动红色通道", "反家庭暴力法 第十三条第一款", lambda: answered(lotus, case))
    refused("先报警", "反家庭暴力法 第十三条第一款", lambda: step(lotus, case, "assign", handler=lotus.lawyer))
    case = step(lotus, case, "raise_alarm", told_unit=lotus.police, situation="被追打，躲在邻居家")
    sent = handovers.of_case(case).get()
    assert (sent.kind, sent.to_unit, sent.content) == ("police.alert", lotus.police, "被追打，躲在邻居家")
    assert answered(lotus, case).rounds == 1
    child = consultation(lotus, given=parts("有人虐待孩子"), topic="children")
    refused("先报警", "未成年人保护法 第十一条第二款", lambda: answered(lotus, child))


def test_a_dangerous_matter_is_read_by_those_in_charge_and_the_leader_alone(lotus, client):
    case = consultation(lotus, urgency="danger")
    case = step(lotus, case, "raise_alarm", told_unit=lotus.police, situation="险情")
    answered(lotus, case)
    readers = (lotus.clerk, lotus.head, lotus.checker)
    assert [opened(client, one, case) for one in readers] == [(200, True), (200, True), (404, False)]
    assert traces(signed_in(lotus.checker), case, "王建", "15400000001", "险情") == {}


def opened(client, one, case):
    """How the page of a case answers somebody, and whether their list leads there."""
    client.force_login(one.account)
    url = f"/desk/advice.consultation/{case.pk}/"
    return client.get(url).status_code, url in client.get("/desk/advice.consultation/").content.decode()


def test_a_village_office_does_not_read_what_villagers_ask(lotus, client):
    village = unit("990101001202", "荷塘村", "village", lotus.world.town)
    clerk = person("村干部某", village, CLERK)
    consultation(lotus, unit=village, by=lotus.world.leader, channel="village", region=village)
    case = Consultation.objects.get()
    assert traces(signed_in(clerk), case, "王建", "15400000001") == {}
    assert opened(client, lotus.world.clerk, case) == (200, True)
    client.force_login(clerk.account)
    assert client.post("/desk/advice.consultation/new/", {"unit": village.code, "topic": "loan"}).status_code == 422
    assert Consultation.objects.count() == 1


def test_a_matter_is_handed_on_with_consent_alone(lotus):
    case = answered(lotus, consultation(lotus))
    given = {"handed_kind": "mediation", "handed_to": lotus.committee}
    refused("须经咨询人同意", "个人信息保护法 第二十三条", lambda: step(lotus, case, "refer", consents=False, **given))
    assert not handovers.of_case(case).exists()


def test_three_questions_more_and_then_a_new_consultation(lotus):
    case = answered(lotus, consultation(lotus))
    for _ in range(3):
        case = answered(lotus, step(lotus, case, "ask_again", text="还有一个问题"))
    refused("最多追问 3 次", "", lambda: step(lotus, case, "ask_again", text="第四次"))
    assert case.questions.count() == 4


def test_nobody_corrects_or_checks_an_own_answer(lotus):
    case = answered(lotus, consultation(lotus))
    mended = {"text": ANSWER, "cited": "劳动合同法 第八十二条", "aid_told": True, "told_on": DAY, "reason": "试"}
    refused("由答复人以外的人办理", "", lambda: step(lotus, case, "correct", **mended))
    refused("不能质检自己的答复", "", lambda: step(lotus, case, "check_quality", score=90))
    case = step(lotus, case, "check_quality", by=lotus.checker, score=79)
    assert case.is_qualified is False
    with pytest.raises(ValidationError, match="更正告知|告知日期"):
        step(lotus, case, "correct", by=lotus.checker, **{**mended, "told_on": date(2024, 9, 9)})


def test_a_number_of_people_and_days_must_make_sense(lotus):
    with pytest.raises(ValidationError, match="至少是 2 人"):
        consultation(lotus, asker_role="spokesman", group_size=1)
    with pytest.raises(ValidationError, match="不能晚于咨询日期"):
        consultation(lotus, known_on=date(2024, 9, 9))
    with pytest.raises(ValidationError, match="咨询人所在地应当是"):
        consultation(lotus, region=lotus.police)


def test_the_page_does_not_close_a_step_for_what_its_form_still_asks(lotus):
    offers = {offer.step.name: offer.is_open for offer in steps_open_to(lotus.clerk, consultation(lotus))}
    assert offers["answer"] and offers["decline"] and offers["assign"]


def test_who_reads_english_is_refused_in_english(client, lotus):
    client.force_login(lotus.clerk.account)
    client.post("/language/", {"language": "en"})
    case = answered(lotus, consultation(lotus))
    for _ in range(3):
        case = answered(lotus, step(lotus, case, "ask_again", text="再问"))
    page = client.post(
        reverse("desk:step", args=["advice.consultation", case.pk, "ask_again"]), {"text": "第四次"}
    ).content.decode()
    assert "At most 3 follow-up questions to one consultation" in page and "最多追问" not in page
    danger = consultation(lotus, urgency="danger")
    page = client.get(reverse("desk:step", args=["advice.consultation", danger.pk, "answer"])).content.decode()
    assert "report it to the police and open the red channel first" in page and "先报警" not in page
