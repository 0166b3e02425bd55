"""A penalty case from its lead to the shelf, clicked in a browser by its officer, its reviewer and its head."""

import os
import re
from pathlib import Path

import pytest
from django.utils import timezone

from fazhi.norms.enforcement.models import Decision, PenaltyCase
from fazhi.norms.enforcement.tests.factories import county
from fazhi.norms.enforcement.tests.penalties import PARTY_CODE, squad
from tests.stories.test_mediation import PASSWORD, fill, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CASE, DECISION = "enforcement.penaltycase", "enforcement.decision"
SHOTS = os.environ.get("FAZHI_SHOTS", "")


@pytest.fixture
def bureau(world):
    return squad(county(world))


@pytest.fixture
def desk(browser, live_server, bureau):
    """A window of one's own for each of the three."""
    opened = {}

    def window(person):
        if person.pk not in opened:
            person.account.set_password(PASSWORD)
            person.account.save()
            page = browser.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900}).new_page()
            page.set_default_timeout(20_000)
            page.complaints = []
            page.on("pageerror", lambda error: page.complaints.append(str(error)))
            sign_in(page, person)
            opened[person.pk] = page
        return opened[person.pk]

    yield window
    for page in opened.values():
        page.context.close()


def look(page, name):
    """A picture of the page at both widths, where somebody asks for them."""
    if SHOTS:
        for width, height in ((1440, 900), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(150)
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1440, "height": 900})


def step(page, record, label, part=None, **typed):
    """Open a record, press a step's button, fill in what it asks, send it; the record as it then is."""
    before, url = record.version, f"/desk/{record._meta.label_lower}/{record.pk}/"
    page.goto(url)
    link = page.locator(f"a[href*='/step/']:text-is('{label}')").last
    page.goto(link.get_attribute("href"))
    fill(page, "main form", **typed)
    look(page, f"step-{label}")
    page.locator("main form button.primary").last.click()
    page.wait_for_url(re.compile(rf"{re.escape(url)}$"))
    record.refresh_from_db()
    assert record.version == before + 1, f"{label}: {page.inner_text('main')[:1500]}"
    return record


def registered(page, bureau):
    page.goto(f"/desk/{CASE}/new/")
    day = str(timezone.localdate())
    told = {"unit": bureau.bureau.pk, "source": "inspection", "lead_on": day, "item": bureau.item.pk, "body": bureau.body.pk}
    fill(page, "main form", **{name: str(value) for name, value in told.items()})
    fill(page, "main form", act_start=day, act_place="荷花路", facts="在荷花路倾倒建筑垃圾3立方米")
    party = {"kind": "legal_person", "name": "荷塘建材有限公司", "credit_code": PARTY_CODE, "address": "荷塘区荷花路1号"}
    fill(page, "main form", **{f"parties-0-{name}": value for name, value in party.items()})
    look(page, "new")
    page.locator("main form button.primary").last.click()
    page.wait_for_url(re.compile(rf"/desk/{CASE}/\d+/"))
    return PenaltyCase.objects.get()


def investigated(officer, head, bureau):
    """Filed by the head, investigated by two officers, concluded."""
    day, case = str(timezone.localdate()), registered(officer, bureau)
    step(officer, case, "确定承办人", officer=str(bureau.first.pk))
    step(officer, case, "确定承办人", officer=str(bureau.second.pk))
    step(head, case, "立案", profile="market", jurisdiction="违法行为发生地")
    pair = {"first": str(bureau.first.pk), "second": str(bureau.second.pk)}
    record = {"kind": "site", "title": "现场检查笔录", "content": "现场有建筑垃圾3立方米", "obtained_on": day, "place": "荷花路"}
    step(officer, case, "登记证据", **pair, **record)
    look(officer, "case")
    return step(officer, case, "调查终结", findings="倾倒建筑垃圾3立方米", nature="违反市容管理规定，建议罚款")


def ruled(officer, reviewer, head, bureau, decision):
    """Proposed by the officer, reviewed by somebody else, told, waived, decided by the head."""
    day, rests = str(timezone.localdate()), str(bureau.item.bases.get().provision_id)
    told = {"outcome": "penalty", "facts": "倾倒建筑垃圾3立方米", "proof": "现场检查笔录", "violated": rests, "basis": rests}
    step(officer, decision, "拟订处理意见", **told, tendency="usual", discretion_text="违法程度一般，适用一般档次")
    step(officer, decision, "拟处罚种类", kind="fine", amount="3000")
    step(officer, decision, "送审核")
    review = {"kind": "case", "reviewer": str(bureau.reviewer.pk), "done_on": day, "opinion": "agrees"}
    step(reviewer, decision, "审核", **review, points="主体、程序、事实证据、法律适用、裁量、权限、文书均合法")
    step(officer, decision, "告知", notified_on=day)
    step(officer, decision, "书面放弃陈述申辩", waiver_doc="放弃陈述申辩声明")
    look(officer, "decision")
    look(head, "head-before")
    return step(head, decision, "决定处罚")


def test_a_case_goes_from_its_lead_to_the_shelf(desk, bureau, chinese_font):
    officer, reviewer, head = desk(bureau.enforcer), desk(bureau.reviewing), desk(bureau.head)
    case = investigated(officer, head, bureau)
    officer.goto(f"/desk/{CASE}/{case.pk}/")
    officer.click("a:has-text('行政处罚决定：荷塘建材有限公司')")
    decision = ruled(officer, reviewer, head, bureau, Decision.objects.get())
    assert decision.number.startswith("荷塘城管罚决〔")
    day = str(timezone.localdate())
    step(officer, decision, "制发处罚决定书")
    officer.goto(f"/desk/{DECISION}/{decision.pk}/")
    assert f"行政处罚决定书（{decision.number}）" in officer.inner_text("main")
    step(officer, decision, "送达", method="direct", served_on=day, taken_by="王某")
    step(officer, decision, "登记缴款", paid_on=day, amount="3000", channel="bank")
    look(officer, "decision-served")
    assert step(head, decision, "结案").state == "closed"
    case.refresh_from_db()
    assert case.state == "closed"
    assert step(officer, case, "归档", retention="ten").state == "archived"
    for label in (CASE, DECISION):
        officer.goto(f"/desk/{label}/")
        assert "荷塘建材有限公司" in officer.inner_text("main")
        look(officer, f"list-{label}")
    officer.goto("/desk/")
    look(officer, "inbox")
    officer.goto(f"/desk/{CASE}/{case.pk}/")
    look(officer, "archived")
    assert not [*officer.complaints, *reviewer.complaints, *head.complaints]
