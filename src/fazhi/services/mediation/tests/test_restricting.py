"""A dispute of a minor or of violence at home closes by itself to its team, from the act that tells it; more see it for a reason."""

import pytest
from django.test import Client
from tests.world import person

from fazhi.kernel.flow import restricting
from fazhi.kernel.flow.models import Reminder
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.records import restricted
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.roles import MEDIATOR

from .factories import CHILD_ID, dispute, mediating, party, step


def child():
    return {
        "parties": [party("applicant", "张建"), party("respondent", "李小", id_number=CHILD_ID, agent="李芳", agent_kind="legal")]
    }


def sees(someone, case):
    return Dispute.objects.visible_to(someone).filter(pk=case.pk).exists()


@pytest.fixture
def colleague(lotus):
    return person("同某", lotus.body, MEDIATOR)


def test_a_minors_dispute_is_its_teams_from_the_registration_on(lotus, colleague):
    case = dispute(lotus, parts=child())
    found = restricted.of(case)
    assert found.is_automatic and found.ground == "minor" and found.approver == lotus.world.leader
    assert all(sees(each, case) for each in (lotus.worker, lotus.director, lotus.world.leader))
    assert not any(sees(each, case) for each in (colleague, lotus.world.clerk, lotus.world.city_leader))
    assert Event.objects.filter(of="mediation.dispute", record_id=case.pk, act="restrict", via="rule").count() == 1
    assert set(Reminder.objects.values_list("person", flat=True)) == {lotus.director.pk, lotus.world.leader.pk}


def test_violence_that_is_told_later_closes_it_then(lotus, colleague):
    case = dispute(lotus)
    assert sees(colleague, case) and restricted.of(case) is None
    case = step(lotus, case, "describe", signals=["domestic"])
    assert restricted.of(case).ground == "violence" and not sees(colleague, case)
    step(lotus, case, "describe", signals=["domestic", "threat"])
    assert restricted.Restriction.objects.count() == 1


def test_a_minor_who_joins_closes_it_too(lotus, colleague):
    case = dispute(lotus)
    told = {"side": "third", "name": "李小", "id_number": CHILD_ID, "agent": "李芳", "agent_kind": "legal", "consent": "agrees"}
    assert not sees(colleague, step(lotus, case, "add_party", **told))


def test_the_mediator_who_is_named_joins_the_team(lotus, colleague):
    lotus.mediator.person = colleague
    lotus.mediator.save()
    case = mediating(lotus, parts=child())
    assert sees(colleague, case)


def test_more_people_see_it_for_a_reason_and_only_from_within(lotus, colleague):
    case = dispute(lotus, parts=child())
    outside = Client()
    outside.force_login(colleague.account)
    at = f"/desk/mediation.dispute/{case.pk}/widen/"
    assert outside.get(at).status_code == 404
    with pytest.raises(NotAllowed):
        restricting.widen(case, colleague, [colleague], "想看")
    inside = Client()
    inside.force_login(lotus.worker.account)
    page = inside.get(f"/desk/mediation.dispute/{case.pk}/").content.decode()
    assert "按规则自动限制" in page and "增加查阅人员" in page
    assert inside.post(at, {"people": [colleague.pk], "reason": ""}).status_code == 422 and not sees(colleague, case)
    assert inside.post(at, {"people": [colleague.pk], "reason": "一同调解"}).status_code == 302 and sees(colleague, case)
    assert Event.objects.get(act="widen").reason == "一同调解"


def test_what_the_approver_has_opened_again_stays_open(lotus, colleague):
    case = step(lotus, dispute(lotus), "describe", signals=["domestic"])
    restricting.lift(case, lotus.world.leader, "核实没有家庭暴力")
    case = step(lotus, case, "describe", signals=["domestic", "threat"])
    assert restricted.of(case) is None and sees(colleague, case)
