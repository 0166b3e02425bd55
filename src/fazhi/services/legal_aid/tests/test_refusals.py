"""What legal aid refuses: each with its sentence and, where the law says so, its article; and nothing is changed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow import registers
from fazhi.kernel.flow.doors import steps_open_to
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Grant, Person
from fazhi.kernel.org.roles import LEADER
from fazhi.services.legal_aid.models import AidCase, Objection, Recipient, Representative, SubsidyRate
from fazhi.services.legal_aid.rules import FIRM_CONFLICT, HARDSHIP_LINE, MOST_CASES

from .factories import CHILD_ID, DAY, aid_case, assigned, enrolled, finished, granted, noticed, parts, referral, refused, step


def refuses(words, law, act):
    """The act is refused in these words under this article, and leaves no event behind."""
    before = Event.objects.count()
    with pytest.raises(NotAllowed, match=words) as refusal:
        act()
    assert (refusal.value.law, Event.objects.count()) == (law, before)


def agent(kind, **data):
    return Representative(name="李芳", kind=kind, **data)


# --- 申请 -------------------------------------------------------------------------------------------------------------------


def test_somebody_must_be_helped(lotus):
    nobody = {"recipients": [], "representatives": [], "materials": []}
    refuses("请登记受援人", "", lambda: aid_case(lotus, given=nobody))


def test_a_notice_rests_on_its_own_articles(lotus):
    refuses("应当是第二十五条或者第二十八条", "法律援助法 第二十五条", lambda: noticed(lotus, ground="24"))
    refuses("由办案机关通知指派", "法律援助法 第三十六条", lambda: aid_case(lotus, ground="25.1", kind="defence"))
    with pytest.raises(ValidationError, match="通知书文号"):
        noticed(lotus, notice_no="")


def test_who_may_apply_for_another(lotus):
    law = "法律援助法 第四十条第一款"
    child = {"name": "小王", "id_number": CHILD_ID, "capacity": "limited"}
    refuses("由其法定代理人代为申请", law, lambda: aid_case(lotus, given=parts(**child)))
    refuses("由其法定代理人代为申请", law, lambda: aid_case(lotus, origin="agent", given=parts(agent("kin"), **child)))
    harmed = agent("guardian", guardian_infringes=True)
    refuses("侵犯其合法权益的", law, lambda: aid_case(lotus, origin="agent", given=parts(harmed, **child)))
    kin = agent("kin", guardian_infringes=True)
    assert aid_case(lotus, origin="agent", given=parts(kin, **child)).representatives.count() == 1
    assert aid_case(lotus, origin="agent", given=parts(agent("guardian"), **child)).pk


def test_kin_apply_for_who_is_detained_but_not_for_an_able_adult(lotus):
    law = "法律援助法 第四十条第二款"
    refuses("由本人申请或者书面委托", law, lambda: aid_case(lotus, origin="agent", given=parts(agent("kin"))))
    assert aid_case(lotus, origin="agent", is_detained=True, given=parts(agent("kin"))).pk
    criminal = {"ground": "24", "kind": "defence", "cause": "盗窃", "opponent": ""}
    assert aid_case(lotus, origin="agent", given=parts(agent("kin")), **criminal).pk


def test_who_is_entrusted_shows_a_letter(lotus):
    law = "民事诉讼法 第六十二条第一款"
    refuses("须有申请委托书", law, lambda: aid_case(lotus, origin="agent", given=parts(agent("entrusted"))))
    with pytest.raises(ValidationError, match="必须记明委托事项和权限"):
        aid_case(lotus, origin="agent", given=parts(agent("entrusted", letter_on=DAY)))
    assert aid_case(lotus, origin="agent", given=parts(agent("entrusted", letter_on=DAY, scope="代为申请"))).pk
    refuses("请登记代为申请人", "法律援助法 第四十条第一款", lambda: aid_case(lotus, origin="agent"))


def test_a_request_from_custody_says_when_it_was_made(lotus):
    with pytest.raises(ValidationError, match="提出申请的时间"):
        aid_case(lotus, origin="custody", ground="24", kind="defence")


def test_those_assigned_bring_in_no_applications_of_their_own(lotus):
    refuses("只能转交值班时收到的申请", "法律援助法 第三十九条第二款", lambda: aid_case(lotus, by=lotus.lawyer))


# --- 决定 -------------------------------------------------------------------------------------------------------------------


def test_who_registered_does_not_approve(lotus):
    case = aid_case(lotus, by=lotus.head)
    refuses("审批人不能是登记申请的人", "", lambda: granted(lotus, case))
    refuses("审批人不能是登记申请的人", "", lambda: refused(lotus, case))


def test_hardship_is_measured_at_the_line_of_the_province(lotus):
    case = aid_case(lotus)
    refuses("还没有设定经济困难标准", "法律援助法 第三十四条", lambda: granted(lotus, case, means_note=""))
    HARDSHIP_LINE.change(900, "测试", "照省里文件", date(2020, 1, 1))
    refuses("人均月收入 1000.00 元，高于经济困难标准 900 元", "法律援助法 第三十四条", lambda: granted(lotus, case))
    HARDSHIP_LINE.change(1000, "测试", "省里调整", date(2024, 9, 1))
    assert granted(lotus, case, means_note="").decision == "granted"


def test_who_is_exempt_shows_the_proof(lotus):
    exempt = {"means_path": "exempt", "exempt_as": "relief", "has_promised": False, "income": ""}
    case = aid_case(lotus, **exempt)
    refuses("须有材料证明", "法律援助法 第四十二条第二项", lambda: granted(lotus, case))
    case = step(lotus, case, "add_material", kind="exemption", title="低保证")
    assert granted(lotus, case).state == "granted"
    migrant = aid_case(lotus, ground="31.4", **{**exempt, "exempt_as": "migrant"})
    refuses("进城务工人员只有申请支付劳动报酬", "法律援助法 第四十二条第三项", lambda: granted(lotus, migrant))


def test_only_the_named_cases_need_no_hardship(lotus):
    case = aid_case(lotus, means_path="unlimited", has_promised=False, income="")
    refuses("只有第三十二条列明的情形", "法律援助法 第三十二条", lambda: granted(lotus, case))
    beaten = aid_case(lotus, ground="32.4", kind="civil", cause="人身安全保护", means_path="promise")
    assert beaten.means_path == "unlimited" and granted(lotus, beaten).state == "granted"


def test_a_promise_is_signed_and_says_what_comes_in(lotus):
    unsigned = aid_case(lotus, has_promised=False)
    refuses("须签署承诺书", "法律援助法 第四十一条第二款", lambda: granted(lotus, unsigned))
    silent = aid_case(lotus, income="")
    refuses("请如实填写家庭月收入", "法律援助法 第四十一条第一款", lambda: granted(lotus, silent))
    with pytest.raises(ValidationError, match="只填数字"):
        aid_case(lotus, income="三千")


def test_a_refusal_gives_reason_and_article(lotus):
    with pytest.raises(ValidationError, match="不予援助的理由"):
        refused(lotus, aid_case(lotus), refused_because="")
    with pytest.raises(ValidationError, match="依据的条款"):
        refused(lotus, aid_case(lotus), refused_under="内部规定")


def test_after_seven_days_the_delay_is_explained(lotus):
    case = aid_case(lotus)
    late = date(2024, 9, 11)
    refuses("请写明超期的原因", "法律援助法 第四十三条第一款", lambda: granted(lotus, case, late))
    assert granted(lotus, case, late, late_because="等待民政部门回函").is_decided_late


def test_a_foreigner_is_helped_by_law_treaty_or_reciprocity(lotus):
    case = aid_case(lotus, given=parts(groups=["foreign"], id_number=""))
    refuses("适用的法律、国际条约或者互惠", "法律援助法 第六十九条", lambda: granted(lotus, case))
    assert granted(lotus, case, foreign_basis="中越民商事司法协助条约").state == "granted"


def test_a_notice_is_not_reviewed(lotus):
    case = noticed(lotus)
    refuses("直接指派", "法律援助法 第三十六条", lambda: granted(lotus, case))
    mine = aid_case(lotus)
    told = {"lawyer": lotus.fang, "organ_told_on": DAY}
    refuses("先审查决定", "法律援助法 第四十三条第一款", lambda: step(lotus, mine, "assign_notified", **told))


def test_aid_comes_first_only_in_urgency(lotus):
    case = aid_case(lotus, limitation_on=DAY + timedelta(days=7))
    first = {"urgent_ground": "1", "urgent_reason": "时效", "lawyer": lotus.fang}
    law = "法律援助法 第四十四条第一款第一项"
    refuses("还有七日以上", law, lambda: step(lotus, case, "aid_first", by=lotus.head, **first))
    silent = aid_case(lotus)
    refuses("先填写时效", law, lambda: step(lotus, silent, "aid_first", by=lotus.head, **first))


def test_what_belongs_here_is_not_sent_away(lotus):
    case = aid_case(lotus)
    refuses("属于本机构辖区", "法律援助法 第三十八条", lambda: step(lotus, case, "transfer", transfer_to=lotus.far))


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
