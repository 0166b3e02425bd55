"""What a careful adviser would not miss: the other side of a client, days that run out, what was told before."""

from datetime import date

import pytest
from tests.pages import Window

from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.refusals import NotAllowed

from .factories import DAY, answered, consultation, firm_client, parts, step


def clock(case, name):
    return next((row for row in case.clocks if row["name"] == name), None)


def test_whoever_stands_against_a_client_is_not_advised_by_the_client_s_firm(lotus):
    firm_client(lotus, "李芳芳", adverse="王建")
    case = consultation(lotus, channel="website", reply_by="code")
    with pytest.raises(NotAllowed, match="有利益冲突") as refusal:
        step(lotus, case, "assign", handler=lotus.lawyer)
    assert refusal.value.law == "律师法 第三十九条" and "李芳芳" not in str(refusal.value)
    assert step(lotus, case, "assign", handler=lotus.other_lawyer).handler == lotus.other_lawyer


def test_confirmation_lapses_after_thirty_days_and_makes_the_question_urgent(lotus):
    case = consultation(lotus, topic="mediation", known_on=date(2024, 8, 20))
    assert (case.limitation_on, case.urgency) == (date(2024, 9, 19), "expiring")
    assert clock(case, "limitation")["law"] == "人民调解法 第三十三条第一款"


def test_with_less_than_seven_days_left_aid_comes_first(lotus):
    told = {"handed_kind": "aid", "handed_to": lotus.unit, "consents": True}
    near = answered(lotus, consultation(lotus, limitation_on=date(2024, 9, 8)))
    far = answered(lotus, consultation(lotus, limitation_on=date(2024, 10, 8), given=parts(phone="15400000009")))
    urgent = [handovers.of_case(step(lotus, case, "refer", **told)).get().details.get("urgent", "") for case in (near, far)]
    assert "先行提供法律援助" in urgent[0] and urgent[1] == ""


def test_danger_is_due_on_the_day_itself(lotus):
    case = consultation(lotus, given=parts("他正在打我"))
    assert (clock(case, "red")["due"], case.due_on) == ("2024-09-03", DAY)
    case = step(lotus, case, "raise_alarm", told_unit=lotus.police, situation="正在被打")
    assert clock(case, "red")["state"] == "met"
    assert clock(consultation(lotus), "red") is None


def test_who_asks_again_is_answered_in_sight_of_the_first_answer(lotus):
    first = answered(lotus, consultation(lotus))
    again = consultation(lotus, date(2024, 9, 20))
    assert first.number in again.earlier_reply and "二倍工资" in again.earlier_reply and first.earlier_reply == ""


def test_a_mended_answer_names_the_others_that_rest_on_the_same_article_and_that_one_may_see(lotus):
    first = answered(lotus, consultation(lotus))
    other = answered(lotus, consultation(lotus, given=parts(phone="15400000009")))
    third = answered(lotus, consultation(lotus, given=parts(phone="15400000008")), cited="劳动合同法 第十条")
    elsewhere = answered(
        lotus,
        consultation(lotus, given=parts(phone="15400000007"), unit=lotus.world.far_town, by=lotus.world.stranger),
        by=lotus.world.stranger,
    )
    read = {case.pk: Window(lotus.clerk).read(f"/desk/advice.consultation/{case.pk}/beside/citing/") for case in (first, third)}
    assert other.number in read[first.pk] and elsewhere.number not in read[first.pk]
    assert "另有 0 件" in read[third.pk]
