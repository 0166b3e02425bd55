"""The OpenAPI document: complete, true, readable; and whatever is sent to what it names, nothing breaks."""

import json
import re

import pytest
from tests.example.models import Visit

from fazhi.faces.api import doorway, schemas
from fazhi.faces.api.openapi import described
from fazhi.faces.api.urls import api
from fazhi.kernel import registry
from fazhi.kernel.ledger.models import Event

from .conftest import visit

DOCUMENT = described(api)
OPERATIONS = [(method.upper(), path, told) for path, found in DOCUMENT["paths"].items() for method, told in found.items()]
# Those of each kind of record are asked in tests/every; the example's stand here for all.
COMMON = [each for each in OPERATIONS if "/records/" not in each[1] or "/records/example.visit" in each[1]]
GARBAGE = [
    {},
    [],
    None,
    "x",
    {"unit": None, "title": None, "reason": None, "version": None},
    {"unit": {"a": 1}, "title": ["x"], "reason": 5, "version": "x"},
    {"unit": "‮𠮷䶮" * 30, "title": "=1+1", "reason": "' OR 1=1 --", "version": 999_999_999_999_999},
]
HOSTILE = [
    "0",
    "-1",
    "999999999999999999999",
    "９",
    "2024-02-30",
    "0001-01-01",
    "9999-12-31",
    "' OR 1=1 --",
    "𠮷䶮",
    "%",
    "_",
    "a" * 300,
]


def test_it_names_every_desk_with_every_step_that_people_take():
    for label, desk in registry.on("desks").items():
        assert f"/api/v1/records/{label}" in DOCUMENT["paths"]
        shown = DOCUMENT["components"]["schemas"][label]["properties"]["facts"]["properties"]
        assert {field.name for field in desk.model._meta.fields if field.choices} <= shown.keys() | {"state"}
    for label, flow in registry.on("flows").items():
        taken = [path for path in DOCUMENT["paths"] if path.startswith(f"/api/v1/records/{label}/{{pk}}/steps/")]
        assert len(taken) == sum(not step.is_automatic_only for step in flow.steps.values())


def test_choices_carry_their_chinese_labels():
    topic = DOCUMENT["paths"]["/api/v1/records/example.visit"]["post"]["requestBody"]["content"]["application/json"]["schema"][
        "properties"
    ]["topic"]
    assert {"const": "advice", "title": "法律咨询"} in topic["oneOf"] and topic["title"] == "事项类型"


def test_every_reference_leads_to_a_schema_and_every_operation_has_its_own_name():
    names = re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(DOCUMENT))
    assert set(names) <= DOCUMENT["components"]["schemas"].keys()
    identities = [told["operationId"] for _, _, told in OPERATIONS]
    assert len(identities) == len(set(identities))


def test_every_route_that_answers_stands_in_the_document():
    """The routes of records are spelled out for each desk; all others stand as they are."""
    for router in api._get_bound_routers():
        for path in router.path_operations:
            template = re.sub(
                r"\{\w+:?\w*\}", "{}", f"/api/v1{router.prefix if router.prefix.startswith('/') else f'/{router.prefix}'}{path}"
            )
            told = re.compile(re.escape(template.replace("//", "/").rstrip("/")).replace(r"\{\}", "[^/]+"))
            assert any(told.fullmatch(known) for known in DOCUMENT["paths"]), template


def test_an_answer_is_what_its_schema_says(caller, world):
    label = "example.visit"
    made = caller.post("records/example.visit", visit(world)).json()
    for told, name in ((made, label), (caller.get(f"records/{label}").json()["records"][0], f"{label}.row")):
        schema = DOCUMENT["components"]["schemas"][name]
        assert told.keys() == schema["properties"].keys()
        assert list(schemas.faults(told, schema)) == []
        assert list(schemas.faults(told.get("facts", {}), schema["properties"].get("facts", {}))) == []


def test_the_pages_about_it_open_and_ask_no_other_host(client, db):
    groups = client.get("/api/docs/").content.decode()
    page = client.get("/api/docs/example.visit/").content.decode()
    assert "openapi.json" in groups and "/api/docs/example.visit/" in groups
    assert "步骤：答复" in page and "没有登记来访人，不能答复" in page and "advice（法律咨询）" in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', groups + page)
    assert client.get("/api/docs/no.such/").status_code == 404
    assert client.get("/api/openapi.json").json()["openapi"] == "3.1.0"


@pytest.fixture
def unhurried(monkeypatch):
    for rate in (doorway.OFTEN, doorway.OPENLY):
        monkeypatch.setattr(rate, "most", 10**9)


def test_whatever_is_sent_nothing_breaks_and_nothing_changes(caller, world, unhurried):
    case = caller.post("records/example.visit", visit(world)).json()
    before = Event.objects.exclude(act="export").count()
    for turn, (method, path, told) in enumerate(COMMON):
        place = re.sub(r"\{pk\}", str(case["id"]), path)
        place = re.sub(r"\{\w+\}", "7", place)
        for sent in GARBAGE[turn % 3 :: 3] if "requestBody" in told else [None]:
            answer = caller.ask(method, place, sent)
            assert answer.status_code < 500, (method, place, sent, answer.content)
            if answer.status_code >= 400:
                assert answer["Content-Type"] == "application/problem+json", (method, place, sent)
    assert Event.objects.exclude(act="export").count() == before and Visit.objects.get().version == 1


def test_whatever_is_asked_nothing_breaks(caller, world, unhurried):
    caller.post("records/example.visit", visit(world))
    for turn, (method, path, told) in enumerate(COMMON):
        if method == "GET" and "example" not in path.replace("example.visit", ""):
            for name in [each["name"] for each in told["parameters"] if each["in"] == "query"] or [""]:
                for hostile in HOSTILE[turn % 3 :: 3]:
                    at = re.sub(r"\{(?:pk|\w+_pk|year)\}", "1", path)
                    answer = (
                        caller.get(re.sub(r"\{\w+\}", hostile.replace("%", "%25"), at))
                        if not name
                        else caller.client.get(
                            re.sub(r"\{\w+\}", "x", at), {name: hostile}, headers={"authorization": f"Bearer {caller.key}"}
                        )
                    )
                    assert answer.status_code < 500, (path, name, hostile, answer.content)
