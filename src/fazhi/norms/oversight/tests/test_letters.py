"""A supervised body answers on its own desk, and the letter follows."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from tests.world import person

from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.roles import CLERK

from ..models import Instrument, Reminder, Supervision
from .factories import DAY, EVIDENCE, at, concluded, drafted, issued, refused, reminder, step

LATER = date(2025, 9, 4)


@pytest.fixture
def inside(lotus):
    """Somebody of the supervised body, who sees nothing of oversight but what was sent to it."""
    return person("城管内勤", lotus.body, CLERK)


def letter(state="sent"):
    return HandOver.objects.filter(state=state).latest("pk")


def test_a_reminder_is_answered_by_whom_it_reminds(lotus, inside):
    sent = step(reminder(lotus), "send", lotus.leader)
    row = letter()
    assert (row.to_unit, row.content) == (lotus.body, f"事实：{sent.facts}\n建议：{sent.suggestion}")
    with time_machine.travel(at(LATER)):
        row = handovers.accept(row, inside)
        handovers.report_back(row, inside, "已经作出决定")
    sent.refresh_from_db()
    assert (sent.state, sent.reply, sent.replied_on, sent.overran) == ("replied", "已经作出决定", LATER, False)
    assert not Reminder.objects.visible_to(inside).exists()


def test_a_document_is_served_when_it_is_signed_for_and_reported_when_it_is_answered(lotus, inside, client):
    opinion = issued(lotus, drafted(lotus, concluded(lotus)))
    with time_machine.travel(at(LATER)):
        client.force_login(inside.account)
        url = reverse("desk:hand_over_deed", args=[letter().pk, "accept"])
        assert client.post(url).status_code == 302
        opinion.refresh_from_db()
        assert (opinion.state, opinion.served_on) == ("served", LATER)
        client.post(reverse("desk:hand_over_deed", args=[letter("accepted").pk, "answer"]), {"text": "检查计划已经合并"})
    opinion.refresh_from_db()
    assert (opinion.state, opinion.report, opinion.was_in_time) == ("reported", "检查计划已经合并", True)


def test_a_letter_of_oversight_is_not_sent_back(lotus, inside, client):
    opinion = issued(lotus, drafted(lotus, concluded(lotus)))
    assert "不能退回" in refused(handovers.send_back, letter(), inside, "不服")
    opinion.refresh_from_db()
    assert (opinion.state, letter().state) == ("issued", "sent")
    client.force_login(inside.account)
    page = client.get(reverse("desk:hand_over", args=[letter().pk])).content.decode()
    assert reverse("desk:hand_over_deed", args=[letter().pk, "accept"]) in page
    assert reverse("desk:hand_over_deed", args=[letter().pk, "return"]) not in page


def test_what_was_not_mended_is_asked_again_and_answered_again(lotus, inside):
    opinion = issued(lotus, drafted(lotus, concluded(lotus)))
    with time_machine.travel(at(LATER)):
        handovers.report_back(handovers.accept(letter(), inside), inside, "已改")
        opinion = step(Instrument.objects.get(), "refuse", lotus.second, LATER, evidence="现场仍有重复检查", why="未合并")
        again = letter()
        assert "验收不合格：未合并" in again.reason
        handovers.report_back(handovers.accept(again, inside), inside, "计划已经重编")
    opinion.refresh_from_db()
    assert (opinion.state, opinion.report) == ("reported", "计划已经重编")
    done = step(opinion, "accept", lotus.second, LATER, evidence=EVIDENCE)
    assert done.state == "done"


def test_a_body_under_vertical_management_gets_nothing_on_its_desk(lotus):
    case = concluded(lotus, is_vertical=True, superior="莲城市税务局")
    issued(lotus, drafted(lotus, case, "proposal"))
    assert not HandOver.objects.exists()


def test_paper_that_was_served_by_hand_may_still_be_answered_online(lotus, inside):
    opinion = step(issued(lotus, drafted(lotus, concluded(lotus))), "serve", lotus.first, DAY, served_on=DAY)
    with time_machine.travel(at(LATER)):
        handovers.report_back(handovers.accept(letter(), inside), inside, "已改")
    opinion.refresh_from_db()
    assert (opinion.state, opinion.served_on) == ("reported", DAY)
    assert Supervision.objects.get().state == "handling"
