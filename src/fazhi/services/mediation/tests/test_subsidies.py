"""以案定补: paid once, for work that was done, after other eyes, a draw that nobody chooses, and a public notice."""

import json
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.world import person

from fazhi.kernel.documents import attach, sign_by_hand, upload_of
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluation
from fazhi.kernel.org.roles import LEADER
from fazhi.services.mediation.models import Dispute, Mediator, SubsidyClaim
from fazhi.services.mediation.models.subsidies import lot
from fazhi.services.mediation.portal import claims
from fazhi.services.mediation.rules import FAILED_PERCENT, GRADE_PERCENT, SAMPLE_PERCENT

from .factories import DAY, agreed_case, heard, mediating, members_of, office_clerk, step, term


def finished(lotus, **data):
    case = agreed_case(lotus, **data)
    case = step(lotus, case, "perform", part=case.terms.get())
    return step(lotus, step(lotus, case, "fulfil"), "close", reason="已电话核实")


def claim(lotus, case, **data):
    return doors.register(SubsidyClaim, lotus.worker, {"unit": lotus.body, "dispute": case, "mediator": lotus.mediator, **data})


def test_one_dispute_is_paid_once(lotus):
    case = finished(lotus)
    assert claim(lotus, case).base == 200
    with pytest.raises(NotAllowed, match="只能申报一次"):
        claim(lotus, case)


def test_what_is_not_performed_or_not_filed_is_not_paid(lotus):
    with pytest.raises(NotAllowed, match="已经履行"):
        claim(lotus, agreed_case(lotus))
    case = finished(lotus, root_doubt="另案")
    type(case.sessions.first())._base_manager.filter(of=case).delete()
    with pytest.raises(NotAllowed, match="卷宗缺调解记录"):
        claim(lotus, case)


def test_what_was_found_false_is_not_claimed(lotus, world):
    case = step(lotus, finished(lotus), "strike_out", by=office_clerk(world), reason="当事人不认识调解员")
    with pytest.raises(NotAllowed, match="查实虚假的案件，不能申报补贴"):
        claim(lotus, case)


def test_a_civil_servant_is_not_paid(lotus):
    lotus.mediator.is_civil_servant = True
    with pytest.raises(NotAllowed, match="公职人员"):
        claim(lotus, finished(lotus))


def test_copied_texts_one_telephone_and_bursts_raise_doubts(lotus):
    cases = [finished(lotus, root_doubt="另案") for _ in range(5)]
    lotus.mediator.phone = "15400000000"
    for party in cases[-1].parties.all():
        party.phone = "15400000000"
        party.save()
    told = "；".join(claim(lotus, cases[-1]).checklist)
    assert "一天办结 5 件" in told and "文字相同" in told and "就是调解员的电话" in told


def test_a_signature_that_was_played_back_is_a_doubt_before_money_is_paid(lotus):
    hand = [[[n * 7 % 60, n * 11 % 40, n * 16] for n in range(30)]]
    cases = [finished(lotus, root_doubt="另案") for _ in range(2)]
    for case, moved in zip(cases, (0, 25), strict=True):
        told = json.dumps([[[x + moved, y, t] for x, y, t in stroke] for stroke in hand])
        picture = b"\x89PNG\r\n\x1a\n" + str(moved).encode()
        sign_by_hand(case, upload_of("签名.png", picture), f"当事人{moved}", told, lotus.worker)
    told = "；".join(claim(lotus, cases[-1]).checklist)
    assert "逐笔相同" in told and "请当面核实" in told


