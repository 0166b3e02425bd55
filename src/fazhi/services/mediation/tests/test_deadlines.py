"""By when: the limits of mediation by kind, and what time itself does."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from tests.pages import Window

from fazhi.kernel.flow import passing_time
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.models import Reminder
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.rules import FOLLOW_UP_DAYS

from .factories import agreed_case, dispute, heard, mediating, step, term


def due(case, name):
    return next(row["due"] for row in case.clocks if row["name"] == name)


def state(case, name):
    return next(row["state"] for row in case.clocks if row["name"] == name)


def test_confirmation_may_be_asked_for_thirty_days_and_a_holiday_moves_the_last(lotus):
    case = agreed_case(lotus, date(2024, 9, 5))
    assert due(case, "confirmation") == "2024-10-08"


def test_one_is_reminded_twenty_seven_and_one_day_before(lotus):
    case = agreed_case(lotus, date(2024, 9, 5))
    for day in (date(2024, 9, 17), date(2024, 9, 18), date(2024, 10, 1), date(2024, 10, 7)):
        passing_time.remind(day)
    found = Reminder.objects.filter(record_id=case.pk, clock="confirmation").order_by("id")
    assert [reminder.ahead for reminder in found] == [20, 7, 1]


def test_when_the_thirty_days_are_over_time_says_so_and_nobody_was_late(lotus):
    case = agreed_case(lotus, date(2024, 9, 5))
    passing_time.lapse(date(2024, 10, 9))
    case.refresh_from_db()
    assert (case.state, state(case, "confirmation"), case.overran) == ("agreed", "void", False)


def test_a_general_dispute_has_a_month_which_all_may_lengthen(lotus):
    case = mediating(lotus, date(2024, 9, 3))
    assert due(case, "limit") == "2024-10-08"
    case = step(lotus, case, "prolong", date(2024, 9, 30), consented_on=date(2024, 9, 30), extension=1, reason="等评估")
    assert due(case, "limit") == "2024-11-04"


@time_machine.travel(moment(date(2024, 9, 20)), tick=False)
def test_who_lengthened_a_limit_and_why_stands_beside_its_days(lotus):
    case, window = mediating(lotus, date(2024, 9, 3)), Window(lotus.worker)
    asked = {"consented_on": date(2024, 9, 20), "extension": 1}
    assert "请填写" in window.refusal(case, "prolong", **asked, reason=" ")
    assert due(Dispute.objects.get(), "limit") == "2024-10-08"
    assert due(window.step(case, "prolong", **asked, reason="等房屋安全评估"), "limit") == "2024-11-04"
    page = window.read(f"/desk/mediation.dispute/{case.pk}/clock/limit/")
    assert "延长1个月，共2个月" in page
    assert f"1，{lotus.worker.name}：等房屋安全评估" in page, "how long, who allowed it, and why"


@time_machine.travel(moment(date(2024, 9, 5)), tick=False)
def test_who_let_a_limit_stand_still_and_why_stands_beside_its_days(lotus):
    case, window = mediating(lotus, date(2024, 9, 3)), Window(lotus.worker)
    window.step(case, "suspend", suspend_reason="房屋安全鉴定", reason="鉴定机构已受理")
    url = f"/desk/mediation.dispute/{case.pk}/clock/limit/"
    assert f"2024-09-05 至 现在，{lotus.worker.name}：鉴定机构已受理" in window.read(url)
    with time_machine.travel(moment(date(2024, 9, 25)), tick=False):
        later = Window(lotus.worker)
        later.step(case, "resume")
        page = later.read(url)
    assert f"2024-09-05 至 2024-09-25，{lotus.worker.name}：鉴定机构已受理" in page and "10月23日" in page


def test_without_the_consent_of_all_no_limit_is_lengthened(lotus):
    case = mediating(lotus, date(2024, 9, 3))
    with pytest.raises(ValidationError, match="各方同意延期日期"):
        step(lotus, case, "prolong", extension=1, reason="等评估")
    assert due(Dispute.objects.get(), "limit") == "2024-10-08"


def test_a_dispute_stands_still_for_a_reason_and_a_labour_dispute_never(lotus):
    case = mediating(lotus, date(2024, 9, 3))
    with pytest.raises(ValidationError, match="中止原因"):
        step(lotus, case, "suspend")
    case = step(lotus, case, "suspend", date(2024, 9, 5), suspend_reason="房屋安全鉴定")
    with pytest.raises(NotAllowed, match="中止"):
        heard(lotus, case, date(2024, 9, 6))
    case = step(lotus, case, "resume", date(2024, 9, 25))
    assert (state(case, "limit"), due(case, "limit")) == ("running", "2024-10-23"), "twenty days after the third of October"
    wages = mediating(lotus, date(2024, 9, 3), kind="10")
    for name, told in (("suspend", {"suspend_reason": "鉴定"}), ("prolong", {"consented_on": date(2024, 9, 3), "extension": 1})):
        with pytest.raises(NotAllowed, match="十五日未达成协议.*不因中止停止计算") as refusal:
            step(lotus, wages, name, reason="等鉴定", **told)
        assert refusal.value.law == "劳动争议调解仲裁法 第十四条第三款"


def test_each_state_has_its_days_until_the_file_is_on_the_shelf(lotus):
    """Three working days to accept, two to name a mediator, thirty days to visit and to file; every one of them the city's own to set."""
    case = dispute(lotus, date(2024, 9, 3))
    assert due(case, "in_applied") == "2024-09-06"
    case = step(lotus, case, "accept", date(2024, 9, 4))
    assert due(case, "in_accepted") == "2024-09-06"
    case = step(lotus, case, "begin", date(2024, 9, 5), mediator=lotus.mediator)
    case = heard(lotus, step(lotus, case, "tell_rights", date(2024, 9, 5)), date(2024, 9, 5))
    case = step(lotus, case, "fail", date(2024, 9, 10), end_reason="差距过大", routes_told=True)
    assert due(case, "follow_up") == "2024-10-10"
    for day in (date(2024, 9, 24), date(2024, 9, 25), date(2024, 10, 5)):
        passing_time.remind(day)
    found = Reminder.objects.filter(record_id=case.pk, clock="follow_up").order_by("id")
    assert [each.ahead for each in found] == [15, 5]
    case = step(lotus, case, "visit", date(2024, 10, 8), method="phone", rating="3")
    case = step(lotus, case, "close", date(2024, 10, 11))
    assert state(case, "follow_up") == "met" and due(case, "in_closed") == "2024-11-11", "the tenth is a Sunday"
    FOLLOW_UP_DAYS.change(20, "陈某", "本市规定", valid_from=date(2024, 1, 1))
    lost = heard(lotus, mediating(lotus, date(2024, 9, 3), root_doubt="另案"), date(2024, 9, 3))
    lost = step(lotus, lost, "fail", date(2024, 9, 10), end_reason="差距过大", routes_told=True)
    assert due(lost, "follow_up") == "2024-09-30"


