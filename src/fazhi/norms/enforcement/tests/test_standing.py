"""Who might act on a day: judged by what stood then."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fazhi.norms.enforcement.standing import faults_of_officers, faults_of_power, faults_of_township, in_whose_name

from .factories import body, certified, grant, in_force, item, officer, provision, step


def told(faults):
    return [str(fault) for fault in faults]


def test_two_certified_officers_may_act(lotus):
    pair = [officer(lotus, "高某"), officer(lotus, "田某", 1)]
    for each in pair:
        certified(lotus, each)
    assert told(faults_of_officers(pair, lotus.item, date(2024, 3, 1))) == []


def test_whose_certificate_had_lapsed_that_day_is_not_the_second_officer_whatever_came_later(lotus):
    first, second = officer(lotus, "高某"), officer(lotus, "田某", 1)
    certified(lotus, first)
    lapsed = certified(lotus, second, expires_on=date(2024, 2, 29))
    step(lotus, lapsed, "renew", date(2024, 2, 20))
    lapsed.refresh_from_db()
    assert told(faults_of_officers([first, second], lotus.item, date(2024, 3, 1))) == []
    other = officer(lotus, "丁某", 2)
    certified(lotus, other, expires_on=date(2024, 2, 29))
    faults = told(faults_of_officers([first, other], lotus.item, date(2024, 3, 1)))
    assert faults == [
        "丁某在 2024-03-01 没有有效的执法证（行政处罚法 第四十二条第一款）",
        "有资格的执法人员只有 1 人，不得少于两人（行政处罚法 第四十二条第一款）",
    ]


def test_a_certificate_covers_the_powers_it_names(lotus):
    pair = [officer(lotus, "高某"), officer(lotus, "田某", 1)]
    for each in pair:
        certified(lotus, each, powers=["inspection"])
    assert "不包括行政处罚" in told(faults_of_officers(pair, lotus.item, date(2024, 3, 1)))[0]


def test_an_auxiliary_is_no_officer(lotus):
    helper = officer(lotus, "辅某", 3, identity="contract", is_auxiliary=True)
    assert "辅助人员" in told(faults_of_officers([helper], lotus.item, date(2024, 3, 1)))[0]


def test_a_body_acts_within_its_term_and_its_items(lotus):
    assert told(faults_of_power(lotus.body, lotus.item, date(2024, 3, 1))) == []
    assert "不是执法主体" in told(faults_of_power(lotus.body, lotus.item, date(2021, 7, 1)))[0]
    other = body(lotus, name="荷塘区水利局", announced_no="荷政公〔2021〕4号")
    assert told(faults_of_power(other, lotus.item, date(2024, 3, 1))) == [
        "荷塘区水利局在 2024-03-01 没有“对随地丢弃废弃物的处罚”的权力（行政处罚法 第十七条）"
    ]


def test_an_item_whose_provision_was_repealed_has_no_basis_afterwards(lotus):
    old = provision(lotus, citation="城市市容和环境卫生管理条例 第三十五条", valid_to=date(2023, 12, 31))
    rests = item(lotus, code="330217002000", bases=[old])
    assert told(faults_of_power(lotus.body, rests, date(2023, 12, 31))) == []
    assert "没有有效的法律依据" in told(faults_of_power(lotus.body, rests, date(2024, 1, 1)))[0]


def test_a_township_acts_between_taking_up_and_giving_back(lotus):
    case = in_force(lotus)
    assert told(faults_of_township(lotus.town, lotus.item, date(2023, 3, 1))) == []
    assert in_whose_name(lotus.town, lotus.item, date(2023, 3, 1)) == lotus.town
    step(lotus, case, "withdraw", date(2024, 6, 1), lotus.leader, withdrawn_no="荷政发〔2024〕9号", pending_cases="无")
    assert told(faults_of_township(lotus.town, lotus.item, date(2024, 5, 31))) == []
    assert "处罚无效" in told(faults_of_township(lotus.town, lotus.item, date(2024, 6, 1)))[0]


def test_what_is_entrusted_bears_the_departments_name(lotus):
    in_force(lotus, grant(lotus, mode="entrusted"), ends_on=date(2025, 2, 28))
    assert in_whose_name(lotus.town, lotus.item, date(2024, 1, 1)) == lotus.bureau


def test_who_is_entrusted_entrusts_nobody_else(lotus):
    body(lotus, source="entrusted", principal=lotus.world.county, announced_no="x", unit=lotus.town, name="荷花街道办")
    with pytest.raises(ValidationError, match="不得再委托"):
        body(lotus, source="entrusted", principal=lotus.town, announced_no="y", name="某协会")


def test_who_has_no_public_function_is_entrusted_nothing(lotus):
    with pytest.raises(ValidationError, match="管理公共事务职能"):
        body(lotus, source="entrusted", principal=lotus.world.county, manages_public_affairs=False, announced_no="z")