def test_one_photograph_for_many_night_entries_and_too_many_oral_ones_raise_doubts(lotus, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cases = [spoken(lotus, root_doubt=f"另案{n}") for n in range(2)]
    for case in cases:
        attach(case, upload_of("现场.png", b"\x89PNG\r\n\x1a\n1"), "现场照片")
    Dispute._base_manager.filter(pk=cases[0].pk).update(recorded_at=timezone.make_aware(datetime(2024, 9, 3, 23, 10)))
    cases[0].refresh_from_db()
    told = "；".join(claim(lotus, cases[0]).checklist)
    assert "附件与另外 1 件案件的完全相同" in told and "夜间录入（23:10）" in told
    assert "该调解员当年口头协议占 100%，超过 30%" in told


def test_what_the_parties_deny_is_a_doubt_before_money_is_paid(lotus):
    case = finished(lotus)
    type(case.terms.get())._base_manager.filter(of=case).update(denied_on=DAY)
    type(case.parties.first())._base_manager.filter(of=case, side="applicant").update(doubt="金额应当是八百五十元")
    told = "；".join(claim(lotus, Dispute.objects.get(pk=case.pk)).checklist)
    assert "对协议有异议：金额应当是八百五十元" in told and "权利人表示协议没有履行" in told


def test_a_failure_that_was_worth_it_is_paid_only_where_the_city_says_so(lotus):
    case = step(lotus, heard(lotus, mediating(lotus)), "fail", end_reason="差距过大", routes_told=True)
    case = step(lotus, case, "close_unvisited", reason="当事人外出")
    with pytest.raises(NotAllowed, match="没有达成协议，按本市标准不予补贴"):
        claim(lotus, case)
    FAILED_PERCENT.change(30, "陈某", "固定证据的失败调解", valid_from=date(2024, 1, 1))
    assert claim(lotus, case).base == 60


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"share": 0}, "份额"),
        ({"share": 30000}, "份额"),
        ({"share": 60}, "没有参与调解员"),
        ({"bonus": -1}, "加补应当在 0 至 500 元"),
        ({"bonus": 501}, "加补应当在 0 至 500 元"),
    ],
)
def test_shares_and_bonuses_have_their_bounds(lotus, data, words):
    case = finished(lotus)
    with pytest.raises(ValidationError, match=words):
        claim(lotus, case, **data)
    assert not SubsidyClaim.objects.exists()


def test_nobody_shares_with_himself(lotus):
    with pytest.raises(ValidationError, match="不能是同一人"):
        claim(lotus, finished(lotus), shared_with=lotus.mediator, share=50)


def test_who_did_not_work_on_the_case_is_not_paid_for_it(lotus):
    case = finished(lotus)
    with pytest.raises(NotAllowed, match="周平没有承办这件案件"):
        claim(lotus, case, shared_with=lotus.second, share=50)
    stranger = registers.enter(members_of(lotus.committee)[2], lotus.world.clerk)
    with pytest.raises(NotAllowed, match="罗山没有承办这件案件"):
        claim(lotus, case, mediator=stranger)


GIVEN = {"batch": "2024Q3", "doubts_answered": "已核对原始记录"}


@pytest.fixture
def office(lotus, world):
    """Two clerks and the head."""
    return office_clerk(world), person("复核某", world.town, "clerk"), person("局长某", world.county, LEADER)


def drawn(lotus, clerk, percent):
    SAMPLE_PERCENT.change(percent, "陈某", "测试抽查")
    return doors.take("review", claim(lotus, finished(lotus)), clerk, GIVEN)


def test_a_claim_that_was_drawn_waits_until_it_is_found_true(lotus, office):
    first, second, _ = office
    case = drawn(lotus, first, 100)
    assert case.sample == "drawn" and lot(case.drawn_from) < 100 and case.number in case.drawn_from
    with pytest.raises(NotAllowed, match="核实属实"):
        doors.take("check", case, second)
    false = doors.take("verify", case, first, {"is_found_true": False}, reason="当事人不认识调解员")
    with pytest.raises(NotAllowed, match="核实属实"):
        doors.take("check", false, second)
    assert doors.take("give_back", false, second, reason="抽查不实").state == "returned"


def test_whoever_was_not_drawn_is_not_waved_through_as_drawn(lotus, office):
    case = drawn(lotus, office[0], 0)
    assert case.sample == "not_drawn"
    with pytest.raises(NotAllowed, match="没有被抽中"):
        doors.take("verify", case, office[0], {"is_found_true": True}, reason="主动核实")


def test_nobody_judges_twice_or_what_he_has_mediated(lotus, world, office):
    first, second, _ = office
    case = claim(lotus, finished(lotus))
    with pytest.raises(NotAllowed):
        doors.take("review", case, lotus.worker, GIVEN)
    Mediator._base_manager.filter(pk=lotus.mediator.pk).update(person=second)
    with pytest.raises(NotAllowed, match="自己承办案件"):
        doors.take("review", case, second, GIVEN)
    Mediator._base_manager.filter(pk=lotus.mediator.pk).update(person=None)
    SAMPLE_PERCENT.change(0, "陈某", "测试抽查")
    case = doors.take("review", case, first, GIVEN)
    with pytest.raises(NotAllowed, match="不能由同一人办理"):
        doors.take("check", case, first)
    assert doors.take("check", case, second).state == "checked"


