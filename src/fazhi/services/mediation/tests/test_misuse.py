"""What a careless or a hostile user tries: each is refused in words, and nothing is changed."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.mediation.models import Dispute

from .factories import (
    APPLICANT_ID,
    CHILD_ID,
    DAY,
    agreed,
    agreed_case,
    committee_of,
    dispute,
    fields,
    heard,
    mediating,
    members_of,
    party,
    step,
    term,
    two,
)

LATER = date(2024, 9, 30)


def unchanged(case: Dispute) -> bool:
    """Nothing was written: the row in the database has the version that was in hand."""
    return Dispute.objects.get(pk=case.pk).version == case.version


# --- parties ----------------------------------------------------------------------------------------------------------------


def test_one_person_does_not_quarrel_with_himself(lotus):
    parts = {"parties": [party("applicant", "张建"), party("respondent", "张建国", id_number=APPLICANT_ID)]}
    case = dispute(lotus, parts=parts)
    with pytest.raises(NotAllowed, match="同时登记在申请方和被申请方"):
        step(lotus, case, "accept")
    assert unchanged(case)


def test_a_party_is_not_entered_twice(lotus):
    case = dispute(lotus)
    given = {
        "side": "respondent",
        "kind": "person",
        "name": "李芳",
        "id_number": case.parties.last().id_number,
        "consent": "agrees",
    }
    with pytest.raises(NotAllowed, match="在被申请方登记了两次"):
        step(lotus, case, "add_party", **given)
    assert case.parties.count() == 2 and unchanged(case)


def test_a_friend_does_not_stand_in_for_a_minor_s_guardian(lotus):
    child = party("applicant", "张小", id_number=CHILD_ID, agent="王某", agent_kind="entrusted", special_authority=True)
    case = dispute(lotus, parts={"parties": [child, party("respondent", "李芳")]})
    with pytest.raises(NotAllowed, match="须由法定代理人") as refusal:
        step(lotus, case, "accept")
    assert refusal.value.law == "民法典 第十九条"


def test_one_agent_does_not_speak_for_both_sides(lotus):
    agent = {"agent": "赵律师", "agent_kind": "entrusted", "special_authority": True}
    case = dispute(lotus, parts={"parties": [party("applicant", "张建", **agent), party("respondent", "李芳", **agent)]})
    with pytest.raises(NotAllowed, match="不能代理对立的两方") as refusal:
        step(lotus, case, "accept")
    assert refusal.value.law == "民法典 第一百六十八条第二款"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"kind": "organisation", "id_number": APPLICANT_ID}, "不填身份证号"),
        ({"credit_code": "91990100MA0000000D"}, "没有统一社会信用代码"),
        ({"kind": "organisation", "credit_code": "91990100MA0000000X"}, "校验码"),
        ({"kind": "organisation", "credit_code": "9199010OMA0000000D"}, "18 位大写字母和数字"),
        ({"id_number": "990102202501150027"}, "还没有出生"),
    ],
)
def test_numbers_belong_to_their_kind_of_party(lotus, data, words):
    with pytest.raises(ValidationError, match=words):
        dispute(lotus, parts={"parties": [party("applicant", "张建"), party("respondent", "李芳", **data)]})
    assert not Dispute.objects.exists()


# --- mediators --------------------------------------------------------------------------------------------------------------


def begun(lotus, case, **data):
    return step(lotus, case, "begin", **{"mediator": lotus.mediator, "chosen_by": "parties", **data})


def test_a_party_does_not_mediate(lotus):
    lotus.mediator.id_number = APPLICANT_ID
    lotus.mediator.save()
    case = step(lotus, dispute(lotus), "accept")
    with pytest.raises(NotAllowed, match="何清是本案当事人"):
        begun(lotus, case)
    with pytest.raises(NotAllowed, match="何清是本案当事人"):
        begun(lotus, case, disclosure="就是本人", all_agreed=True)


def test_a_namesake_of_a_party_says_who_he_is(lotus):
    case = step(lotus, dispute(lotus, parts={"parties": [party("applicant", "何清"), party("respondent", "李芳")]}), "accept")
    with pytest.raises(NotAllowed, match="同名"):
        begun(lotus, case)
    assert begun(lotus, case, disclosure="同名，不是同一人", all_agreed=True).state == "mediating"


def test_only_a_mediator_of_the_committee_in_office_mediates(lotus, world):
    case = step(lotus, dispute(lotus), "accept")
    hired = members_of(lotus.committee)[2]
    hired.standing, hired.post, hired.term_to = "part_time", "", date(2024, 8, 31)
    with pytest.raises(NotAllowed, match="不在任期（聘期）内"):
        begun(lotus, case, mediator=registers.enter(hired, world.clerk))
    body = committee_of(world.town, world.town, name="荷花街道人民调解委员会", kind="street")
    other = members_of(registers.enter(body, world.clerk))[0]
    with pytest.raises(NotAllowed, match="不是受理本案的调委会的调解员") as refusal:
        begun(lotus, case, mediator=registers.enter(other, world.clerk))
    assert refusal.value.law == "人民调解法 第十三条"
    assert unchanged(case)


def test_who_only_takes_notes_does_not_preside(lotus):
    case = begun(lotus, step(lotus, dispute(lotus), "accept"), role="recorder")
    case = step(lotus, case, "tell_rights", openness="closed", place="room")
    with pytest.raises(NotAllowed, match="没有可以主持的调解员"):
        heard(lotus, case)


# --- days -------------------------------------------------------------------------------------------------------------------


def test_nothing_happened_tomorrow(lotus):
    case = mediating(lotus)
    with pytest.raises(ValidationError, match="还没有到"):
        heard(lotus, case, held_at=timezone.make_aware(datetime(2099, 1, 1, 9)))
    case = term(lotus, heard(lotus, case))
    with pytest.raises(ValidationError, match="签名日期 2024-09-30 还没有到"):
        agreed(lotus, case, parties_signed_on=LATER)
    with pytest.raises(ValidationError, match="不能早于受理日期"):
        agreed(lotus, case, mediator_signed_on=date(2023, 9, 3))
    assert unchanged(case) and not case.agreements.exists()


def test_the_day_of_effect_is_not_moved_to_win_time_for_the_court(lotus):
    case = agreed_case(lotus)
    with pytest.raises(NotAllowed, match="签章日期不能再改"):
        step(lotus, case, "seal", LATER, part=case.agreements.get(), sealed_on=LATER)
    assert Dispute.objects.get(pk=case.pk).effective_on == DAY


def test_a_seal_of_the_future_is_refused(lotus):
    case = agreed(lotus, term(lotus, heard(lotus, mediating(lotus))), sealed_on=None)
    with pytest.raises(ValidationError, match="还没有到"):
        step(lotus, case, "seal", part=case.agreements.get(), sealed_on=LATER)


def test_a_term_is_performed_once_and_not_before_there_was_a_case(lotus):
    case = agreed_case(lotus)
    only = case.terms.get()
    with pytest.raises(ValidationError, match="不能早于受理日期"):
        step(lotus, case, "perform", LATER, part=only, performed_on=date(2020, 1, 1))
    case = step(lotus, case, "perform", LATER, part=case.terms.get(), performed_on=date(2024, 9, 19))
    with pytest.raises(NotAllowed, match="不能再登记一次"):
        step(lotus, case, "perform", LATER, part=case.terms.get(), performed_on=LATER)
    assert case.terms.get().performed_on == date(2024, 9, 19)


def test_consent_to_more_time_is_not_given_in_advance(lotus):
    case = mediating(lotus)
    with pytest.raises(ValidationError, match="还没有到"):
        step(lotus, case, "prolong", consented_on=LATER, extension=1, reason="等评估")


# --- terms ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"amount": None}, "请写明金额"),
        ({"amount": "-5"}, "不能是负数"),
        ({"amount": "NaN"}, "小数|数"),
        ({"amount": "1" + "0" * 13}, "位"),
        ({"obligee": "李芳"}, "不能是同一人"),
        ({"due_on": date(2024, 9, 2)}, "不能早于申请日期"),
    ],
)
def test_a_term_that_cannot_be_is_refused(lotus, data, words):
    case = heard(lotus, mediating(lotus))
    with pytest.raises(ValidationError, match=words):
        term(lotus, case, **data)
    assert not case.terms.exists() and unchanged(case)


def test_a_term_binds_nobody_who_is_no_party(lotus):
    case = heard(lotus, mediating(lotus))
    with pytest.raises(NotAllowed, match="平安保险不是本案当事人"):
        term(lotus, case, obligor="平安保险")
    assert term(lotus, case, obligor="双方", obligee="").terms.count() == 1
    assert term(lotus, case, obligor="张建、李芳", obligee="各方").terms.count() == 2


def test_a_guardian_may_owe_for_the_child(lotus):
    child = party("respondent", "李小", id_number=CHILD_ID, agent="李母", agent_kind="legal")
    case = heard(lotus, mediating(lotus, parts={"parties": [party("applicant", "张建"), child]}))
    assert term(lotus, case, obligor="李母").terms.get().obligor == "李母"


def test_amounts_beyond_the_column_are_refused_not_cut(lotus):
    case = heard(lotus, mediating(lotus))
    for _ in range(2):
        case = term(lotus, case, amount="999999999999.99")
    with pytest.raises(ValidationError, match="1,999,999,999,999.98 元，超过"):
        agreed(lotus, case)
    assert unchanged(case)


def test_a_claim_is_not_negative(lotus):
    with pytest.raises(ValidationError, match="诉求金额不能是负数"):
        doors.register(Dispute, lotus.worker, fields(lotus, claimed=Decimal(-1)), two())


def test_a_wrong_term_is_taken_out_before_the_agreement_and_never_after(lotus):
    case = term(lotus, heard(lotus, mediating(lotus)), amount="8000")
    case = step(lotus, case, "drop_term", part=case.terms.get(), reason="金额录错")
    case = agreed(lotus, term(lotus, case))
    assert (case.agreement_amount, len(case.standing_terms)) == (800, 1)
    with pytest.raises(NotAllowed, match="已经写进协议"):
        step(lotus, case, "drop_term", part=case.standing_terms[0], reason="想改")


def test_an_agreement_without_terms_is_none(lotus):
    case = heard(lotus, mediating(lotus))
    with pytest.raises(NotAllowed, match="还没有记录协议条款"):
        agreed(lotus, case)
    case = term(lotus, case)
    case = step(lotus, case, "drop_term", part=case.terms.get(), reason="录错")
    with pytest.raises(NotAllowed, match="还没有记录协议条款"):
        agreed(lotus, case)
