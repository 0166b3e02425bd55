"""What holds of every address: who is outside finds nothing, GET changes nothing, and no change comes without its page."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.faces.api import doorway
from fazhi.faces.desk import forms
from fazhi.faces.desk.pickers import named
from fazhi.kernel import registry
from fazhi.kernel.org.models import Account
from fazhi.kernel.records import search
from fazhi.kernel.records.models import Record, parts_of
from tests.every.putting import holder, record_of
from tests.every.routes import ALL, arguments, of_records, of_staff, routes, shared_out, some

DESKS = sorted(registry.on("desks"))
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.I)
# What reading may write: the session, a token's last day, who read what is sensitive, and figures made fresh from what changed before.
MAY_WRITE = re.compile(r'"?(django_session|api_token|indicators_\w+|records_reading)"?', re.I)
MISSING = 999_999


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch):
    cache.clear()
    for rate in (doorway.OFTEN, doorway.OPENLY):
        monkeypatch.setattr(rate, "most", 10**9)


def entered(person):
    client = Client(raise_request_exception=True)
    client.force_login(person.account)
    return client


def reader_of(model, world):
    """Somebody at the town who holds every role that reads this kind."""
    someone = holder(world, *model.readers)
    Account.objects.create(username="某岗", person=someone, password="!")
    return someone


def _method(label):
    """Kinds with the same addresses come in turn with either."""
    return ("get", "post")[DESKS.index(label) // 4 % 2]


def of_kind(routes_of, model, pk):
    """The addresses of one record, without those that take something the kind does not have."""
    label, given = registry.label(model), arguments(model)
    found = [(route, route.address(label=label, pk=pk, **given)) for route in routes_of]
    return [(route, at) for route, at in found if at]


@pytest.mark.parametrize("label", some(DESKS, 0))
def test_a_foreign_id_is_missing_on_every_address_and_looks_as_if_it_never_was(label, world):
    model = registry.find("desks", label).model
    case = record_of(model, world)
    stranger = entered(world.stranger)
    asked = shared_out(of_records(), label)
    for (route, foreign), (_, missing) in zip(of_kind(asked, model, case.pk), of_kind(asked, model, MISSING), strict=True):
        for method in ("get", "post") if ALL else (_method(label),):
            one, other = getattr(stranger, method)(foreign), getattr(stranger, method)(missing)
            assert one.status_code == other.status_code, (method, route.name)
            assert one.status_code in (404, 405, 422), (method, route.name, one.status_code)
            assert one.content == other.content, (method, route.name)


@pytest.mark.parametrize("label", some(DESKS, 1))
def test_a_list_opens_for_its_readers_and_is_empty_for_a_stranger(label, world):
    model = registry.find("desks", label).model
    case = record_of(model, world)
    reader, stranger = entered(reader_of(model, world)), entered(world.stranger)
    link = f'href="/desk/{label}/{case.pk}/"'
    page = reader.get(f"/desk/{label}/")
    assert page.status_code == 200 and link in page.content.decode()
    assert reader.get(f"/desk/{label}/{case.pk}/").status_code == 200
    assert [each["id"] for each in reader.get(f"/api/v1/records/{label}").json()["records"]] == [case.pk]
    assert link not in stranger.get(f"/desk/{label}/").content.decode()
    assert stranger.get(f"/api/v1/records/{label}").json()["records"] == []


@pytest.mark.parametrize("label", some(DESKS, 2))
def test_reading_changes_nothing(label, world):
    model = registry.find("desks", label).model
    case = record_of(model, world)
    reader = entered(reader_of(model, world))
    with CaptureQueriesContext(connection) as asked:
        shared = [*shared_out(of_records(), label), *shared_out(of_lists(), label, 4)]
        answers = {at: reader.get(at).status_code for _, at in of_kind(shared, model, case.pk)}
    assert not [at for at, status in answers.items() if status >= 500]
    written = [query["sql"][:200] for query in asked if WRITES.match(query["sql"]) and not MAY_WRITE.search(query["sql"][:80])]
    assert written == []


def referred(label):
    """The kinds of records that a registration refers to: field and kind, of the record and of the parts asked along with it."""
    desk = registry.find("desks", label)
    parts = parts_of(desk.model)
    asked = [(desk.model, name) for name in desk.form.split()]
    asked += [(parts[part], name) for part in desk.asks_parts.split() for name in forms.asked_of(desk, part)]
    fields = [(model, model._meta.get_field(name)) for model, name in asked]
    return [(model, field) for model, field in fields if issubclass(field.related_model or type, Record)]


@pytest.mark.parametrize("label", [label for label in DESKS if referred(label)])
def test_a_registration_offers_nothing_that_lies_out_of_sight(label, world):
    desk = registry.find("desks", label)
    clerk = holder(world, *forms.registering_roles(desk), at=world.far_town)
    Account.objects.create(username="某岗", person=clerk, password="!")
    client = entered(clerk)
    for model, field in referred(label):
        record = field.related_model._default_manager.first() or record_of(field.related_model, world)
        search.index([record])
        is_seen = type(record).objects.visible_to(clerk).filter(pk=record.pk).exists()
        page = client.get(f"/desk/{label}/new/").content.decode()
        offered = re.findall(rf'<select name="(?:\w+-0-)?{field.name}".*?</select>', page, re.S)
        assert is_seen or not [each for each in offered if f'value="{record.pk}"' in each], field
        found = client.get(f"/desk/{label}/pick/{model._meta.model_name}/{field.name}/").json()["found"]
        assert is_seen or named(record) not in found, field


def of_lists():
    return [route for route in routes() if "label" in route.takes and "pk" not in route.takes and not route.is_open]


def test_every_address_that_is_not_open_by_intent_asks_who_comes(db):
    """A new address that is open to all must be named among the open ones."""
    nobody = Client()
    for route in of_staff():
        at = route.address(label="example.visit", code="example.received")
        if at is None:
            continue
        answer = nobody.get(at)
        told = answer.get("Location", "")
        assert answer.status_code in (401, 404, 405) or told.startswith("/login/"), (route.name, at, answer.status_code, told)


def test_no_change_comes_without_its_page(world):
    """A POST without the page's token is refused on every address, for whoever is signed in."""
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(world.city_leader.account)
    for route in routes():
        at = route.address(label="example.visit", name="answer")
        if at is None:
            continue
        answer = forged.post(at, {})
        # 415: a form is no JSON, and the public doors of the API take nothing else (a browser cannot forge that across sites).
        assert answer.status_code in (403, 404, 405, 415), (route.name, at, answer.status_code)


def test_pages_are_not_kept_by_caches_between_and_send_no_one_elsewhere(world):
    reader = entered(world.clerk)
    for route in of_staff():
        at = route.address(label="example.visit", code="example.received")
        answer = reader.get(at) if at else None
        if answer is None or answer.status_code != 200:
            continue
        assert "no-store" in answer.get("Cache-Control", ""), route.name
        policy = answer.get("Content-Security-Policy", "")
        assert "unsafe" not in policy and "default-src 'self'" in policy, route.name
