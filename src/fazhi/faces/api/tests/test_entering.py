"""Who comes in: by token or session, how often; and what a request must look like to be heard."""

import json
from datetime import timedelta

import pytest
import time_machine
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from fazhi.faces.api import doorway, once, tokens
from fazhi.faces.api.models import Answer, Token
from fazhi.kernel.ledger.models import Event
from fazhi.site.command import main

from .conftest import Caller, visit

KIND = "records/example.visit"


def test_without_a_token_nothing_is_told(world):
    for key in ("", "fazhi_wrong"):
        answer = Caller(key).get("me")
        assert answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Bearer")
        assert answer.json()["type"] == "/api/docs/#unidentified"


def test_a_token_stands_for_its_person_and_is_kept_only_as_a_fingerprint(caller, world):
    me = caller.get("me").json()
    assert me["name"] == "陈某" and me["grants"][0]["unit"]["code"] == world.town.code
    assert caller.key not in str(Token.objects.values_list()) and Token.objects.get().used_on == timezone.localdate()


def test_a_token_ends_by_time_by_revoking_and_with_its_person(caller, world):
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert caller.get("me").status_code == 401
    tokens.revoke(Token.objects.get())
    assert caller.get("me").status_code == 401
    with pytest.raises(ValidationError, match="已经吊销"):
        tokens.revoke(Token.objects.get())
    other = Caller(tokens.make(world.clerk.account, "又一个", 30)[1])
    assert other.get("me").status_code == 200
    type(world.clerk).objects.filter(pk=world.clerk.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert other.get("me").status_code == 401


def test_the_command_line_makes_lists_and_revokes_tokens(world):
    run = CliRunner()
    made = run.invoke(main, ["user", "token", "陈某", "--name", "城市大脑", "--days", "10"])
    key = made.stdout.strip()
    assert key.startswith("fazhi_") and Caller(key).get("me").json()["name"] == "陈某"
    listed = json.loads(run.invoke(main, ["user", "tokens", "--json"]).stdout)
    assert listed[0]["name"] == "城市大脑" and listed[0]["standing"] == "有效"
    assert run.invoke(main, ["user", "revoke", str(listed[0]["id"])]).exit_code == 0
    assert Caller(key).get("me").status_code == 401
    assert [event.act for event in Event.objects.exclude(act="write").order_by("pk")] == ["make_token", "revoke_token"]
    assert run.invoke(main, ["user", "token", "无此人", "--name", "x"]).exit_code == 1
    assert run.invoke(main, ["user", "token", "陈某", "--name", "x", "--days", "0"]).exit_code == 1


def test_a_browser_session_reads_freely_and_writes_with_its_page_alone(world):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.clerk.account)
    assert browser.get("/api/v1/me").json()["name"] == "陈某"
    sent = json.dumps(visit(world))
    forged = browser.post(f"/api/v1/{KIND}", sent, "application/json")
    assert forged.status_code == 403 and forged.json()["type"].endswith("forged")
    browser.get("/desk/example.visit/new/")
    csrf = browser.cookies["csrftoken"].value
    assert browser.post(f"/api/v1/{KIND}", sent, "application/json", headers={"X-CSRFToken": csrf}).status_code == 201


def test_a_wrong_token_does_not_fall_back_on_whoever_sits_at_the_browser(world):
    browser = Client()
    browser.force_login(world.clerk.account)
    assert browser.get("/api/v1/me", headers={"authorization": "Bearer x"}).status_code == 401


def test_who_asks_too_often_waits(caller, monkeypatch):
    monkeypatch.setattr(doorway.OFTEN, "most", 2)
    answers = [caller.get("me") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0 and "秒后" in answers[-1].json()["detail"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("[" * 100_000, 400),
        ('{"a":' * 100_000, 400),
        ('{"title":"甲","title":"乙"}', 400),
        ('{"title":"\\u0000"}', 400),
        ('{"title":"\\ud800"}', 400),
        ('{"a":{"b":["\\u0007"]}}', 400),
        ('{"amount":' + "9" * 5000 + "}", 400),
        ('{"amount":1e999999}', 400),
        ('{"amount":NaN}', 400),
        ("[]", 400),
        ("", 415),
        ("{", 400),
        (b"\xff\xfe{}", 400),
        ('{"a":' + json.dumps("长" * 600_000) + "}", 413),
    ],
)
def test_json_that_no_two_programs_read_alike_is_refused(caller, body, status):
    answer = caller.post(KIND, body)
    assert answer.status_code == status and answer["Content-Type"] == "application/problem+json", answer.content[:200]


def test_a_form_is_no_json(caller, world):
    answer = caller.client.post(f"/api/v1/{KIND}", visit(world, visitors=""), headers={"authorization": f"Bearer {caller.key}"})
    assert answer.status_code == 415


def test_an_address_with_what_cannot_be_seen_is_refused(caller):
    assert caller.get(f"{KIND}?q=%00").status_code == 400
    assert caller.get("laws/%00").status_code == 400


def test_wrong_methods_and_wrong_addresses_answer_in_the_same_form(caller):
    wrong = caller.ask("DELETE", KIND, {})
    assert wrong.status_code == 405 and "POST" in wrong["Allow"] and wrong.json()["status"] == 405
    assert caller.get("nowhere").json()["status"] == 404
    assert caller.get("records/no.such").json()["status"] == 404


def test_answers_are_never_kept_by_caches_between(caller):
    assert caller.get("me")["Cache-Control"] == "no-store"


def test_kept_answers_are_forgotten_after_two_days(caller, world):
    caller.post(KIND, visit(world), Idempotency_Key="old")
    assert once.forget(timezone.localdate()) == 0
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        assert once.forget(timezone.localdate()) == 1 and not Answer.objects.exists()
