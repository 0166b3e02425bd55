"""Powers given to a township: only what the law lets go, only to whom can bear it, in public, and back again."""

from datetime import date

import pytest

from fazhi.kernel.flow import passing_time
from fazhi.kernel.flow.refusals import NotAllowed

from .factories import TAKEN_UP, assessed, body, grant, in_force, item, step


def take_up(lotus, case, **data):
    return step(lotus, case, "take_up", date(2023, 3, 1), lotus.leader, **{**TAKEN_UP, **data})


def test_a_grant_is_numbered_and_evaluated_at_intervals(lotus):
    case = in_force(lotus)
    assert (case.state, case.number, case.due_on) == ("in_force", "（2023）荷塘区赋权第001号", date(2024, 3, 1))
    case = assessed(lotus, case, day=date(2024, 2, 20))
    assert case.due_on == date(2025, 2, 20)


def test_nothing_is_given_without_an_assessment_that_says_it_can_be_borne(lotus):
    with pytest.raises(NotAllowed, match="没有评估"):
        take_up(lotus, grant(lotus))
    with pytest.raises(NotAllowed, match="不能有效承接") as refusal:
        take_up(lotus, assessed(lotus, grant(lotus), "unable"))
    assert refusal.value.law == "行政处罚法 第二十四条第一款"


def test_the_decision_is_published_first(lotus):
    with pytest.raises(NotAllowed, match="晚于施行日期"):
        take_up(lotus, assessed(lotus, grant(lotus)), decision_published_on=date(2023, 3, 2))


def test_a_department_gives_only_what_it_has(lotus):
    other = body(lotus, name="荷塘区水利局", announced_no="荷政公〔2021〕4号")
    with pytest.raises(NotAllowed, match="荷塘区水利局不是这些事项的实施主体"):
        take_up(lotus, assessed(lotus, grant(lotus, support=other)))


def test_only_penalties_are_taken_up_and_coercion_is_never_entrusted(lotus):
    seizing = item(lotus, kind="coercion", code="330317001000", title="查封违法建设施工现场")
    with pytest.raises(NotAllowed, match="不是行政处罚：查封违法建设施工现场"):
        take_up(lotus, assessed(lotus, grant(lotus, items=[lotus.item, seizing])))
    with pytest.raises(NotAllowed, match="行政强制措施权不得委托") as refusal:
        take_up(lotus, assessed(lotus, grant(lotus, items=[seizing], mode="entrusted")), ends_on=date(2025, 2, 28))
    assert refusal.value.law == "行政强制法 第十七条第一款"


def test_an_entrustment_has_a_term_and_ends_with_it(lotus):
    case = assessed(lotus, grant(lotus, mode="entrusted"))
    with pytest.raises(NotAllowed, match="载明期限"):
        take_up(lotus, case)
    case = take_up(lotus, case, ends_on=date(2023, 12, 31))
    passing_time.lapse(date(2024, 1, 1))
    case.refresh_from_db()
    assert case.state == "ended" and case.holds(date(2023, 12, 31)) and not case.holds(date(2024, 1, 1))


def test_what_is_given_back_says_what_becomes_of_open_cases(lotus):
    case = step(
        lotus, in_force(lotus), "withdraw", date(2024, 6, 1), lotus.leader, withdrawn_no="荷政发〔2024〕9号", pending_cases="2 件"
    )
    assert (case.state, case.withdrawn_on) == ("withdrawn", date(2024, 6, 1))
