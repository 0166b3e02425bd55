"""Who is in a dispute, when it is more than two neighbours: crowds, branches, deaths, elections in the middle of a case."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow import registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.mediation.models import Mediator

from .factories import agreed, agreed_case, dispute, heard, mediating, party, step, term

SPOKEN_FOR = {"agent_kind": "chosen", "special_authority": True, "id_number": ""}


def crowd(amount, **data):
    return [party("applicant", f"村民{n}", **{**SPOKEN_FOR, "agent": f"代表{n}", **data}) for n in range(amount)]


def test_a_crowd_speaks_through_five_and_no_more(lotus):
    case = dispute(lotus, parts={"parties": [*crowd(6), party("respondent", "李芳")]})
    with pytest.raises(NotAllowed, match="每一方推选的代表人不超过 5 人"):
        step(lotus, case, "accept")
    assert step(lotus, dispute(lotus, parts={"parties": [*crowd(5), party("respondent", "李芳")]}), "accept").state == "accepted"


def test_a_spokesman_settles_with_the_consent_of_those_he_speaks_for(lotus):
    sides = {"parties": [*crowd(1, special_authority=False), party("respondent", "李芳")]}
    case = term(lotus, heard(lotus, mediating(lotus, parts=sides)), obligee="村民0")
    with pytest.raises(NotAllowed, match="须经被代表的当事人同意") as refusal:
        agreed(lotus, case)
    assert refusal.value.law == "民事诉讼法 第五十六条"


def test_an_agent_whose_time_is_over_signs_nothing(lotus):
    agent = {"agent": "钱某", "agent_kind": "entrusted", "special_authority": True, "authority_to": date(2024, 9, 2)}
    sides = {"parties": [party("applicant", "张建"), party("respondent", "李芳", **agent)]}
    case = term(lotus, heard(lotus, mediating(lotus, parts=sides)))
    with pytest.raises(NotAllowed, match="钱某的代理期限已过") as refusal:
        agreed(lotus, case)
    assert refusal.value.law == "民法典 第一百七十三条"


def test_a_branch_names_the_company_that_answers_for_it(lotus):
    branch = {"kind": "branch", "id_number": "", "credit_code": ""}
    with pytest.raises(ValidationError, match="请填所属法人"):
        dispute(lotus, parts={"parties": [party("applicant", "张建"), party("respondent", "红星超市荷塘店", **branch)]})
    shop = party("respondent", "红星超市荷塘店", head_office="红星超市有限公司", **branch)
    case = heard(lotus, mediating(lotus, parts={"parties": [party("applicant", "张建"), shop]}))
    assert term(lotus, case, obligor="红星超市有限公司").terms.get().obligor == "红星超市有限公司"


def dead(lotus, case, on=date(2024, 9, 6)):
    return step(lotus, case, "part_ends", on, part=case.parties.last(), ended_on=on, ended_why="因病去世")


def test_who_has_died_is_followed_by_the_heirs_before_anything_is_agreed(lotus):
    case = dead(lotus, term(lotus, heard(lotus, mediating(lotus))))
    with pytest.raises(NotAllowed, match="请先补登继承人"):
        agreed(lotus, case, date(2024, 9, 9))
    case = step(lotus, case, "add_party", date(2024, 9, 9), side="respondent", kind="person", name="李小芳", consent="agrees")
    with pytest.raises(NotAllowed, match="先告知当事人权利和义务"):
        agreed(lotus, case, date(2024, 9, 9))
    case = step(lotus, case, "tell_rights", date(2024, 9, 9))
    with pytest.raises(NotAllowed, match="李芳不是本案当事人"):
        term(lotus, case, date(2024, 9, 9))
    case = step(lotus, case, "drop_term", date(2024, 9, 9), part=case.terms.get(), reason="改由继承人支付")
    case = agreed(lotus, term(lotus, case, date(2024, 9, 9), obligor="李小芳"), date(2024, 9, 9))
    assert case.state == "agreed"


def test_whoever_dies_after_the_agreement_leaves_it_standing_and_it_may_be_changed(lotus):
    case = dead(lotus, agreed_case(lotus))
    assert case.state == "agreed" and case.standing_terms
    with pytest.raises(NotAllowed, match="已经登记过"):
        dead(lotus, case)
    case = step(lotus, case, "add_successor", date(2024, 9, 9), side="respondent", kind="person", name="李小芳", consent="agrees")
    case = step(lotus, case, "tell_successor", date(2024, 9, 9))
    with pytest.raises(NotAllowed, match="各方当事人都已经告知"):
        step(lotus, case, "tell_successor", date(2024, 9, 9))
    assert term(lotus, case, date(2024, 9, 9), obligor="李小芳").proposed_terms


def left(lotus, mediator, **data):
    given = {"left_on": date(2024, 9, 6), "left_why": "改选落选", **data}
    return registers.correct(mediator, lotus.world.clerk, given, version=mediator.version, reason="村民会议改选")


def test_an_election_in_the_middle_of_a_case_gives_it_another_mediator(lotus):
    case = heard(lotus, mediating(lotus))
    left(lotus, lotus.mediator)
    with pytest.raises(NotAllowed, match="何清已经离任.*增加调解员"):
        heard(lotus, case, date(2024, 9, 10))
    case = step(lotus, case, "join", date(2024, 9, 10), mediator=lotus.second, role="chair")
    assert heard(lotus, case, date(2024, 9, 10)).session_count == 2


def test_why_a_mediator_left_is_written_down(lotus):
    with pytest.raises(ValidationError, match="请写明离任原因"):
        left(lotus, lotus.mediator, left_why="")
    with pytest.raises(ValidationError, match="不能早于聘期起"):
        left(lotus, lotus.mediator, left_on=date(2020, 1, 1))
    assert Mediator.objects.get(pk=lotus.mediator.pk).serves_on(date(2024, 9, 10))


def test_the_court_is_told_of_new_members_too(lotus):
    told = lotus.committee.court_told_on
    Mediator._base_manager.filter(pk=lotus.second.pk).update(term_from=date(2024, 5, 1))
    assert told == date(2024, 3, 8)
    assert "2024-05-01 人员调整以后，尚未再次通报" in lotus.committee.findings_told


def test_an_original_goes_back_before_the_file_goes_on_the_shelf(lotus):
    case = step(lotus, mediating(lotus), "collect", title="借条", provider="张建", is_kept=True)
    case = step(lotus, heard(lotus, case), "fail", end_reason="谈不拢", routes_told=True)
    case = step(lotus, case, "close_unvisited", reason="当事人外出")
    with pytest.raises(NotAllowed, match="还有 1 份收取的原件没有退还"):
        step(lotus, case, "archive", by=lotus.director)
    case = step(lotus, case, "return_original", part=case.evidence.get(), returned_to="张建")
    with pytest.raises(NotAllowed, match="已经退还"):
        step(lotus, case, "return_original", part=case.evidence.get(), returned_to="张建")
    assert step(lotus, case, "archive", by=lotus.director).state == "archived"
