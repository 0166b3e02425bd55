"""What legal aid refuses when somebody is assigned, at work, at the end, in objections and referrals: each with its sentence and article."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow import registers
from fazhi.kernel.flow.doors import steps_open_to
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Grant, Person
from fazhi.kernel.org.roles import LEADER
from fazhi.services.legal_aid.models import AidCase, Objection, Recipient, SubsidyRate
from fazhi.services.legal_aid.rules import FIRM_CONFLICT, HARDSHIP_LINE, MOST_CASES

from .factories import (
    CHILD_ID,
    DAY,
    agent,
    aid_case,
    assigned,
    enrolled,
    finished,
    granted,
    noticed,
    parts,
    referral,
    refused,
    refuses,
    step,
)

# --- 指派 -------------------------------------------------------------------------------------------------------------------


def test_one_lawyer_never_stands_on_both_sides(lotus):
    assigned(lotus, opponent="李芳")
    other = granted(lotus, aid_case(lotus, opponent="王建", given=parts(name="李芳", id_number="", phone="15400000002")))
    law = "律师法 第三十九条"
    refuses("不能为双方代理", law, lambda: step(lotus, other, "assign", lawyer=lotus.fang))
    colleague = enrolled(lotus, "同所某", "A3", firm="正和律师事务所")
    refuses("请指派其他机构", str(FIRM_CONFLICT), lambda: step(lotus, other, "assign", lawyer=colleague))
    FIRM_CONFLICT.change(False, "测试", "只按律师法", date(2020, 1, 1))
    assert step(lotus, other, "assign", lawyer=colleague).state == "assigned"


def test_a_licence_holds_on_the_day(lotus):
    late = enrolled(lotus, "过期某", "A4", licensed_until=date(2024, 9, 2))
    case = granted(lotus, aid_case(lotus))
    refuses("有效期至", "律师法 第十三条", lambda: step(lotus, case, "assign", lawyer=late))
    away = enrolled(lotus, "停派某", "A5", is_available=False)
    refuses("已停止接受指派", "", lambda: step(lotus, case, "assign", lawyer=away))


def test_volunteers_draft_and_lawyers_defend(lotus):
    student = enrolled(lotus, "志愿某", "S1", kind="volunteer")
    worker = enrolled(lotus, "基层某", "W1", kind="legal_worker")
    case = granted(lotus, aid_case(lotus))
    refuses("志愿者只提供", "法律援助法 第十七条第二款", lambda: step(lotus, case, "assign", lawyer=student))
    draft = granted(lotus, aid_case(lotus, kind="drafting"))
    assert step(lotus, draft, "assign", lawyer=student).state == "assigned"
    told = {"lawyer": worker, "organ_told_on": DAY}
    notice = noticed(lotus, ground="25.6")
    refuses("应当指派律师", "法律援助法 第二十五条第一款", lambda: step(lotus, notice, "assign_notified", **told))


def test_a_child_gets_a_lawyer_who_knows_children(lotus):
    plain = enrolled(lotus, "普通某", "A6", tags=[])
    law = "未成年人保护法 第一百零四条第二款"
    notice = noticed(lotus, ground="25.1", given=parts(name="小王", id_number=CHILD_ID))
    told = {"organ_told_on": DAY}
    refuses("熟悉未成年人身心特点", law, lambda: step(lotus, notice, "assign_notified", lawyer=plain, **told))
    assert step(lotus, notice, "assign_notified", lawyer=lotus.meng, **told).state == "assigned"


def test_a_wish_is_met_or_it_is_said_why_not(lotus):
    case = granted(lotus, aid_case(lotus, wishes_sex="female", wishes_language="苗语"))
    refuses("希望由女性承办", "", lambda: step(lotus, case, "assign", lawyer=lotus.meng))
    refuses("会说苗语", "", lambda: step(lotus, case, "assign", lawyer=lotus.fang))
    assert step(lotus, case, "assign", lawyer=lotus.fang, departs_because="名册里没有会苗语的，另请翻译").state == "assigned"


def test_nobody_is_given_more_than_can_be_done(lotus):
    MOST_CASES.change(1, "测试", "试", date(2020, 1, 1))
    assigned(lotus)
    case = granted(lotus, aid_case(lotus, opponent=""))
    refuses("已有 1 件", str(MOST_CASES), lambda: step(lotus, case, "assign", lawyer=lotus.fang))
    assert step(lotus, case, "assign", lawyer=lotus.fang, departs_because="同一用人单位的系列案").state == "assigned"


# --- 办理、结案、异议 -------------------------------------------------------------------------------------------------------


def test_nobody_works_on_anothers_case(lotus):
    case = step(lotus, granted(lotus, aid_case(lotus)), "assign", lawyer=lotus.meng)
    told = {"kind": "meeting", "done_on": DAY, "note": "会见", "is_told": True}
    refuses("由其他法律援助人员承办", "", lambda: step(lotus, case, "report", by=lotus.lawyer, **told))


def test_it_does_not_end_without_its_documents(lotus):
    case = assigned(lotus)
    told = {"ended_on": DAY, "outcome": "award", "outcome_note": "裁决"}
    refuses(
        "还没有结案法律文书副本、办理情况报告",
        "法律援助法 第五十条",
        lambda: step(lotus, case, "finish", by=lotus.lawyer, **told),
    )


def test_what_was_won_is_proved_by_a_file(lotus):
    with pytest.raises(ValidationError, match="上传文件"):
        finished(lotus, assigned(lotus), date(2024, 10, 8), recovered=Decimal(5000))


def test_a_spokesman_settles_with_consent_alone(lotus):
    rows = [Recipient(name="甲某"), Recipient(name="乙某")]
    spokesman = agent("spokesman", letter_on=DAY, scope="代为申请、参加仲裁")
    given = {"recipients": rows, "representatives": [spokesman], "materials": []}
    case = step(lotus, granted(lotus, aid_case(lotus, given=given)), "assign", lawyer=lotus.fang)
    law = "民事诉讼法 第五十六条"
    refuses_last(law, lambda: finished(lotus, case, date(2024, 10, 8), outcome="settlement"))


def refuses_last(law, act):
    """Refused at the last of several steps."""
    with pytest.raises(NotAllowed, match="必须经被代表的当事人同意") as refusal:
        act()
    assert refusal.value.law == law


def test_quality_is_judged_by_another_and_before_the_archive(lotus):
    case = finished(lotus, assigned(lotus), date(2024, 10, 8))
    refuses("还没有评定质量", "法律援助法 第五十七条", lambda: step(lotus, case, "archive", date(2024, 10, 9)))
    with pytest.raises(ValidationError, match="0 到 100"):
        step(lotus, case, "score", date(2024, 10, 9), quality_score=101)
    assert step(lotus, case, "score", date(2024, 10, 9), quality_score=59).grade == "fail"


def test_it_is_paid_after_the_archive_by_a_known_rate(lotus):
    case = finished(lotus, assigned(lotus), date(2024, 10, 8))
    refuses(
        "“支付补贴”只能在",
        "法律援助法 第五十二条第一款",
        lambda: step(lotus, case, "pay", date(2024, 10, 9), paid_on=date(2024, 10, 9)),
    )
    case = step(lotus, case, "score", date(2024, 10, 9), quality_score=80)
    case = step(lotus, case, "archive", date(2024, 10, 9))
    law = "法律援助法 第五十二条第二款"
    refuses("没有适用的补贴标准", law, lambda: step(lotus, case, "pay", date(2024, 10, 10), paid_on=date(2024, 10, 10)))
    registers.enter(SubsidyRate(unit=lotus.unit, kind="labour", amount=1200, source="测试文件"), lotus.clerk)
    assert step(lotus, case, "price", date(2024, 10, 10)).subsidy == 1200


def test_two_rates_do_not_hold_at_once(lotus):
    given = {"unit": lotus.unit, "kind": "civil", "amount": 1000, "source": "测试文件"}
    registers.enter(SubsidyRate(**given), lotus.clerk)
    with pytest.raises(ValidationError, match="先给旧标准填写终止日期"):
        registers.enter(SubsidyRate(**given, valid_from=date(2024, 1, 1)), lotus.clerk)


def test_fraud_is_fined_three_thousand_at_most(lotus):
    ended = {"termination_ground": "7", "terminated_because": "要求终止"}
    asked = step(lotus, assigned(lotus), "terminate", by=lotus.head, **ended)
    law = "法律援助法 第六十四条"
    refuses("只有以欺骗", law, lambda: step(lotus, asked, "sanction", by=lotus.head, repay=1500, fine=0))
    cheated = {"termination_ground": "1", "terminated_because": "隐瞒收入，承诺不实"}
    case = step(lotus, assigned(lotus, opponent=""), "terminate", by=lotus.head, **cheated)
    refuses("不得超过三千元", law, lambda: step(lotus, case, "sanction", by=lotus.head, repay=1500, fine=3001))
    assert step(lotus, case, "sanction", by=lotus.head, repay=1500, fine=3000).fine == 3000


def test_who_decided_does_not_judge_the_objection(lotus):
    case = refused(lotus, aid_case(lotus))
    step(lotus, case, "object_to", objection_text="不服")
    Grant.objects.create(person=lotus.head, role=LEADER, unit=lotus.bureau, valid_from=lotus.head.valid_from)
    law, head = "法律援助法 第四十九条第一款", Person.objects.get(pk=lotus.head.pk)
    found = {"findings": "查明", "reasons": "理由"}
    refuses("作出原决定的人不能审查", law, lambda: step(lotus, Objection.objects.get(), "uphold", by=head, **found))


def test_no_request_to_change_means_no_change(lotus):
    case = assigned(lotus)
    refuses("没有待答复的更换申请", "", lambda: step(lotus, case, "change", lawyer=lotus.meng, reason="试"))
    case = step(lotus, case, "ask_change", reason="联系不上")
    refuses("还没有答复", "法律援助法 第五十五条", lambda: step(lotus, case, "ask_change", reason="再问"))


# --- 转介、公开范围 ---------------------------------------------------------------------------------------------------------


def test_what_a_notary_hears_in_person_and_what_cannot_be_arbitrated(lotus):
    refuses("应当由本人办理公证", "公证法 第二十六条", lambda: referral(lotus, by_proxy=True))
    away = {"kind": "arbitration", "body": "莲城仲裁委员会"}
    refuses("不能仲裁", "仲裁法 第三条", lambda: referral(lotus, matter_kind="inheritance", **away))
    case = referral(lotus, matter_kind="contract", **away)
    told = {"booked_at": "2024-09-05 09:00+08:00"}
    refuses("没有仲裁协议", "仲裁法 第四条", lambda: step(lotus, case, "book", consents=True, **told))
    mine = referral(lotus)
    refuses("须经本人同意", "个人信息保护法 第二十三条", lambda: step(lotus, mine, "book", consents=False, **told))


def test_a_case_of_a_child_or_of_violence_is_its_teams_alone(lotus):
    case = aid_case(lotus, ground="32.4", kind="civil", cause="人身安全保护", by=lotus.clerk)
    seen = {
        one: AidCase.objects.visible_to(one).filter(pk=case.pk).exists() for one in (lotus.head, lotus.lawyer, lotus.world.leader)
    }
    assert seen == {lotus.head: True, lotus.lawyer: False, lotus.world.leader: False}
    case = step(lotus, granted(lotus, case), "assign", by=lotus.head, lawyer=lotus.fang)
    assert AidCase.objects.visible_to(lotus.lawyer).get() == case


def test_the_page_does_not_close_a_step_for_what_its_form_still_asks(lotus):
    case = aid_case(lotus)
    offers = {offer.step.name: offer.is_open for offer in steps_open_to(lotus.head, case)}
    assert offers["grant"] and offers["refuse"] and offers["aid_first"] and offers["list_gaps"] and not offers["transfer"]
    HARDSHIP_LINE.change(900, "测试", "照省里文件", date(2020, 1, 1))
    assert not {offer.step.name: offer.is_open for offer in steps_open_to(lotus.head, case)}["grant"]
