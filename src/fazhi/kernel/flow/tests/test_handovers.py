"""What a step hands over is sent once, with the step or not at all; what came back may be sent again."""

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.models import HandOver
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.tests.factories import DAY, agreed_case, mediating, step, village

LATER = DAY.replace(day=10)


@pytest.fixture
def lotus(world):
    return village(world)


def test_a_step_that_hands_over_asks_for_the_receiver_and_changes_nothing_without_one(lotus):
    case = mediating(lotus)
    with pytest.raises(ValidationError, match="请选择接收单位"):
        step(lotus, case, "transfer", end_reason="涉嫌故意伤害")
    assert (Dispute.objects.get(pk=case.pk).state, HandOver.objects.count()) == ("mediating", 0)


def test_the_same_submit_twice_sends_once(lotus):
    case = mediating(lotus)
    for _ in range(2):
        step(lotus, case, "transfer", end_reason="涉嫌故意伤害", to_unit=lotus.police, key="once")
    assert [row.to_unit for row in handovers.of_case(case)] == [lotus.police]


def test_what_came_back_is_sent_again_under_a_number_of_its_own(lotus, world):
    case = agreed_case(lotus)
    ask = {"court": lotus.court, "is_joint": True, "is_voluntary": True, "is_lawful": True}
    case = step(lotus, case, "ask_court", LATER, **ask)
    handovers.send_back(HandOver.objects.get(), world.leader, "材料不齐")
    Dispute._base_manager.filter(pk=case.pk).update(state="agreed")
    step(lotus, case, "ask_court", LATER, **ask)
    assert [row.state for row in handovers.of_case(case).order_by("id")] == ["returned", "sent"]
