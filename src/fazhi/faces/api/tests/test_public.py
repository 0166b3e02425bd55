"""The public through the API: apply, get receipt and code, follow; no account, no more than a page would tell."""

import json

import pytest

from fazhi.faces.api import doorway
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.tests.factories import village

ANSWERS = {
    "region": "荷塘区 荷花街道 莲塘村",
    "kind": "04",
    "facts": "十月起厨房顶棚渗水",
    "demands": "修好漏水",
    "name": "王建国",
    "phone": "13800134567",
    "other_name": "楼上402住户",
    "other_is_organisation": False,
}


def post(client, path, sent):
    return client.post(f"/api/v1/public/{path}", json.dumps(sent), "application/json")


@pytest.fixture
def lotus(world):
    return village(world)


def test_who_applies_gets_a_receipt_and_a_code_and_follows_with_both(client, lotus):
    sent = post(client, "intakes/mediation", ANSWERS)
    assert sent.status_code == 201, sent.content.decode()
    case = Dispute.objects.get()
    assert case.unit == lotus.body and case.entry_mode == "portal" and case.parties.count() == 2
    told = post(client, "follow", sent.json())
    assert told.status_code == 200 and told.json()["state"] == case.state
    assert "王建国" not in told.content.decode() and "13800134567" not in told.content.decode()


def test_a_wrong_number_and_a_wrong_code_are_answered_alike(client, lotus):
    made = post(client, "intakes/mediation", ANSWERS).json()
    number = post(client, "follow", {**made, "receipt": "000000000000"})
    code = post(client, "follow", {**made, "code": "00000000"})
    assert number.status_code == code.status_code == 404 and number.content == code.content
    answers = [post(client, "follow", {**made, "code": "00000000"}).status_code for _ in range(10)]
    assert answers[-1] == 429


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"phone": "1380013456"}, "phone"),
        ({"kind": "x"}, "kind"),
        ({"region": "无此村"}, "region"),
        ({"state": "agreed"}, "state"),
    ],
)
def test_a_wrong_answer_is_told_by_its_name_and_nothing_is_kept(client, lotus, changed, at):
    answer = post(client, "intakes/mediation", {**ANSWERS, **changed})
    assert answer.status_code == 422 and at in answer.json()["errors"] and not Dispute.objects.exists()


def test_who_sends_too_often_waits(client, lotus, monkeypatch):
    monkeypatch.setattr(doorway.SENDING, "most", 1)
    assert post(client, "intakes/mediation", ANSWERS).status_code == 201
    assert post(client, "intakes/mediation", ANSWERS).status_code == 429
    assert Dispute.objects.count() == 1


def test_it_says_what_is_asked(client, db):
    asks = {each["intake"]: each["asks"] for each in client.get("/api/v1/public/intakes").json()["intakes"]}
    assert asks["mediation"]["properties"]["kind"]["oneOf"] and "region" in asks["mediation"]["required"]
    assert post(client, "intakes/none", {}).status_code == 404
