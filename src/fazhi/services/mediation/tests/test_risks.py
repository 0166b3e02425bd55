"""Risk and reporting: the rules suggest and explain, a person decides, and the office that must know is told in time."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.mediation.models import Dispute, RiskAlert
from fazhi.services.mediation.rules import DIFFICULTY

from .factories import DAY, agreed_case, dispute, heard, mediating, step

DANGEROUS = {"signals": ["threat", "weapon"]}


def test_what_the_signals_suggest_is_explained_and_a_person_decides(lotus):
    case = mediating(lotus, **DANGEROUS)
    assert (case.suggested_risk, case.risk, case.risk_explained) == ("red", "blue", "65 分：威胁言语 25 分、持械 40 分")
    with pytest.raises(NotAllowed, match="65 分.*系统提示红色") as refusal:
        heard(lotus, case)
    assert refusal.value.law == "人民调解法 第二十五条"
    with pytest.raises(ValidationError, match="必须写明理由"):
        step(lotus, case, "decide_risk", risk="yellow")
    case = step(lotus, case, "decide_risk", risk="yellow", reason="气话，已上门核实，没有刀具")
    assert case.risk == "yellow" and not RiskAlert.objects.exists()
    assert heard(lotus, case).session_count == 1


def test_new_signals_ask_again(lotus):
    case = step(lotus, mediating(lotus, **DANGEROUS), "decide_risk", risk="yellow", reason="气话")
    case = step(lotus, heard(lotus, case), "describe", signals=["threat", "weapon", "released"])
    with pytest.raises(NotAllowed, match="75 分"):
        heard(lotus, case)


def test_an_alert_is_raised_from_the_case_and_hidden_from_the_village(lotus, world):
    case = step(lotus, mediating(lotus, **DANGEROUS), "raise_alert", risk="red", reason="持刀到对方门口")
    alert = RiskAlert.objects.visible_to(world.clerk).get()
    assert (alert.dispute, alert.level, alert.raised_by, alert.points, alert.brief) == (case, "red", "rule", 65, "持刀到对方门口")
    assert not RiskAlert.objects.visible_to(lotus.worker).exists()
    assert heard(lotus, case).session_count == 1


def test_milder_signals_hold_nobody_up(lotus):
    case = mediating(lotus, signals=["shoving"])
    assert case.suggested_risk == "blue" and heard(lotus, case).session_count == 1


def test_a_new_danger_found_on_a_visit_is_looked_at_before_the_case_is_closed(lotus):
    case = agreed_case(lotus)
    case = step(lotus, step(lotus, case, "perform", part=case.terms.get()), "fulfil")
    case = step(lotus, case, "visit", date(2024, 9, 25), method="home", rating="3", is_new_risk=True)
    with pytest.raises(NotAllowed, match="新隐患"):
        step(lotus, case, "close", date(2024, 9, 26))
    case = step(lotus, case, "decide_risk", date(2024, 9, 26), risk="blue", reason="另一户的事，已登记排查")
    assert step(lotus, case, "close", date(2024, 9, 26)).state == "closed"


def test_what_was_said_of_dangerousness_goes_with_the_file(lotus):
    case = step(lotus, mediating(lotus, **DANGEROUS), "decide_risk", risk="yellow", reason="气话")
    case = step(lotus, heard(lotus, case), "fail", end_reason="谈不拢", routes_told=True)
    case = step(lotus, step(lotus, case, "close", reason="当事人外出"), "archive", by=lotus.director)
    assert (case.signals, case.risk_explained, case.risk) == ([], "", "yellow")


def clock(case, name):
    return next((row for row in case.clocks if row["name"] == name), None)


def hour(*when):
    return timezone.make_aware(datetime(2024, 9, *when))


def ends(case, name):
    return timezone.localtime(datetime.fromisoformat(clock(case, name)["ends_at"]))


def test_a_major_dispute_is_reported_within_two_hours_of_being_known(lotus):
    case = dispute(lotus, hour(3, 22), circumstances=["death"])
    assert ends(case, "reporting") == hour(4, 0) and clock(case, "reporting")["state"] == "running"
    kept = step(lotus, step(lotus, case, "accept", hour(3, 23)), "report", hour(3, 23, 59))
    assert clock(kept, "reporting")["state"] == "met" and not kept.overran
    late = step(lotus, dispute(lotus, hour(3, 9), people=11, root_doubt="另案"), "report", hour(3, 11, 1))
    assert clock(late, "reporting")["state"] == "missed" and late.overran


def test_a_dispute_that_grows_is_reported_from_the_hour_it_grew(lotus):
    case = mediating(lotus)
    assert clock(case, "reporting") is None
    case = step(lotus, case, "describe", hour(6, 9), people=40)
    case = step(lotus, case, "describe", hour(6, 10), people=50)
    assert ends(case, "reporting") == hour(6, 11), "what is known later still does not begin the hours anew"
    wounded = step(
        lotus, dispute(lotus, source="police", root_doubt="另案"), "note_incident", hour(6, 9), incident_no="J1", injury="serious"
    )
    assert ends(wounded, "reporting") == hour(6, 11)


@pytest.mark.parametrize(("level", "last"), [("red", 3), ("orange", 3), ("yellow", 4), ("blue", 9)])
def test_a_red_or_orange_alert_is_told_on_the_day_itself(lotus, world, level, last):
    told = {"unit": lotus.body, "dispute": dispute(lotus, root_doubt="另案"), "level": level, "brief": "扬言持械"}
    alert = doors.register(RiskAlert, lotus.worker, told, at=moment(DAY))
    assert clock(alert, "telling")["due"] == f"2024-09-0{last}" and alert.due_on == date(2024, 9, last)
    both = {"told_unit": lotus.police, "told_office": world.town}
    late = doors.take("tell", alert, world.clerk, both, at=moment(date(2024, 9, last + 1)))
    assert late.overran and clock(late, "telling")["state"] == "missed"


def test_an_alert_that_is_raised_higher_is_due_sooner(lotus, world):
    told = {"unit": lotus.body, "dispute": dispute(lotus), "level": "blue", "brief": "扬言持械"}
    alert = doors.register(RiskAlert, lotus.worker, told, at=moment(DAY))
    alert = doors.take("regrade", alert, world.clerk, {"level": "orange"}, reason="买了刀", at=moment(DAY))
    assert alert.due_on == DAY


GRADES = (
    ({"circumstances": ["death"]}, "major", "有人死亡"),
    ({"circumstances": ["injury"]}, "major", "有人重伤"),
    ({"circumstances": ["cross_county"]}, "major", "跨县（市、区）"),
    ({"circumstances": ["media"]}, "major", "媒体关注"),
    ({"circumstances": ["crowd"]}, "major", "群体性上访苗头"),
    ({"people": 11}, "major", "涉及 11 人"),
    ({"claimed": 500_000}, "major", "达到 500000 元"),
    ({"people": 10}, "hard", "达到 10 人"),
    ({"claimed": 100_000}, "hard", "达到 100000 元"),
    ({"circumstances": ["repeated"]}, "hard", "此前多次调解未成"),
    ({"circumstances": ["organs"]}, "hard", "涉及两个以上部门"),
    ({"circumstances": ["appraisal"]}, "hard", "需要鉴定评估"),
    ({"claimed": 99_999, "people": 9}, "ordinary", "不具备其他情形"),
)


@pytest.mark.parametrize(("data", "grade", "rule"), GRADES)
def test_the_strictest_rule_that_fires_grades_a_dispute_and_is_kept(lotus, data, grade, rule):
    case = dispute(lotus, **data)
    assert (case.difficulty, case.difficulty_rule) == (grade, rule)


def test_the_third_session_makes_a_dispute_hard_and_the_city_may_draw_the_line_elsewhere(lotus):
    case = heard(lotus, heard(lotus, mediating(lotus)))
    assert case.difficulty == "ordinary"
    assert heard(lotus, case).difficulty_rule == "达到 3 次调解"
    DIFFICULTY.change({**DIFFICULTY.value(), "hard_amount": 5_000}, "陈某", "本市标准", valid_from=date(2024, 1, 1))
    assert dispute(lotus, claimed=5_000, root_doubt="另案").difficulty == "hard"


def test_the_court_has_its_own_days_and_nobody_here_is_late_for_them(lotus):
    case = agreed_case(lotus)
    case = step(lotus, case, "ask_court", date(2024, 9, 10), court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True)
    assert clock(case, "court_intake")["due"] == "2024-09-13"
    case = step(lotus, case, "court_accepts", date(2024, 9, 18), part=case.confirmations.get())
    assert (clock(case, "court_intake")["state"], case.overran) == ("void", False)
    assert clock(case, "court_decision")["due"] == "2024-10-08"


# --- one dispute, many cases --------------------------------------------------------------------------------------------------


def mended(lotus, case, **data):
    return registers.correct(case, lotus.worker, data, version=case.version, reason="核对首案")


def test_a_first_case_named_later_is_counted_once(lotus):
    first = dispute(lotus)
    other = dispute(lotus, date(2024, 9, 20), root_doubt="另一条水沟")
    assert other.root_key == other.pk
    mended(lotus, other, root_case=first)
    assert Dispute.objects.get(pk=other.pk).root_key == first.pk


def test_a_case_is_not_its_own_first_nor_follows_a_later_one(lotus):
    first = dispute(lotus)
    other = dispute(lotus, date(2024, 9, 20), root_doubt="另一条水沟")
    with pytest.raises(ValidationError, match="不能是本案自己"):
        mended(lotus, first, root_case=first)
    with pytest.raises(ValidationError, match="请选更早的案件"):
        mended(lotus, first, root_case=other)


def test_a_chain_is_not_torn(lotus):
    first = dispute(lotus, kind="06")
    second = dispute(lotus, date(2024, 9, 10), root_doubt="另一条水沟")
    third = dispute(lotus, date(2024, 9, 20))
    assert third.root_key == second.pk
    with pytest.raises(ValidationError, match="已经是其他案件的首案"):
        mended(lotus, second, root_case=first)
    assert first.opened_on == DAY
