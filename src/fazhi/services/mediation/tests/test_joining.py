"""联合调解、重新调解: other committees come in by their own acceptance; what failed or was broken is mediated once more."""

from datetime import date

import pytest
from tests.world import person, unit

from fazhi.kernel.flow import handovers, registers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.roles import DIRECTOR

from .factories import agreed_case, committee_of, dispute, heard, mediating, members_of, step


@pytest.fixture
def neighbour(lotus):
    """The committee of 荷叶村: its unit, a mediator and whoever answers for it."""
    place = unit("990101001202", "荷叶村", "village", lotus.world.town)
    body = unit("990101001202T", "荷叶村人民调解委员会", "committee", place, "荷叶村")
    committee = registers.enter(committee_of(body, place), lotus.world.clerk)
    member = members_of(committee)[0]
    member.name, member.phone = "夏荷", "15400000009"
    return body, registers.enter(member, lotus.world.clerk), person("夏某", body, DIRECTOR)


def invited(at, neighbour, case):
    case = step(at, case, "ask_along", partner=neighbour[0], duty="向本村一方做工作")
    return case, HandOver.objects.get(kind="mediation.joint")


def test_another_committee_mediates_along_once_it_has_accepted(lotus, neighbour):
    case, sent = invited(lotus, neighbour, step(lotus, dispute(lotus), "accept"))
    refused = {"mediator": neighbour[1], "role": "chair"}
    with pytest.raises(NotAllowed, match="没有参加联合调解"):
        step(lotus, case, "begin", **refused)
    handovers.accept(sent, neighbour[2])
    case = step(lotus, case, "begin", mediator=neighbour[1])
    assert (case.state, case.joint_committees.get().joined_on is None, case.labels) == ("mediating", False, ["joint"])
    step(lotus, case, "fail", end_reason="差距过大", routes_told=True)
    sent.refresh_from_db()
    assert (sent.state, sent.result) == (HandOver.State.ANSWERED, "调解不成：差距过大")


def test_whoever_declines_is_out_and_may_be_asked_again_but_nobody_twice_or_oneself(lotus, neighbour):
    case, sent = invited(lotus, neighbour, dispute(lotus))
    for partner, told in (
        (neighbour[0], "已经邀请过"),
        (lotus.body, "不用再邀请自己"),
        (lotus.court, "只能邀请其他人民调解委员会"),
    ):
        with pytest.raises(NotAllowed, match=told):
            step(lotus, case, "ask_along", partner=partner)
    handovers.send_back(sent, neighbour[2], "人手不够")
    case = step(lotus, Dispute.objects.get(), "ask_along", partner=neighbour[0])
    assert [bool(each.declined_on) for each in case.joint_committees.all()] == [True, False]


def test_what_another_organ_has_in_hand_is_declined_and_not_accepted(lotus):
    case = dispute(lotus, excluded="taken")
    with pytest.raises(NotAllowed, match="已经受理或者解决，不能受理"):
        step(lotus, case, "accept")
    assert step(lotus, case, "decline", end_reason="法院已经立案", routes_told=True).state == "not_accepted"


def test_what_failed_is_mediated_again_as_a_case_of_its_own_that_counts_as_the_same_dispute(lotus):
    first = step(lotus, heard(lotus, mediating(lotus)), "fail", end_reason="差距过大", routes_told=True)
    first = step(lotus, first, "mediate_again", date(2024, 9, 20), reason="双方愿意再谈")
    again = Dispute.objects.exclude(pk=first.pk).get()
    assert (again.state, again.root_case_id, again.root_key) == ("applied", first.pk, first.root_key)
    assert (again.circumstances, [each.consent for each in again.parties.all()]) == (["repeated"], ["not_reached"] * 2)
    assert [each.id_number for each in again.parties.all()] == [each.id_number for each in first.parties.all()]
    with pytest.raises(NotAllowed, match="在新的案件里办理"):
        step(lotus, first, "mediate_again", reason="再来一次")


def test_a_broken_agreement_mediated_again_carries_the_broken_word(lotus):
    case = step(lotus, agreed_case(lotus), "breach", date(2024, 10, 1), reason="没有付款")
    step(lotus, case, "mediate_again", date(2024, 10, 8), reason="重新约定")
    assert Dispute.objects.exclude(pk=case.pk).get().signals == ["broken_word"]
