"""The figures of mediation: what counts once, what a rate is of, what is no success."""

from datetime import date
from decimal import Decimal

import pytest
from tests.world import unit

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.indicators import evaluation
from fazhi.kernel.indicators.figures import figure_table
from fazhi.services.mediation.models import LinkScheme, LinkSchemeItem, Mediator
from fazhi.services.mediation.schemes import SCHEMES

from .factories import DAY, agreed_case, committee_of, dispute, heard, mediating, members_of, step, term

AS_OF = date(2024, 12, 4)


def value(name, **asked):
    return evaluation.evaluate(f"mediation.{name}", on=AS_OF, **asked)


@pytest.fixture
def autumn(lotus):
    """A dispute that failed in the village and was settled in a second case, one settled by itself, one that failed, one not accepted."""
    first = heard(lotus, mediating(lotus))
    first = step(lotus, first, "fail", date(2024, 9, 10), end_reason="差距过大", routes_told=True)
    agreed_case(lotus, date(2024, 10, 9), root_case=first)
    agreed_case(lotus, date(2024, 10, 10), kind="04")
    lost = heard(lotus, mediating(lotus, kind="06"))
    step(lotus, lost, "fail", date(2024, 9, 20), end_reason="差距过大", routes_told=True)
    step(lotus, dispute(lotus, kind="99"), "decline", end_reason="法院已经受理", routes_told=True)
    return lotus


def test_a_dispute_through_two_cases_counts_once(autumn):
    assert value("handled").value == 3 and value("applied").value == 5
    assert (value("success_rate").numerator, value("success_rate").denominator) == (2, 3)
    assert value("success_rate").text == "达66%"


def test_amounts_come_from_the_terms_once_a_dispute(autumn):
    assert value("amount").value == Decimal(1600) and value("amount").text == "0.2万元"


def test_a_rate_names_its_denominator(autumn):
    assert "分母为受理件数" in value("success_rate").definition and "分母为办结件数" in value("concluded_rate").definition


def test_performance_is_counted_by_term_and_by_case(autumn):
    assert (value("term_performance").numerator, value("term_performance").denominator) == (0, 2)
    assert value("performance_rate").value == 0


def test_whoever_is_not_reached_is_not_satisfied(lotus):
    case = agreed_case(lotus)
    case = step(lotus, case, "visit", date(2024, 10, 1), method="phone", is_reached=False)
    step(lotus, case, "visit", date(2024, 10, 8), method="phone", is_reached=True, rating="5")
    assert (value("satisfaction").numerator, value("satisfaction").denominator) == (1, 2)


def test_the_report_prints_its_six_lines(autumn):
    for name, items in SCHEMES.items():
        told = {"unit": autumn.world.city, "name": name, "valid_from": date(2022, 1, 1)}
        rows = [LinkSchemeItem(group=group, name=item) for group, item in items]
        doors.register(LinkScheme, autumn.world.city_leader, told, {"items": rows})
    rows = {row.code: row for row in figure_table(AS_OF)}
    assert (rows["L1"].value, rows["L1"].text) == (8, "“1+3+N”对接联动体系")
    assert (rows["L2"].value, rows["L2"].text) == (7, "“七联”工作法")
    assert rows["L4"].text == "调处矛盾纠纷3件" and rows["L6"].text == "涉及金额0.2万元"


def test_days_are_counted_from_acceptance_to_result(lotus):
    step(lotus, term(lotus, heard(lotus, mediating(lotus))), "fail", date(2024, 9, 13), end_reason="谈不拢", routes_told=True)
    assert value("days").value == 10 and date(2024, 9, 3) == DAY


def test_every_figure_of_mediation_can_be_asked_for(autumn):
    for code, indicator in registry.on("indicators").items():
        if code.startswith("mediation."):
            found = evaluation.evaluate(code, on=AS_OF)
            assert found.text and indicator.label in found.definition, code
            assert evaluation.records_of(found).count() == found.records, code


# --- committees and mediators -------------------------------------------------------------------------------------------------


@pytest.fixture
def committees(lotus):
    """One in order; one of two men that nobody has filed, over its term."""
    body = unit("990101001T", "荷花街道人民调解委员会", "committee", lotus.world.town, "荷花街道")
    poor = registers.enter(
        committee_of(body, lotus.world.town, kind="street", filed_on=None, term_from=date(2020, 1, 1)), lotus.world.clerk
    )
    for each in members_of(poor)[1:]:
        registers.enter(each, lotus.world.clerk)
    return lotus


def test_what_the_law_asks_of_committees_is_counted(committees):
    assert (value("committees").value, value("committees_in_term").value, value("committees_over_term").value) == (2, 1, 1)
    assert (value("committees_with_woman_rate").value, value("committees_in_order_rate").value) == (50, 50)
    Mediator._base_manager.filter(committee=committees.committee, post="director").update(post="member")
    assert value("committees_in_order_rate").value == 0


def test_a_grade_counts_while_it_is_good(lotus):
    Mediator._base_manager.filter(pk=lotus.mediator.pk).update(grade="1", grade_to=date(2024, 12, 31))
    Mediator._base_manager.filter(pk=lotus.second.pk).update(grade="2", grade_to=date(2024, 6, 30))
    assert (value("graded_mediators").value, value("grade_1").value, value("grade_2").value) == (1, 1, 0)
