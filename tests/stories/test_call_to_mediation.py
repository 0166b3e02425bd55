"""A caller of 12348 is at once an applicant for mediation: the committee opens what the seat has written down, and the caller's call hears how it ended."""

import pytest

from fazhi.kernel.flow import registers
from fazhi.kernel.flow.models import HandOver
from fazhi.services.hotline.models import Call
from fazhi.services.hotline.tests import factories as hotline
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.roles import MEDIATOR
from fazhi.services.mediation.tests.factories import committee_of
from tests.pages import Window
from tests.world import person, unit


@pytest.fixture
def lotus(world):
    return hotline.hotline(world)


@pytest.fixture
def committee(world):
    place = unit("990101001201", "莲塘村", "village", world.town)
    body = unit("990101001201T", "莲塘村人民调解委员会", "committee", place, "莲塘村")
    registers.enter(committee_of(body, place), world.clerk)
    return body


def test_a_call_becomes_a_dispute_and_hears_how_it_ended(lotus, committee):
    case = hotline.call(lotus)
    told = {
        "topic": "neighbour",
        "question": "楼上漏水，物业不管",
        "answer": "可以申请人民调解",
        "aid_told": True,
        "contact": "free",
    }
    case = hotline.step(lotus, case, "wrap_up", by=lotus.seat, asker="王建", **told)
    hotline.step(lotus, case, "pass_on", by=lotus.seat, kind="mediation", to=committee, consents=True)
    sent = HandOver.objects.get(kind="mediation.dispute")
    desk = Window(person("何某", committee, MEDIATOR))
    assert "王建" in desk.client.get(f"/desk/mediation.dispute/new/?from={sent.pk}").content.decode()
    where = {"kind": "02", "region": committee.parent, "demands": "修好漏水"}
    dispute = desk.register("mediation.dispute", f"?from={sent.pk}", **where, **{"parties-1-name": "李芳"})
    assert (dispute.facts, dispute.labels, dispute.hand_over_id) == ("楼上漏水，物业不管", ["hotline"], sent.pk)
    assert [each.name for each in dispute.parties.all()] == ["王建", "李芳"]
    dispute = desk.step(dispute, "hear", dispute.parties.last(), consent="refuses", consent_how="phone")
    dispute = desk.step(dispute, "refuse", routes_told=True)
    assert dispute.state == "turned_away" and Dispute.objects.count() == 1
    assert Call.objects.get().passings.get().returned_because == "一方拒绝：一方明确拒绝调解"
    assert "一方明确拒绝调解" in Window(lotus.seat).page_of(Call.objects.get())