def test_money_is_paid_after_the_notice_and_the_notice_names_no_quarrel(lotus, office):
    first, second, head = office
    case = doors.take("check", drawn(lotus, first, 0), second)
    with pytest.raises(NotAllowed, match="公示至少到"):
        doors.take("publish", case, second, {"notice_to": timezone.localdate()})
    case = doors.take("publish", case, second, {"notice_to": date(2099, 1, 8)})
    assert [(each.number, each.amount) for each in claims()] == [(case.number, 200)]
    with pytest.raises(NotAllowed, match="公示期没有届满"):
        doors.take("pay", case, head)
    SubsidyClaim._base_manager.filter(pk=case.pk).update(notice_to=date(2024, 9, 20))
    case = doors.take("pay", case, head)
    assert (case.state, case.paid) == ("paid", 200)


def test_a_false_case_pays_back_and_may_not_be_claimed_quietly_again(lotus, office):
    first, second, head = office
    case = doors.take("check", drawn(lotus, first, 0), second)
    SubsidyClaim._base_manager.filter(pk=doors.take("publish", case, second, {"notice_to": date(2099, 1, 8)}).pk).update(
        notice_to=date(2024, 9, 20)
    )
    case = doors.take("recover", doors.take("pay", case, head), second, reason="查实虚构")
    assert case.state == "recovered"
    with pytest.raises(NotAllowed, match="已经追回"):
        claim(lotus, case.dispute)


def test_the_reckoning_of_a_subsidy_can_be_read(lotus):
    told = claim(lotus, finished(lotus)).rate_told
    assert told == "2024-09-03 的标准：一般 200 元 × 书面协议 100% × 没有等级 100%"


def test_a_grade_may_be_worth_more_where_the_city_says_so(lotus):
    GRADE_PERCENT.change({**GRADE_PERCENT.value(), "1": 120}, "陈某", "试行", valid_from=date(2024, 1, 1))
    Mediator._base_manager.filter(pk=lotus.mediator.pk).update(grade="1")
    lotus.mediator.refresh_from_db()
    assert claim(lotus, finished(lotus)).base == 240


def spoken(lotus, root_doubt="", **data):
    case = term(lotus, heard(lotus, mediating(lotus, root_doubt=root_doubt)), due_on=DAY)
    case = step(lotus, case, "agree_orally", form="oral", is_paper_waived=True, **data)
    case = step(lotus, case, "perform", part=case.terms.get())
    return step(lotus, step(lotus, case, "fulfil"), "close", reason="已电话核实")


def test_an_oral_agreement_is_paid_where_somebody_was_there(lotus):
    with pytest.raises(NotAllowed, match="须有在场证明"):
        claim(lotus, spoken(lotus))
    assert claim(lotus, spoken(lotus, witness="老支书")).base == 50


def test_a_false_case_leaves_the_figures_and_lowers_the_grade(lotus, office):
    first, second, head = office
    Mediator._base_manager.filter(pk=lotus.mediator.pk).update(grade="3")
    case = doors.take("check", drawn(lotus, first, 0), second)
    SubsidyClaim._base_manager.filter(pk=doors.take("publish", case, second, {"notice_to": date(2099, 1, 8)}).pk).update(
        notice_to=date(2024, 9, 20)
    )
    case = doors.take("recover", doors.take("pay", case, head), second, reason="当事人不认识调解员")
    lotus.mediator.refresh_from_db()
    case.dispute.refresh_from_db()
    assert (lotus.mediator.grade, case.dispute.is_false) == ("4", True) and "查实虚假" in lotus.mediator.discipline
    assert evaluation.evaluate("mediation.handled", on=date(2024, 12, 4)).value == 0


def test_one_found_false_by_lot_leaves_the_figures_at_once(lotus, office):
    case = drawn(lotus, office[0], 100)
    doors.take("verify", case, office[0], {"is_found_true": False}, reason="当事人不认识调解员")
    assert evaluation.evaluate("mediation.succeeded", on=date(2024, 12, 4)).value == 0


def test_what_is_asked_at_the_next_step_does_not_close_it(lotus, office):
    first, second, _ = office
    SAMPLE_PERCENT.change(0, "陈某", "测试抽查")
    case = claim(lotus, finished(lotus))
    SubsidyClaim._base_manager.filter(pk=case.pk).update(checklist=["夜间录入（23:10）"])
    case.refresh_from_db()
    assert "review" in open_to(first, case)
    with pytest.raises(NotAllowed, match="请先写明核查结论"):
        doors.take("review", case, first, {"batch": "2024Q3"})
    case = doors.take("check", doors.take("review", case, first, GIVEN), second)
    assert "publish" in open_to(second, case)


def open_to(person, case):
    return {offer.step.name for offer in doors.steps_open_to(person, case) if offer.is_open}