def test_labour_has_fifteen_days_from_the_application_then_arbitration_is_open(lotus):
    case = mediating(lotus, date(2024, 9, 3), kind="10")
    assert due(case, "labour") == "2024-09-18" and "limit" not in {row["name"] for row in case.clocks}
    passing_time.lapse(date(2024, 9, 19))
    case.refresh_from_db()
    assert (case.state, case.arbitration_told_on) == ("mediating", date(2024, 9, 19))
    done = heard(lotus, case, date(2024, 9, 20))
    assert done.session_count == 1, "mediation may go on beside arbitration"


def test_medical_has_thirty_working_days_without_the_appraisal_and_is_then_deemed_failed(lotus):
    case = mediating(lotus, date(2024, 10, 8), kind="15")
    assert due(case, "limit") == "2024-11-18", "twelfth of October was worked; thirty days end on Monday"
    case = step(lotus, case, "suspend", date(2024, 10, 14), suspend_reason="医疗损害鉴定")
    case = step(lotus, case, "resume", date(2024, 11, 4))
    assert due(case, "limit") == "2024-12-09"
    passing_time.lapse(date(2024, 12, 10))
    case.refresh_from_db()
    assert (case.state, case.result, case.result_on) == ("failed", "failed", date(2024, 12, 10))
    assert "视为调解不成" in case.end_reason


def test_a_general_dispute_is_never_deemed_failed(lotus):
    case = mediating(lotus, date(2024, 9, 3))
    assert passing_time.lapse(date(2024, 12, 1)) == []
    case.refresh_from_db()
    assert case.state == "mediating"


def test_a_court_referral_has_the_court_s_days(lotus):
    before = mediating(lotus, date(2024, 9, 3), source="court", root_doubt="另案")
    ordinary = mediating(lotus, date(2024, 9, 3), source="court", court_stage="ordinary", root_doubt="另案")
    summary = mediating(lotus, date(2024, 9, 3), source="court", court_stage="summary", root_doubt="另案")
    assert [due(case, "limit") for case in (before, ordinary, summary)] == ["2024-10-08", "2024-09-18", "2024-09-10"]
    assert due(before, "in_applied") == "2024-09-06"


def test_a_result_after_the_limit_is_marked_late(lotus):
    case = term(lotus, heard(lotus, mediating(lotus, date(2024, 9, 3)), date(2024, 10, 9)), date(2024, 10, 9))
    late = step(lotus, case, "fail", date(2024, 10, 9), end_reason="差距过大", routes_told=True)
    assert late.is_late and late.overran


def test_each_instalment_has_its_day(lotus):
    case = heard(lotus, mediating(lotus, date(2024, 9, 3)), date(2024, 9, 3))
    for day in (date(2024, 9, 30), date(2024, 10, 30)):
        case = term(lotus, case, date(2024, 9, 3), due_on=day, amount="500")
    case = step(
        lotus,
        case,
        "agree",
        date(2024, 9, 3),
        form="written",
        copies=3,
        parties_signed_on=date(2024, 9, 3),
        mediator_signed_on=date(2024, 9, 3),
        sealed_on=date(2024, 9, 3),
    )
    assert due(case, "performance") == "2024-09-30"
    case = step(lotus, case, "perform", date(2024, 9, 29), part=case.terms.first(), proof="转账凭证")
    assert (due(case, "performance"), case.performance) == ("2024-10-30", "partly")


def test_what_is_heard_before_the_application_is_refused(lotus):
    case = mediating(lotus, date(2024, 9, 3))
    with pytest.raises(ValidationError, match="调解时间 2024-09-02 不能早于受理日期 2024-09-03"):
        heard(lotus, case, held_at=moment(date(2024, 9, 2)))
    assert not case.sessions.exists()
