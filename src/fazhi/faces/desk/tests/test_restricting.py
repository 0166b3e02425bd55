"""A restricted record is seen by its team and its approver alone, and nobody else learns that it is there."""

import pytest
from django.core.cache import cache
from django.test import Client
from tests.world import person

from fazhi.faces.desk.shell import desks_of
from fazhi.faces.desk.waiting import counts
from fazhi.kernel.flow import restricting
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators.evaluation import evaluate
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.kernel.records import restricted
from fazhi.kernel.records.querysets import count_in_scope, counts_by_state

AT = "/desk/example.visit/"


@pytest.fixture
def colleague(world):
    return person("同某", world.town, CLERK)


@pytest.fixture
def head(world):
    return person("主某", world.town, LEADER)


@pytest.fixture
def received(visit):
    return visit()


@pytest.fixture
def closed(received, world, head):
    """A visit that the clerk has restricted, with the head as approver."""
    client = entered(world.clerk)
    at = f"{AT}{received.pk}/restrict/"
    form = {"ground": "violence", "approver": head.pk, "people": [], "reason": "当事人受到威胁"}
    assert client.post(at, {**form, "reason": ""}).status_code == 422
    assert client.post(at, form).status_code == 302
    return received


def entered(someone):
    cache.clear()
    client = Client()
    client.force_login(someone.account)
    return client


def seen(someone, case):
    """Every place where somebody might meet a case: what they are told."""
    client = entered(someone)
    pages = [AT, "/desk/", f"/desk/find/?q={case.title[:2]}", "/desk/reminders/", "/api/v1/records/example.visit"]
    listed = any(case.title in client.get(at).content.decode() for at in pages)
    return client.get(f"{AT}{case.pk}/").status_code, listed, count_in_scope(type(case), someone)


def test_only_the_team_and_the_approver_see_it(closed, world, colleague, head):
    assert seen(world.clerk, closed)[:2] == (200, True)
    assert seen(head, closed)[:2] == (200, True)
    for other in (colleague, world.leader, world.city_leader):
        assert seen(other, closed) == (404, False, 0), other


def test_counts_of_others_are_less_by_it(closed, world, colleague):
    assert counts_by_state(type(closed), world.clerk)[closed.state] == 1
    assert counts_by_state(type(closed), colleague)[closed.state] == 0
    mine, theirs = (counts(each, desks_of(each)) for each in (world.clerk, colleague))
    assert mine["example.visit"] == theirs["example.visit"] + 1


def test_figures_count_it_all_the_same(closed, world, received):
    assert evaluate("example.received", world.city).value == 1


def test_it_is_lifted_by_the_approver_for_a_reason_and_both_acts_are_in_the_ledger(closed, world, colleague, head):
    at = f"{AT}{closed.pk}/lift/"
    assert entered(colleague).post(at, {"reason": "好奇"}).status_code == 404
    assert entered(world.clerk).post(at, {"reason": "办完了"}).status_code == 422
    assert entered(head).post(at, {"reason": "危险已经解除"}).status_code == 302
    assert seen(colleague, closed)[0] == 200 and restricted.of(closed) is None
    told = list(Event.objects.filter(record_id=closed.pk, act__in=("restrict", "lift")).values_list("title", "reason"))
    assert told == [("限制查阅：涉及家庭暴力", "当事人受到威胁"), ("解除限制查阅", "危险已经解除")]


def test_a_stranger_restricts_nothing(received, world, head):
    with pytest.raises(NotAllowed):
        restricting.restrict(received, world.stranger, "other", head, [], "无")
    assert restricted.of(received) is None
