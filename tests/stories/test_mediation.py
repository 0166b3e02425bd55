"""A dispute from the application to the performed agreement, as a mediator clicks it in a browser."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import sync_playwright

from fazhi.kernel.ledger import book
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.tests.factories import village

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "荷塘月色-2026"


@pytest.fixture
def lotus(world):
    return village(world)


@pytest.fixture
def page(chromium, live_server, lotus, monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in this thread; the records are read beside it
    lotus.worker.account.set_password(PASSWORD)
    lotus.worker.account.save()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=live_server.url, viewport={"width": 1440, "height": 900})
        page.set_default_timeout(15_000)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        yield page
        browser.close()


def fill(page, within, **typed):
    """Type into the fields of a form, whatever kind of input each is."""
    for name, value in typed.items():
        field = page.locator(f"{within} [name={name}]").first
        kind = field.evaluate("field => field.type")
        if kind.startswith("select"):
            field.select_option(value)
        elif kind == "radio":
            page.check(f"{within} [name={name}][value='{value}']", force=True)
        elif kind == "checkbox":
            field.set_checked(value, force=True)
        else:
            field.fill(value)


def step(page, label, **typed):
    """Press a step's button on the record's page, fill in what it asks, send it, and come back to the record."""
    before = Dispute.objects.get().version
    link = page.locator(f"a[href*='/step/']:text-is('{label}')").first
    if not link.is_visible():
        page.click("main details.menu summary")
    form = "#sheet form" if link.get_attribute("data-sheet") is not None else "form:has([name=reason])"
    link.click()
    page.wait_for_selector("#sheet[open] form" if "sheet" in form else form)
    fill(page, form, **typed)
    page.locator(f"{form} button.primary").last.click()
    for _ in range(100):
        if Dispute.objects.get().version > before:
            break
        page.wait_for_timeout(100)
    case = Dispute.objects.get()
    assert case.version == before + 1, f"{label}: {page.inner_text('main')[:1500]}"
    page.goto(f"/desk/mediation.dispute/{case.pk}/")
    return case


def test_a_mediator_takes_a_dispute_from_the_application_to_the_agreement(page, lotus):
    page.goto("/login/")
    fill(page, "form", username=lotus.worker.name, password=PASSWORD)
    page.click("form button[type=submit], form button.primary")
    page.wait_for_url("**/desk/**")
    page.goto("/desk/mediation.dispute/new/")
    dispute = {
        "unit": str(lotus.body.pk),
        "kind": "02",
        "source": "applied",
        "apply_form": "oral",
        "region": str(lotus.body.parent.pk),
    }
    fill(page, "main form", **dispute, facts="两家相邻，因屋后水沟排水发生口角。", demands="要求疏通水沟。")
    fill(page, "main form", **{"parties-0-side": "applicant", "parties-0-name": "张建", "parties-0-consent": "agrees"})
    fill(page, "main form", **{"parties-1-side": "respondent", "parties-1-name": "李芳", "parties-1-consent": "agrees"})
    page.locator("main form button.primary").last.click()
    page.wait_for_url(re.compile(r"/desk/mediation\.dispute/\d+/"))
    case = step(page, "受理")
    assert case.number and case.number in page.inner_text("body")
    step(page, "确定调解员", mediator=str(lotus.mediator.pk), chosen_by="parties")
    step(page, "告知权利义务", openness="closed", place="room")
    step(page, "调解", venue="村部调解室", statements="双方陈述，讲明相邻关系的规定。")
    due = str(timezone.localdate() + timedelta(days=20))
    step(page, "记录协议条款", kind="money", obligor="李芳", obligee="张建", content="支付疏通费用", amount="800", due_on=due)
    day = str(timezone.localdate())
    signed = {"parties_signed_on": day, "mediator_signed_on": day, "sealed_on": day}
    case = step(page, "达成书面协议", form="written", facts="水沟堵塞", issues="水沟如何疏通", copies="3", **signed)
    assert (case.state, case.agreement_amount, case.effective_on) == ("agreed", 800, date.fromisoformat(day))
    assert "达成协议" in page.inner_text("body") and "司法确认申请期限" in page.inner_text("body")
    case = step(page, "登记履行", performed_on=day)
    case = step(page, "全部履行")
    assert case.state == "performed"
    acts = [event.act for event in book.history(case)][::-1]
    assert acts == ["register", "accept", "begin", "tell_rights", "hold", "settle_term", "agree", "perform", "fulfil"]
    assert page.complaints == []
