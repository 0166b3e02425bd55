"""Who is in a dispute, when it is more than two neighbours: crowds, branches, deaths, elections in the middle of a case."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.pages import Window, step_url

from fazhi.kernel.flow import registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.records import restricted
from fazhi.services.mediation.filing import missing
from fazhi.services.mediation.models import Dispute, Mediator

from .factories import APPLICANT_ID, CHILD_ID, agreed, agreed_case, dispute, heard, mediating, party, step, term

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


def test_what_was_not_known_at_the_registration_is_added_and_what_is_known_stands_in_no_form(lotus):
    sides = [party("applicant", "张建", id_number="", phone="15400001111"), party("respondent", "李小", id_number=CHILD_ID)]
    case, desk = dispute(lotus, parts={"parties": sides}), Window(lotus.worker)
    assert "须由法定代理人代为参加调解" in desk.refusal(case, "accept") and "补登、更正当事人信息" in desk.page_of(case)
    adult, child = case.parties.all()
    form = desk.read(step_url(case, "complete_party", child))
    assert "已登记" in form and CHILD_ID not in desk.client.get(step_url(case, "complete_party", child)).content.decode()
    desk.refusal(case, "complete_party", child, agent="李母", agent_kind="legal")
    case = desk.step(case, "complete_party", child, agent="李母", agent_kind="legal", reason="监护人到场")
    child.refresh_from_db()
    assert (child.id_number, child.guardian) == (CHILD_ID, "李母") and desk.step(case, "accept").state == "accepted"
    assert "身份证明" in missing(Dispute.objects.get())
    wrong = APPLICANT_ID[:-1] + ("0" if APPLICANT_ID[-1] != "0" else "1")
    assert "校验" in desk.refusal(case, "complete_party", adult, id_number=wrong, reason="核对身份证")
    assert "另一位当事人已经登记了同样的证件号" in desk.refusal(
        case, "complete_party", adult, id_number=CHILD_ID, reason="核对身份证"
    )
    desk.step(case, "complete_party", adult, id_number=APPLICANT_ID, reason="核对身份证")
    adult.refresh_from_db()
    assert (adult.id_number, adult.phone) == (APPLICANT_ID, "15400001111") and "身份证明" not in missing(Dispute.objects.get())


def test_a_number_that_tells_of_a_child_asks_for_the_guardian_and_closes_the_case_to_its_team(lotus):
    case = dispute(lotus, parts={"parties": [party("applicant", "张建"), party("respondent", "李小", id_number="")]})
    case = step(lotus, case, "complete_party", part=case.parties.last(), id_number=CHILD_ID, reason="核对户口簿")
    assert case.parties.last().capacity == "limited" and restricted.of(case).ground == "minor"
    with pytest.raises(NotAllowed, match="须由法定代理人"):
        step(lotus, case, "accept")


def test_an_agent_whose_time_is_over_is_followed_by_another(lotus):
    agent = {"agent": "钱某", "agent_kind": "entrusted", "special_authority": True, "authority_to": date(2024, 9, 2)}
    sides = {"parties": [party("applicant", "张建"), party("respondent", "李芳", **agent)]}
    case = term(lotus, heard(lotus, mediating(lotus, parts=sides)))
    told = {"agent": "孙某", "authority_to": date(2024, 12, 31), "reason": "换了代理人"}
    case = step(lotus, case, "complete_party", part=case.parties.last(), **told)
    assert agreed(lotus, case).state == "agreed" and case.parties.last().agent == "孙某"


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
