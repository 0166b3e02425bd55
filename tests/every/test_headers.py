"""What every answer carries: a policy without exceptions, cookies of this host alone, nothing from elsewhere."""

import os
import subprocess
import sys
from importlib.util import find_spec, module_from_spec

import pytest
from django.test import Client

from tests.every.routes import routes

BESIDES = ("/missing/", "/a%00b/", "/static/look/base.css", "/favicon.ico")
FAMILIES = ("SESSION_COOKIE", "CSRF_COOKIE", "SECURE_")
BOUND = {"__Host-csrf", "__Host-session"}
PUBLIC_PAGES = ("/", "/apply/mediation/", "/law/", "/figures/", "/verify/", "/api/docs/", "/login/")


@pytest.fixture
def behind_https(settings, monkeypatch):
    """The product's own settings as they are when it is served over https."""
    monkeypatch.setenv("FAZHI_HTTPS", "1")
    spec = find_spec("fazhi.site.settings")
    own = module_from_spec(spec)
    spec.loader.exec_module(own)
    for name, value in vars(own).items():
        if name.startswith(FAMILIES):
            setattr(settings, name, value)


def answers(client, **how):
    for route in routes():
        at = route.address(label="example.visit", code="example.received", name="answer", key="mediation")
        if at:
            yield at, client.get(at, **how)
    for at in BESIDES:
        yield at, client.get(at, **how)


def test_every_answer_carries_the_whole_policy(world, behind_https):
    reader = Client(raise_request_exception=False)
    reader.force_login(world.clerk.account)
    for at, answer in answers(reader, secure=True):
        policy = answer.get("Content-Security-Policy", "")
        assert "default-src 'self'" in policy and "unsafe" not in policy, (at, answer.status_code, policy)
        assert "frame-ancestors 'none'" in policy and "object-src 'none'" in policy and "base-uri 'none'" in policy, at
        assert set(answer.cookies) <= BOUND, at
        assert answer["X-Content-Type-Options"] == "nosniff", at
        assert answer["X-Frame-Options"] == "DENY", at
        assert answer["Referrer-Policy"] == "same-origin", at
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", at
        assert answer["Strict-Transport-Security"].startswith("max-age=31536000"), at


def test_every_cookie_is_bound_to_this_host(world, behind_https):
    world.clerk.account.set_password("荷塘月色-2026-夏")
    world.clerk.account.save()
    client = Client()
    sent = [client.get("/login/", secure=True)]
    sent.append(client.post("/login/", {"username": world.clerk.account.username, "password": "荷塘月色-2026-夏"}, secure=True))
    cookies = [cookie for answer in sent for cookie in answer.cookies.values()]
    assert {cookie.key for cookie in cookies} == BOUND
    for cookie in cookies:
        assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax", cookie.key
        assert cookie["path"] == "/" and not cookie["domain"], cookie.key


def test_plain_http_is_sent_to_https(world, behind_https):
    assert Client().get("/")["Location"].startswith("https://")


def test_the_deployment_check_has_nothing_to_say(tmp_path):
    given = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    given |= {"FAZHI_HTTPS": "1", "FAZHI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "fazhi.site.settings"}
    told = subprocess.run(
        [sys.executable, "-m", "fazhi", "manage", "check", "--deploy", "--fail-level", "WARNING"],
        env=given,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.browser
def test_no_page_asks_another_host(browser, live_server, world):
    world.city_leader.account.set_password("荷塘月色-2026-夏")
    world.city_leader.account.save()
    asked, complaints = [], []
    page = browser.new_page(base_url=live_server.url)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    for at in PUBLIC_PAGES:
        page.goto(at)
    page.fill("[name=username]", world.city_leader.account.username)
    page.fill("[name=password]", "荷塘月色-2026-夏")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk/")
    for at in ("/desk/", "/desk/mediation.dispute/", "/boards/"):
        page.goto(at)
    page.close()
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert complaints == []
