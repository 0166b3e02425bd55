"""What is refused, in which sentence, under which article: the fifteen hard rules of mediation."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, passing_time
from fazhi.kernel.flow.doors import steps_open_to, take
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.mediation.desk import LEDGERS
from fazhi.services.mediation.models import Dispute, Party
from fazhi.services.mediation.portal import MediationIntake
from fazhi.services.mediation.words import Difficulty

from .factories import CHILD_ID, DAY, agreed, agreed_case, dispute, fields, heard, mediating, party, step, term, two


def refused(sentence, law, act):
    """The act is refused in these words, under this article."""
    with pytest.raises(NotAllowed, match=sentence) as caught:
        act()
    assert caught.value.law == law


def test_1_one_side_alone_is_no_dispute(lotus):
    case = dispute(lotus, parts={"parties": [party("applicant", "张建"), party("applicant", "张强", id_number="")]})
    refused("至少要有两方", "人民调解法 第二条", lambda: step(lotus, case, "accept"))


def test_2_a_minor_speaks_through_a_guardian_and_no_opponent_is_one(lotus):
    child = {"id_number": CHILD_ID}
    case = dispute(lotus, parts={"parties": [party("applicant", "张小", **child), party("respondent", "李芳")]})
    assert case.parties.first().capacity == "limited"
    refused("须由法定代理人", "民法典 第十九条", lambda: step(lotus, case, "accept"))
    mother = party("applicant", "张小", agent="李芳", agent_kind="legal", **child)
    case = dispute(lotus, parts={"parties": [mother, party("respondent", "李芳")]}, kind="06")
    refused("对方当事人的，不能代理", "民法典 第二十三条", lambda: step(lotus, case, "accept"))


def test_2_a_child_under_eight_has_no_capacity_and_a_worker_of_sixteen_has_all(lotus):
    young = party("applicant", "张幼", id_number="990101202001010013", agent="张建", agent_kind="legal")
    case = dispute(lotus, parts={"parties": [young, party("respondent", "李芳")]})
    assert case.parties.first().capacity == "none"
    worker = party("applicant", "王工", id_number="990101200801010020", lives_by_work=True)
    case = dispute(lotus, parts={"parties": [worker, party("respondent", "李芳")]}, kind="11")
    assert case.parties.first().capacity == "full"


def test_3_after_a_refusal_no_session_can_be_held(lotus):
    case = mediating(lotus)
    case = step(lotus, case, "hear", part=case.parties.last(), consent="refuses")
    refused("明确拒绝调解的，不得调解", "人民调解法 第十七条", lambda: heard(lotus, case))
    assert not case.sessions.exists()


def test_4_an_interested_mediator_needs_the_consent_of_all(lotus):
    case = step(lotus, dispute(lotus), "accept")
    refused(
        "须披露并经各方当事人同意",
        "人民调解法 第二十三条第一项",
        lambda: step(lotus, case, "begin", mediator=lotus.mediator, disclosure="申请人的堂兄"),
    )
    assert step(lotus, case, "begin", mediator=lotus.mediator, disclosure="申请人的堂兄", all_agreed=True).state == "mediating"


@pytest.mark.parametrize(
    ("kind", "law"),
    [
        ("10", "劳动争议调解仲裁法 第十四条第一款"),
        ("11", "劳动争议调解仲裁法 第十四条第一款"),
        ("15", "医疗纠纷预防和处理条例 第三十九条"),
        ("07", "农村土地承包经营纠纷调解仲裁法 第十条第一款"),
    ],
)
def test_5_labour_medical_and_land_disputes_need_a_paper(lotus, kind, law):
    case = term(lotus, heard(lotus, mediating(lotus, kind=kind)))
    refused("应当制作调解协议书", law, lambda: step(lotus, case, "agree_orally", form="oral", is_paper_waived=True))


def test_5_an_oral_agreement_needs_the_parties_to_waive_the_paper(lotus):
    case = term(lotus, heard(lotus, mediating(lotus)))
    refused("无需制作调解协议书", "人民调解法 第二十八条", lambda: step(lotus, case, "agree_orally", form="oral"))
    done = step(lotus, case, "agree_orally", form="oral", is_paper_waived=True)
    assert (done.state, done.effective_on, done.difficulty) == ("agreed", DAY, Difficulty.SIMPLE)


def test_6_an_agreement_takes_effect_with_the_last_signature_or_seal(lotus):
    case = term(lotus, heard(lotus, mediating(lotus)))
    refused("都签名之后", "人民调解法 第二十九条第二款", lambda: agreed(lotus, case, mediator_signed_on=None))
    case = agreed(lotus, case, sealed_on=None)
    assert case.effective_on is None
    refused(
        "还没有生效",
        "人民调解法 第三十三条第一款",
        lambda: step(lotus, case, "ask_court", court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True),
    )
    case = step(lotus, case, "seal", date(2024, 9, 5), part=case.agreements.get(), sealed_on=date(2024, 9, 5))
    assert case.effective_on == case.agreements.get().effective_on == date(2024, 9, 5)


def test_7_status_is_not_signed_electronically(lotus):
    case = term(lotus, heard(lotus, mediating(lotus, kind="01")), kind="status", content="双方解除收养关系", amount=None)
    refused(
        "不适用电子签名",
        "电子签名法 第三条",
        lambda: agreed(lotus, case, sign_method="electronic", no_amount_reason="不涉及金额"),
    )


def test_8_a_court_does_not_confirm_status_ownership_or_vague_terms(lotus):
    for kind, item in (("status", "三"), ("procedure", "四"), ("ownership", "五")):
        case = agreed(lotus, term(lotus, heard(lotus, mediating(lotus, root_doubt="另案")), kind=kind))
        refused(
            "不予受理司法确认",
            f"民事诉讼法解释 第三百五十五条第一款第{item}项",
            lambda case=case: step(lotus, case, "ask_court", court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True),
        )
    vague = agreed(lotus, term(lotus, heard(lotus, mediating(lotus, root_doubt="另案")), due_on=None, obligee=""))
    refused(
        "第1条缺履行期限、权利人",
        "民事诉讼法解释 第三百五十八条第一款第五项",
        lambda: step(lotus, vague, "ask_court", court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True),
    )


def test_8_confirmation_is_asked_for_together_and_within_thirty_days(lotus):
    case = agreed_case(lotus, date(2024, 9, 5))
    refused("共同申请", "民事诉讼法 第二百零五条", lambda: step(lotus, case, "ask_court", court=lotus.court))
    refused(
        "最后一日是 2024-10-08",
        "人民调解法 第三十三条第一款",
        lambda: step(
            lotus, case, "ask_court", date(2024, 10, 9), court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True
        ),
    )
    assert (
        step(
            lotus, case, "ask_court", date(2024, 10, 8), court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True
        ).state
        == "confirming"
    )


def test_9_the_amount_is_the_sum_of_the_terms_or_nought_with_a_reason(lotus):
    case = term(lotus, heard(lotus, mediating(lotus, claimed=9000)), amount=None, kind="deed")
    refused("写明不涉及金额的原因", "", lambda: agreed(lotus, case))
    case = agreed(lotus, term(lotus, case, amount="1200.50"))
    assert str(case.agreement_amount) == "1200.50"


def test_10_violence_is_not_mediated_face_to_face_without_a_plan(lotus):
    case = mediating(lotus, kind="01", signals=["domestic"])
    refused("没有人身安全预案不安排面对面调解", "反家庭暴力法 第二十三条", lambda: heard(lotus, case))
    case = heard(lotus, case, form="apart")
    case = step(lotus, case, "describe", safety_plan="民警在场，分开进出")
    assert heard(lotus, case).session_count == 2


def test_11_there_is_nowhere_to_write_a_fee():
    """In no record and no part of mediation, in no question to the public and in no column of a ledger."""
    models = [model for model in registry.models() if model._meta.app_label == "mediation"]
    words = [str(getattr(field, "verbose_name", "")) for model in models for field in model._meta.get_fields()]
    words += [ask.label for stage in MediationIntake.stages for ask in stage.asks]
    words += [column.header for ledger in LEDGERS for column in ledger.columns]
    assert len(words) > 400 and not [word for word in words if "费" in word]


def test_12_days_come_in_their_order(lotus):
    case = dispute(lotus)
    with pytest.raises(ValidationError, match="受理日期 2024-09-02 不能早于申请日期 2024-09-03"):
        step(lotus, case, "accept", date(2024, 9, 2))
    with pytest.raises(ValidationError, match="申请日期 2024-09-03 不能早于发生日期"):
        dispute(lotus, occurred_on=date(2024, 9, 9))


def test_13_the_same_parties_and_kind_within_a_year_are_one_dispute(lotus):
    first = dispute(lotus)
    again = dispute(lotus, date(2025, 3, 1))
    third = dispute(lotus, date(2025, 4, 1))
    assert again.root_case == third.root_case == first and third.root_key == first.pk
    assert dispute(lotus, date(2025, 5, 1), kind="06").root_case is None
    assert dispute(lotus, date(2025, 5, 1), root_doubt="另一条水沟").root_case is None
    assert dispute(lotus, date(2026, 9, 1)).root_case is None


def test_14_death_and_crowds_are_major_and_reported_before_mediation(lotus):
    for data in ({"circumstances": ["death"]}, {"people": 11}):
        case = step(lotus, dispute(lotus, root_doubt="另案", **data), "accept")
        assert case.difficulty == Difficulty.MAJOR
        refused(
            "2 小时内报告县级司法行政机关",
            "人民调解法 第二十五条",
            lambda case=case: step(lotus, case, "begin", mediator=lotus.mediator),
        )
        case = step(lotus, case, "report", moment(DAY))
        assert step(lotus, case, "begin", mediator=lotus.mediator).state == "mediating"


@pytest.mark.parametrize("sign", ["kin_debt", "enforcement"])
def test_15_what_may_be_sham_is_checked_first(lotus, sign):
    case = term(lotus, heard(lotus, mediating(lotus, kind="04", circumstances=[sign])))
    refused("疑似虚假调解", "人民法院在线调解规则 第二十三条", lambda: agreed(lotus, case))
    case = step(lotus, case, "check_sham", sham_check="核对转账记录，借款真实")
    assert agreed(lotus, case).state == "agreed"


def test_whoever_registered_does_not_regrade(lotus):
    own = doors.register(Dispute, lotus.director, fields(lotus), two(), at=moment(DAY))
    regraded = {"by": lotus.director, "difficulty": "hard", "reason": "牵涉面广"}
    refused("须由登记人以外的人办理", "", lambda: step(lotus, own, "regrade", **regraded))
    case = dispute(lotus, root_doubt="另案")
    refused("由调委会主任", "", lambda: step(lotus, case, "regrade", **(regraded | {"by": lotus.worker})))
    with pytest.raises(ValidationError, match="必须写明理由"):
        step(lotus, case, "regrade", by=lotus.director, difficulty="hard")
    case = step(lotus, case, "regrade", by=lotus.director, difficulty="hard", reason="牵涉面广")
    assert (case.difficulty, case.difficulty_rule) == ("hard", "人工调整：牵涉面广")
    assert heard(lotus, mediating(lotus, root_doubt="另案")).difficulty == "ordinary"


def test_no_refusal_is_told_that_nobody_gave(lotus):
    case = dispute(lotus)
    refused("没有当事人拒绝调解", "人民调解法 第十七条", lambda: step(lotus, case, "refuse", routes_told=True))


def test_every_party_gets_a_copy_and_the_committee_keeps_one(lotus):
    case = term(lotus, heard(lotus, mediating(lotus)))
    refused("协议书至少要 3 份", "人民调解法 第二十九条第二款", lambda: agreed(lotus, case, copies=2))


def test_nobody_is_heard_before_the_rights_are_told(lotus):
    case = step(lotus, step(lotus, dispute(lotus), "accept"), "begin", mediator=lotus.mediator)
    refused("应当先告知当事人权利和义务", "人民调解法 第二十三条", lambda: heard(lotus, case))
    assert heard(lotus, step(lotus, case, "tell_rights")).session_count == 1


def test_nobody_mediates_who_was_not_asked_or_has_not_answered(lotus):
    case = step(lotus, dispute(lotus, parts=two(consent="not_reached")), "accept")
    refused("李某还没有同意调解", "人民调解法 第二十三条第二项", lambda: step(lotus, case, "begin", mediator=lotus.mediator))


def test_a_failure_is_not_ended_before_other_routes_are_told(lotus):
    case = heard(lotus, mediating(lotus))
    refused(
        "仲裁、行政、司法等途径",
        "人民调解法 第二十六条",
        lambda: step(lotus, case, "fail", end_reason="差距过大", routes_told=False),
    )
    assert step(lotus, case, "fail", end_reason="差距过大", routes_told=True).state == "failed"


def test_guests_come_with_the_consent_of_the_parties(lotus):
    case = mediating(lotus)
    refused(
        "须征得当事人同意",
        "人民调解法 第二十条第一款",
        lambda: take("invite", case, lotus.worker, {"name": "老支书", "capacity": "村干部"}),
    )
    case = take("invite", case, lotus.worker, {"name": "老支书", "capacity": "村干部", "parties_agreed": True})
    assert str(case.invitees.get()) == "老支书（村干部）"


def test_a_case_is_not_closed_before_the_visit_unless_a_reason_is_given(lotus):
    case = step(lotus, heard(lotus, mediating(lotus)), "fail", end_reason="差距过大", routes_told=True)
    refused("办结之前应当回访", "人民调解法 第三十一条第二款", lambda: step(lotus, case, "close"))
    with pytest.raises(ValidationError, match="必须写明理由"):
        step(lotus, case, "close_unvisited")
    assert step(lotus, case, "close_unvisited", reason="当事人外出").state == "closed"


def test_a_file_is_not_archived_while_a_paper_is_missing(lotus):
    case = agreed_case(lotus)
    case = step(lotus, case, "perform", part=case.terms.get())
    case = step(lotus, step(lotus, case, "fulfil"), "close", reason="当事人外出")
    Party._base_manager.filter(of=case, side="respondent").update(id_number="")
    refused("卷宗还缺：身份证明", "人民调解法 第二十七条", lambda: step(lotus, case, "archive", by=lotus.director))


def test_a_file_is_not_archived_while_a_record_of_mediation_is_not_signed(lotus):
    case = step(lotus, heard(lotus, mediating(lotus), is_signed=False), "fail", end_reason="差距过大", routes_told=True)
    case = step(lotus, case, "close_unvisited", reason="当事人外出")
    refused("卷宗还缺：调解记录", "人民调解法 第二十七条", lambda: step(lotus, case, "archive", by=lotus.director))
    case = step(lotus, case, "sign_record", part=case.sessions.get())
    refused("已经签字", "人民调解法 第二十七条", lambda: step(lotus, case, "sign_record", part=case.sessions.get()))
    assert step(lotus, case, "archive", by=lotus.director).state == "archived"


def ended_early(lotus, name, **told):
    """Accepted, and ended before anybody was heard; nobody has shown who they are."""
    sides = {"parties": [party("applicant", "张建", id_number=""), party("respondent", "李芳", id_number="")]}
    case = step(lotus, dispute(lotus, parts=sides, root_doubt=name), "accept")
    return step(lotus, case, name, end_reason="双方自行和解", **told)


def test_whatever_way_a_case_ended_its_file_comes_to_the_shelf(lotus):
    """撤回、拒绝、移送 without a word; deemed failed; failed and agreed with a record that was written down later."""
    cases = [
        ended_early(lotus, "withdraw"),
        ended_early(lotus, "give_up", routes_told=True),
        ended_early(lotus, "transfer", to_unit=lotus.police),
    ]
    for case in cases:
        case = step(lotus, case, "close_unvisited", reason="当事人外出")
        assert step(lotus, case, "archive", by=lotus.director).state == "archived", case.result
    medical = step(lotus, dispute(lotus, date(2024, 10, 8), kind="15"), "accept", date(2024, 10, 8))
    passing_time.lapse(date(2024, 11, 19))
    medical.refresh_from_db()
    medical = step(lotus, medical, "close_unvisited", date(2024, 11, 20), reason="当事人外出")
    refused(
        "卷宗还缺：终止调解告知书",
        "人民调解法 第二十七条",
        lambda: step(lotus, medical, "archive", date(2024, 11, 20), by=lotus.director),
    )
    medical = step(lotus, medical, "tell_routes", date(2024, 11, 20), routes_told=True)
    assert step(lotus, medical, "archive", date(2024, 11, 20), by=lotus.director).state == "archived"


def test_a_record_that_was_not_written_down_then_is_added_with_its_day_and_a_reason(lotus):
    case = step(lotus, mediating(lotus), "fail", date(2024, 9, 10), end_reason="差距过大", routes_told=True)
    case = step(lotus, case, "close_unvisited", date(2024, 9, 11), reason="当事人外出")
    shelf = date(2024, 9, 12)
    refused("卷宗还缺：调解记录", "人民调解法 第二十七条", lambda: step(lotus, case, "archive", shelf, by=lotus.director))
    told = {"venue": "田头", "statements": "双方陈述", "reason": "当时只写在纸上"}
    with pytest.raises(ValidationError, match="不能晚于结果日期 2024-09-10"):
        step(lotus, case, "add_record", shelf, held_at=moment(date(2024, 9, 11)), **told)
    with pytest.raises(ValidationError, match="必须写明理由"):
        step(lotus, case, "add_record", shelf, held_at=moment(date(2024, 9, 9)), **(told | {"reason": ""}))
    case = step(lotus, case, "add_record", shelf, held_at=moment(date(2024, 9, 9)), **told)
    assert case.session_count == 1 and step(lotus, case, "archive", shelf, by=lotus.director).state == "archived"
    refused(
        "不是调解不成的案件", "人民调解法 第二十六条", lambda: step(lotus, agreed_closed(lotus), "tell_routes", routes_told=True)
    )


def agreed_closed(lotus):
    case = step(lotus, agreed_case(lotus, root_doubt="另案"), "breach", reason="没有付款")
    return step(lotus, case, "close_unvisited", reason="当事人外出")


def test_the_page_shows_why_a_step_is_closed(lotus):
    case = dispute(lotus, parts=two(consent="refuses"))
    offers = {offer.step.name: offer for offer in steps_open_to(lotus.worker, case)}
    assert [str(each) for each in offers["accept"].refusals] == ["一方当事人明确拒绝调解的，不得调解（人民调解法 第十七条）"]
    assert offers["refuse"].is_open, "what its form asks for does not close it"
