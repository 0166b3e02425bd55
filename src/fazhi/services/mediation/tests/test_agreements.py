"""Agreements one after another: in part, amended, superseded; what binds, what is owed, what the court is asked."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.mediation.papers import AgreementPaper

from .factories import DAY, agreed, agreed_case, heard, mediating, step, term

LATER = date(2024, 9, 20)


def due(case, name):
    return next(row["due"] for row in case.clocks if row["name"] == name)


def signed(on, **data):
    days = dict.fromkeys(("parties_signed_on", "mediator_signed_on", "sealed_on"), on)
    return {"form": "written", "copies": 3, **days, **data}


@pytest.fixture
def half(lotus):
    """Agreed about the drain; the wall is still in dispute."""
    case = term(lotus, heard(lotus, mediating(lotus)))
    return step(lotus, case, "agree_partly", **signed(DAY, is_partial=True, rest="围墙的位置"))


def test_what_is_agreed_in_part_binds_while_the_rest_goes_on(lotus, half):
    assert (half.state, half.result, half.effective_on, half.agreement_amount) == ("mediating", "", DAY, 800)
    case = agreed(lotus, term(lotus, half, content="拆除围墙一米", amount="200"))
    assert (case.state, case.result, case.agreement_amount) == ("agreed", "written", 1000)
    assert [each.ordinal for each in case.agreements.all()] == [1, 2]
    assert [each.agreement_no for each in case.standing_terms] == [1, 2]


def test_a_partial_agreement_says_what_is_left(lotus):
    case = term(lotus, heard(lotus, mediating(lotus)))
    with pytest.raises(ValidationError, match="还有哪些事项"):
        step(lotus, case, "agree_partly", **signed(DAY, is_partial=True))
    with pytest.raises(NotAllowed, match="勾选“部分协议”"):
        step(lotus, case, "agree_partly", **signed(DAY))


def test_when_the_rest_fails_the_part_still_stands(lotus, half):
    with pytest.raises(NotAllowed, match="已有部分协议生效"):
        step(lotus, half, "fail", LATER, end_reason="围墙谈不拢", routes_told=True)
    case = step(lotus, half, "end_rest", LATER, end_reason="围墙谈不拢", routes_told=True)
    assert (case.state, case.result, case.result_on) == ("agreed", "written", LATER)
    case = step(lotus, case, "perform", LATER, part=case.terms.get())
    assert step(lotus, case, "fulfil", LATER).performance == "done"


def test_without_a_part_nothing_is_left_to_end(lotus):
    case = heard(lotus, mediating(lotus))
    with pytest.raises(NotAllowed, match="还没有部分协议"):
        step(lotus, case, "end_rest", end_reason="谈不拢", routes_told=True)


def amended(lotus, case, on=LATER, **data):
    case = term(lotus, case, on, content="分两次支付", due_on=date(2024, 12, 20), **data)
    return step(lotus, case, "amend", on, reason="对方一时付不出", **signed(on))


def test_a_new_agreement_takes_the_place_of_the_old(lotus):
    case = amended(lotus, agreed_case(lotus), amount="600")
    old, new = case.agreements.all()
    assert (old.is_superseded, new.supersedes, new.ordinal) == (True, old, 2)
    assert (case.agreement_amount, case.effective_on, case.state) == (600, LATER, "agreed")
    assert due(case, "performance") == "2024-12-20" and due(case, "confirmation") == "2024-10-21"
    text = AgreementPaper.sheet(case).text
    assert "第0001号-2" in text and "分两次支付" in text and "支付疏通费用" not in text


def test_what_was_replaced_is_not_performed(lotus):
    case = amended(lotus, agreed_case(lotus))
    with pytest.raises(NotAllowed, match="有效协议的条款"):
        step(lotus, case, "perform", LATER, part=case.terms.first())
    case = step(lotus, case, "perform", LATER, part=case.standing_terms[0])
    assert case.performance == "done"


def test_what_is_proposed_afterwards_does_not_count_until_it_is_agreed(lotus):
    case = term(lotus, agreed_case(lotus), LATER, content="另付三百", amount="300")
    assert case.agreement_amount == 800 and len(case.standing_terms) == 1
    case = step(lotus, case, "perform", LATER, part=case.standing_terms[0])
    assert case.performance == "done"


def test_after_a_court_has_refused_a_new_agreement_may_be_made_and_confirmed(lotus):
    asked = {"court": lotus.court, "is_joint": True, "is_voluntary": True, "is_lawful": True}
    case = step(lotus, agreed_case(lotus), "ask_court", date(2024, 9, 10), **asked)
    refused = {"result": "rejected", "refused_for": "358-5", "ground": "内容不明确"}
    case = step(lotus, case, "court_refuses", date(2024, 9, 19), part=case.confirmations.get(), **refused)
    case = amended(lotus, case)
    assert (case.state, case.confirmation) == ("agreed", "")
    case = step(lotus, case, "ask_court", date(2024, 9, 25), **asked)
    first = case.confirmations.first()
    with pytest.raises(NotAllowed, match="已经裁定"):
        step(lotus, case, "confirm", date(2024, 9, 29), part=first)
    case = step(lotus, case, "confirm", date(2024, 9, 29), part=case.confirmations.last())
    assert (case.state, case.confirmation) == ("confirmed", "valid")
    first.refresh_from_db()
    assert first.result == "rejected"
    for owed in case.standing_terms:
        case = step(lotus, case, "perform", date(2024, 9, 30), part=owed)
    case = step(lotus, case, "fulfil", date(2024, 9, 30))
    with pytest.raises(NotAllowed, match="已经确认协议有效"):
        step(lotus, case, "ask_court", date(2024, 9, 30), **asked)


def test_what_is_not_sealed_yet_is_sealed_and_not_changed(lotus):
    case = agreed(lotus, term(lotus, heard(lotus, mediating(lotus))), sealed_on=None)
    with pytest.raises(NotAllowed, match="原协议还没有生效") as refusal:
        amended(lotus, case)
    assert refusal.value.law == "民法典 第五百四十三条"


def test_a_court_accepts_and_decides_once(lotus):
    asked = {"court": lotus.court, "is_joint": True, "is_voluntary": True, "is_lawful": True}
    case = step(lotus, agreed_case(lotus), "ask_court", date(2024, 9, 10), **asked)
    case = step(lotus, case, "court_accepts", date(2024, 9, 12), part=case.confirmations.get())
    with pytest.raises(NotAllowed, match="法院已经受理或者裁定"):
        step(lotus, case, "court_accepts", date(2024, 9, 13), part=case.confirmations.get())


def test_a_court_is_asked_only_by_those_who_want_to(lotus):
    with pytest.raises(NotAllowed, match="双方自愿") as refusal:
        step(lotus, agreed_case(lotus), "ask_court", court=lotus.court, is_joint=True)
    assert refusal.value.law == "民事诉讼法解释 第三百五十八条第一款第四项"
