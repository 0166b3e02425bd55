"""What an agreement comes to in court, and what leaves the figures: annulled agreements, invented cases, replaced terms."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.kernel.flow import doors, handovers, registers
from fazhi.kernel.flow.doors import steps_open_to
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluation
from fazhi.services.mediation.models import Dispute, JointMeeting, LinkScheme, LinkSchemeItem, Screening
from fazhi.services.mediation.papers import AgreementPaper

from .factories import agreed, agreed_case, dispute, heard, mediating, office_clerk, step, term

AS_OF, LATER = date(2024, 12, 4), date(2024, 9, 20)


def value(name):
    return evaluation.evaluate(f"mediation.{name}", on=AS_OF)


def sued(lotus, case):
    return step(lotus, case, "sue", date(2024, 9, 10), sued_on=date(2024, 9, 10))


def test_only_what_was_sued_about_is_judged(lotus):
    with pytest.raises(NotAllowed, match="没有当事人起诉"):
        step(lotus, agreed_case(lotus), "judge", LATER, judged_on=LATER, judgment="upheld")


def test_an_annulled_agreement_is_no_success_and_brings_no_amount(lotus):
    case = sued(lotus, agreed_case(lotus))
    assert (value("succeeded").value, value("amount").value) == (1, 800)
    with pytest.raises(NotAllowed, match="请办理“协议被撤销或者确认无效”"):
        step(lotus, case, "judge", LATER, judged_on=LATER, judgment="void")
    case = step(lotus, case, "annul", LATER, judged_on=LATER, reason="一方受胁迫")
    assert (case.state, case.standing_terms, case.agreement_amount) == ("annulled", [], None)
    assert {row["name"]: row["state"] for row in case.clocks}["performance"] != "running"
    assert (value("succeeded").value, value("handled").value, value("annulled").value) == (0, 1, 1)
    assert value("amount").value in (None, 0)


def test_after_an_annulled_agreement_a_new_one_may_be_made(lotus):
    case = step(lotus, sued(lotus, agreed_case(lotus)), "annul", LATER, judged_on=LATER, reason="一方受胁迫")
    signed = {"form": "written", "copies": 3} | dict.fromkeys(("parties_signed_on", "mediator_signed_on", "sealed_on"), LATER)
    case = step(lotus, term(lotus, case, LATER, amount="500"), "amend", LATER, reason="重新达成", **signed)
    assert (case.state, case.agreement_amount, case.judgment, value("succeeded").value) == ("agreed", 500, "", 1)


def test_terms_that_were_replaced_or_only_proposed_are_owed_by_nobody(lotus):
    case = agreed_case(lotus)
    signed = {"form": "written", "copies": 3} | dict.fromkeys(("parties_signed_on", "mediator_signed_on", "sealed_on"), LATER)
    case = step(lotus, term(lotus, case, LATER, due_on=date(2024, 11, 1)), "amend", LATER, reason="改期", **signed)
    term(lotus, case, LATER, content="另议", due_on=date(2024, 11, 2))
    assert (value("term_performance").numerator, value("term_performance").denominator) == (0, 1)


def test_an_invented_case_stays_on_the_shelf_and_leaves_the_figures(lotus, world):
    case = agreed_case(lotus)
    with pytest.raises(NotAllowed, match="登记人不能核查自己登记的案件"):
        Dispute._base_manager.filter(pk=case.pk).update(recorded_by=world.clerk)
        step(lotus, case, "strike_out", by=world.clerk, reason="当事人不认识")
    case = step(lotus, case, "strike_out", by=office_clerk(world), reason="当事人不认识")
    assert (case.is_false, case.state) == (True, "agreed")
    assert [value(name).value for name in ("handled", "succeeded", "written", "false_cases")] == [0, 0, 0, 1]


def test_the_thirty_days_for_the_court_run_on_while_the_rest_waits_for_an_appraisal(lotus):
    signed = {"form": "written", "copies": 3, "is_partial": True, "rest": "围墙"}
    signed |= dict.fromkeys(("parties_signed_on", "mediator_signed_on", "sealed_on"), date(2024, 9, 3))
    case = step(lotus, term(lotus, heard(lotus, mediating(lotus))), "agree_partly", **signed)
    case = step(lotus, case, "suspend", date(2024, 9, 5), suspend_reason="鉴定")
    told = {row["name"]: row["state"] for row in case.clocks}
    assert (told["limit"], told["confirmation"], told["performance"]) == ("paused", "running", "running")
    case = step(lotus, case, "resume", date(2024, 9, 25))
    assert next(row["due"] for row in case.clocks if row["name"] == "confirmation") == "2024-10-08"


def test_a_high_claim_does_not_raise_the_grade_of_a_small_agreement(lotus):
    case = dispute(lotus, claimed=Decimal(600_000))
    assert case.difficulty == "major"
    assert agreed_case(lotus, claimed=Decimal(600_000), root_doubt="另案").difficulty == "ordinary"


# --- what the page lets one do ------------------------------------------------------------------------------------------------


def open_to(person, case):
    return {offer.step.name for offer in steps_open_to(person, case) if offer.is_open}


def test_what_a_step_asks_does_not_close_the_step(lotus):
    assert {"decline", "take_back", "accept"} <= open_to(lotus.worker, dispute(lotus))
    case = heard(lotus, mediating(lotus, root_doubt="另案"))
    assert {"fail", "give_up", "withdraw", "transfer", "prolong", "suspend"} <= open_to(lotus.worker, case)
    case = step(lotus, case, "fail", end_reason="谈不拢", routes_told=True)
    assert {"close_unvisited", "guide", "visit"} <= open_to(lotus.worker, case)
    case = term(lotus, heard(lotus, mediating(lotus, root_doubt="另案")), kind="deed", amount=None, content="赔礼道歉")
    assert "agree" in open_to(lotus.worker, case)


def test_a_payment_order_needs_a_payment_and_every_route_consent(lotus):
    case = agreed_case(lotus)
    asked = {"route": "payment_order", "guided_to": lotus.court}
    with pytest.raises(NotAllowed, match="须经当事人同意"):
        step(lotus, case, "guide", consents_to_guide=False, **asked)
    case = step(lotus, case, "guide", consents_to_guide=True, undisputed="双方确认欠款八百元", **asked)
    sent = handovers.of_case(case).get()
    assert (sent.kind, sent.content, sent.details["terms"][0]["obligor"]) == ("court.payment_order", "双方确认欠款八百元", "李芳")
    with pytest.raises(NotAllowed, match="只有劳动争议"):
        step(lotus, case, "guide", route="arbitration", guided_to=lotus.court, consents_to_guide=True)
    lost = step(lotus, heard(lotus, mediating(lotus, root_doubt="另案")), "fail", end_reason="谈不拢", routes_told=True)
    with pytest.raises(NotAllowed, match="没有约定给付金钱"):
        step(lotus, lost, "guide", consents_to_guide=True, **asked)


@pytest.mark.parametrize(
    ("route", "opens"),
    [
        ("suit", "court.suit"),
        ("payment_order", "court.payment_order"),
        ("notary", "notary.application"),
        ("aid", "legal_aid.aidcase"),
        ("administrative", "administrative.matter"),
    ],
)
def test_each_route_opens_its_own_matter_with_the_terms_and_never_a_concession(lotus, route, opens):
    case = agreed(lotus, term(lotus, heard(lotus, mediating(lotus), agreed="李芳愿意让步，赔六百")))
    step(lotus, case, "guide", route=route, guided_to=lotus.court, consents_to_guide=True)
    sent = handovers.of_case(case).get()
    assert (sent.kind, sent.details["terms"][0]["obligor"], "让步" in f"{sent.content}{sent.details}") == (opens, "李芳", False)


def test_wages_that_were_agreed_go_to_arbitration_or_become_a_payment_order(lotus):
    case = agreed(lotus, term(lotus, heard(lotus, mediating(lotus, kind="10")), content="支付工资"))
    assert "申请支付令" in AgreementPaper.sheet(case).text and "第十六条" in AgreementPaper.sheet(case).text
    step(lotus, case, "guide", route="arbitration", guided_to=lotus.court, consents_to_guide=True)
    assert handovers.of_case(case).get().kind == "arbitration.application"


def test_oral_terms_about_forest_land_are_free_and_about_contracted_land_are_not(lotus):
    waived = {"form": "oral", "is_paper_waived": True}
    case = term(lotus, heard(lotus, mediating(lotus, kind="07", subtype="土地承包")))
    with pytest.raises(NotAllowed, match="农村土地承包经营纠纷"):
        step(lotus, case, "agree_orally", **waived)
    case = term(lotus, heard(lotus, mediating(lotus, kind="07", subtype="林木权属", root_doubt="另案")))
    assert step(lotus, case, "agree_orally", **waived).state == "agreed"


def test_inheritance_is_signed_in_ink_and_may_be_confirmed(lotus):
    case = term(lotus, heard(lotus, mediating(lotus, kind="01")), kind="inheritance", content="老屋归张建", amount=None)
    with pytest.raises(NotAllowed, match="不适用电子签名"):
        agreed(lotus, case, sign_method="electronic", no_amount_reason="析产")
    case = agreed(lotus, case, no_amount_reason="析产")
    asked = {"court": lotus.court, "is_joint": True, "is_voluntary": True}
    with pytest.raises(NotAllowed, match="违背公序良俗的，人民法院不予确认"):
        step(lotus, case, "ask_court", **asked)
    assert step(lotus, case, "ask_court", is_lawful=True, **asked).state == "confirming"


def test_a_court_that_refuses_says_under_which_item_and_may_take_ten_days_more(lotus):
    asked = {"court": lotus.court, "is_joint": True, "is_voluntary": True, "is_lawful": True}
    case = step(lotus, agreed_case(lotus), "ask_court", date(2024, 9, 10), **asked)
    case = step(lotus, case, "court_accepts", date(2024, 9, 11), part=case.confirmations.get())
    due = {row["name"]: row["due"] for row in case.clocks}
    case = step(lotus, case, "court_prolongs", date(2024, 9, 24), extension=10, reason="案情复杂")
    assert (due["court_decision"], {row["name"]: row["due"] for row in case.clocks}["court_decision"]) == (
        "2024-09-26",
        "2024-10-08",
    )
    with pytest.raises(NotAllowed, match="请按裁定书选择理由"):
        step(lotus, case, "court_refuses", date(2024, 9, 29), part=case.confirmations.get(), result="rejected")


# --- going round, linked work -------------------------------------------------------------------------------------------------


def test_a_round_that_finds_nothing_is_a_round(lotus):
    for found in (0, 2):
        row = Screening(unit=lotus.body, region=lotus.body.parent, made_on=LATER, kind="festival", households=40, found=found)
        assert registers.enter(row, lotus.worker).number
    assert (value("screenings").value, value("households").value) == (2, 80)


def test_each_kind_of_committee_has_its_column_and_the_sources_their_subtotal(lotus):
    agreed_case(lotus, source="court")
    agreed_case(lotus, root_doubt="另案")
    found = [value(name).value for name in ("by_village", "by_street", "source_court", "source_entrusted", "source_applied")]
    assert found == [2, 0, 1, 1, 1]


def test_a_crowd_that_was_calmed_is_counted_by_cases_and_by_heads(lotus):
    case = step(lotus, dispute(lotus, circumstances=["crowd"], people=8), "accept")
    step(lotus, case, "report")
    assert value("crowds_prevented").value == 0
    agreed_case(lotus, circumstances=["crowd"], people=9, root_doubt="另案")
    assert (value("crowds_prevented").value, value("crowds_prevented_people").value) == (1, 9)


def test_an_item_of_a_scheme_shows_what_was_done_beside_what_was_meant_to_be(lotus, world, monkeypatch):
    item = LinkSchemeItem(name="联席联商疑难案件", yearly_target=4)
    told = {"unit": world.city, "name": "“七联”工作法", "valid_from": date(2022, 1, 1)}
    scheme = doors.register(LinkScheme, world.city_leader, told, {"items": [item]})
    item = scheme.items.get()
    step(lotus, dispute(lotus, scheme_item=item), "accept")
    doors.register(JointMeeting, world.leader, {"unit": world.county, "title": "联席会议", "held_on": LATER, "item": item})
    monkeypatch.setattr("fazhi.services.mediation.models.links.timezone.localdate", lambda: date(2024, 12, 31))
    assert item.done_this_year == 2
