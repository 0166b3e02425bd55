"""A dispute from a citizen's application on a phone to the confirmed and performed agreement, clicked in a browser."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from fazhi.kernel.ledger import book
from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.tests.factories import village

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "荷塘月色-2026"


@pytest.fixture
def lotus(world):
    return village(world)


@pytest.fixture
def page(browser, live_server, lotus):
    lotus.worker.account.set_password(PASSWORD)
    lotus.worker.account.save()
    page = browser.new_page(base_url=live_server.url, viewport={"width": 1440, "height": 900})
    page.set_default_timeout(15_000)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    page.close()


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
    page.wait_for_load_state()
    link = page.locator(f"a[href*='/step/']:text-is('{label}')").last
    if not link.is_visible():
        page.click("main details.menu summary")
    form = "#sheet form" if link.get_attribute("data-sheet") is not None else "form:has([name=reason])"
    link.click()
    page.wait_for_selector("#sheet[open] form" if "sheet" in form else form)
    fill(page, form, **typed)
    with page.expect_navigation():
        page.locator(f"{form} button.primary").last.click()
    case = Dispute.objects.get()
    assert case.version == before + 1, f"{label}: {page.inner_text('main')[:1500]}"
    page.goto(f"/desk/mediation.dispute/{case.pk}/")
    return case


def sign_in(page, person):
    page.goto("/login/")
    fill(page, "form", username=person.name, password=PASSWORD)
    page.click("form button.primary")
    page.wait_for_url("**/desk/**")


def apply(page):
    """A citizen says what happened, where and with whom, and keeps the receipt: its number and its code."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/apply/mediation/")
    page.focus("[name=region]")
    for words in ("荷塘区", "荷塘区 荷花街道", "荷塘区 荷花街道 莲塘村"):
        page.wait_for_selector(f"[role=option]:has-text('{words}')")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    fill(page, "main form", kind="02", facts="两家相邻，因屋后水沟排水发生口角。", demands="要求疏通水沟。")
    page.click("text=下一步")
    fill(page, "main form", name="张建", phone="13800134567")
    page.click("text=下一步")
    fill(page, "main form", other_name="李芳")
    page.click("text=下一步：核对提交")
    page.check("[name=agrees]")
    page.click("button:has-text('提交')")
    return page.inner_text("#receipt"), page.inner_text("#code")


def follow(page, receipt, code):
    """What the citizen reads under the number and the code."""
    page.goto("/follow/")
    fill(page, "main form", receipt=receipt, code=code)
    page.click("main form button")
    page.wait_for_url("**/follow/matter/")
    return page.inner_text("main")


def test_a_dispute_goes_from_the_citizens_application_to_the_confirmed_and_performed_agreement(page, lotus):
    told = apply(page)
    assert "申请已经收到" in follow(page, *told)
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, lotus.worker)
    page.click("article.todo h3 a")
    case = step(page, "征求当事人意见", consent="agrees")
    case = step(page, "受理")
    assert case.number and case.number in page.inner_text("body")
    step(page, "确定调解员", mediator=str(lotus.mediator.pk), chosen_by="parties")
    step(page, "告知权利义务", openness="closed", place="room")
    step(page, "调解", venue="村部调解室", statements="双方陈述，讲明相邻关系的规定。")
    due = str(timezone.localdate() + timedelta(days=20))
    step(page, "记录协议条款", kind="money", obligor="李芳", obligee="张建", content="支付疏通费用", amount="800", due_on=due)
    day = str(timezone.localdate())
    signed = {"parties_signed_on": day, "mediator_signed_on": day, "sealed_on": day}
    case = step(page, "达成书面协议", facts="水沟堵塞", issues="水沟如何疏通", copies="3", **signed)
    assert (case.state, case.agreement_amount, case.effective_on) == ("agreed", 800, date.fromisoformat(day))
    assert "达成协议" in page.inner_text("body") and "司法确认申请期限" in page.inner_text("body")
    step(page, "共同申请司法确认", is_joint=True, is_voluntary=True, is_lawful=True, court=str(lotus.court.pk))
    step(page, "法院受理", court_no="（2026）荷塘诉前调确1号")
    assert step(page, "确认有效").state == "confirmed"
    step(page, "登记履行", performed_on=day)
    assert step(page, "全部履行").state == "performed"
    assert "协议约定的事都已经做到" in follow(page, *told)
    acts = [event.act for event in book.history(case)][::-1]
    assert acts[0] == "register"
    assert acts[-6:] == ["agree", "ask_court", "court_accepts", "confirm", "perform", "fulfil"]
    assert page.complaints == []


def test_a_mediator_registers_who_came_in_person(page, lotus):
    sign_in(page, lotus.worker)
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
    assert step(page, "受理").number and page.complaints == []
