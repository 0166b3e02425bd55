"""What holds of every kind of record through the API: it answers as its schema says, and nothing that is sent breaks it."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client

from fazhi.faces.api import doorway, schemas, tokens
from fazhi.faces.api.openapi import described
from fazhi.faces.api.urls import api
from fazhi.kernel import registry
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Account
from tests.every.putting import holder, record_of
from tests.every.routes import shared_out, some

DOCUMENT = described(api)
HOSTILE = [
    {},
    [],
    {"unit": {"a": 1}, "title": ["x"], "reason": 5, "version": "x"},
    {"reason": "试", "to_unit": "𠮷䶮" * 9, "extension": 10**14, "version": 10**14},
]


@pytest.fixture
def reader(world, monkeypatch):
    """Whoever holds every role at the town, with a token."""
    cache.clear()
    monkeypatch.setattr(doorway.OFTEN, "most", 10**9)
    roles = [role for role in registry.on("roles").values() if role not in ("public", "schedule")]
    account = Account.objects.create(username="某岗", person=holder(world, *roles), password="!")
    key = tokens.make(account, "测试", 1)[1]
    return lambda method, at, sent=None: Client().generic(
        method, at, "" if sent is None else json.dumps(sent), "application/json", headers={"authorization": f"Bearer {key}"}
    )


@pytest.mark.parametrize("label", some(registry.on("desks"), 0))
def test_a_record_answers_as_its_schema_says(label, reader, world):
    case = record_of(registry.find("desks", label).model, world)
    named = DOCUMENT["components"]["schemas"]
    told = reader("GET", f"/api/v1/records/{label}/{case.pk}").json()
    row = reader("GET", f"/api/v1/records/{label}").json()["records"][0]
    for answer, schema in (
        (told, named[label]),
        (row, named[f"{label}.row"]),
        (told["facts"], named[label]["properties"]["facts"]),
    ):
        assert answer.keys() == schema["properties"].keys()
        assert list(schemas.faults(answer, schema)) == []


@pytest.mark.parametrize("label", some(registry.on("desks"), 1))
def test_whatever_is_sent_nothing_breaks(label, reader, world):
    case = record_of(registry.find("desks", label).model, world)
    here = f"/api/v1/records/{label}"
    for path, found in DOCUMENT["paths"].items():
        if path != here and not path.startswith(f"{here}/"):
            continue
        at = re.sub(r"\{\w+\}", "1", path.replace("{pk}", str(case.pk)))
        for method, told in found.items():
            for sent in shared_out(HOSTILE, label, len(HOSTILE)) if "requestBody" in told else [None]:
                answer = reader(method.upper(), at, sent)
                assert answer.status_code < 500 or answer.status_code == 503, (method, at, sent, answer.content)
                assert answer.status_code < 400 or answer["Content-Type"] == "application/problem+json", (method, at)
    assert Event.objects.filter(act="register").count() == 0
