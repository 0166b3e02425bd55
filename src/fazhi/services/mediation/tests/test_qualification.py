"""A grade has its conditions: counted from the cases, told in words, set by the city."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow import registers
from fazhi.services.mediation.qualification import achieved, told
from fazhi.services.mediation.rules import GRADE_CONDITIONS

from .factories import DAY, agreed_case, heard, mediating, members_of, step

ON = date(2026, 9, 10)


def worked(lotus):
    """One dispute that failed and was then settled in a second case, and one that failed."""
    first = step(lotus, heard(lotus, mediating(lotus)), "fail", end_reason="谈不拢", routes_told=True)
    agreed_case(lotus, date(2024, 9, 20), root_case=first)
    step(lotus, heard(lotus, mediating(lotus, kind="06")), "fail", end_reason="谈不拢", routes_told=True)


def test_what_was_done_is_counted_once_a_dispute(lotus):
    worked(lotus)
    done = achieved(lotus.mediator, ON)
    assert (done.years, done.cases, done.success, done.oral) == (2, 2, 50, 0)
    assert achieved(lotus.mediator, DAY).cases == 2 and achieved(lotus.second, ON).cases == 0


def test_what_is_missing_for_a_grade_is_told(lotus):
    worked(lotus)
    assert (
        told(lotus.mediator, ON)
        == "任职满 2 年，办结 2 件，成功率 50%，口头协议 0%；四级：办结不足 50 件、成功率不足 85%、培训不足 16 学时"
    )
    GRADE_CONDITIONS.change({"4": {"cases": 2}, "3": {"cases": 100}}, "陈某", "试行")
    assert told(lotus.mediator, date(2099, 1, 1)).endswith("四级：符合条件；三级：办结不足 100 件")


def test_a_recused_mediator_has_not_done_the_work(lotus):
    case = mediating(lotus)
    case = step(lotus, case, "recuse", part=case.mediators.get(), is_recused=True, reason="当事人要求")
    step(lotus, case, "fail", end_reason="谈不拢", routes_told=True)
    assert achieved(lotus.mediator, ON).cases == 0


def test_an_appointment_ends_after_it_begins(lotus):
    hired = members_of(lotus.committee)[2]
    hired.standing, hired.post, hired.term_to = "part_time", "", hired.term_from
    with pytest.raises(ValidationError, match="聘期止应当晚于聘期起"):
        registers.enter(hired, lotus.world.clerk)
