"""A draw is planned, sealed, drawn and published by a clerk and a head in a browser, and drawn again by an outsider without a network."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from django.utils import timezone

from fazhi.norms.spot_checks.models import DrawTask, Inspection
from fazhi.norms.spot_checks.tests.test_draws_made import CODES, VERIFIER, Checks
from tests.stories.test_mediation import PASSWORD, fill, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("FAZHI_SHOTS", "")
PAGE = VERIFIER.parent / "verify.html"


def look(page, name):
    """A picture of the page at both widths, where somebody asks for them."""
    if SHOTS:
        for width, height in ((1440, 900), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1440, "height": 900})


@pytest.fixture
def checks(world):
    checks = Checks(world)
    for who in (checks.clerk, checks.head):
        who.account.set_password(PASSWORD)
        who.account.save()
    return checks


@pytest.fixture
def window(browser, live_server):
    """A window of one's own, signed in."""
    contexts = []

    def opened(who):
        contexts.append(browser.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900}))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        sign_in(page, who)
        return page

    yield opened
    for context in contexts:
        context.close()


def at(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def step(page, label, place=0, **typed):
    """Press a step's button on the page of the only draw, fill in what it asks, send it; the draw as it then is."""
    task = DrawTask.objects.get()
    page.goto(f"/desk/spot_checks.drawtask/{task.pk}/")
    page.goto(page.locator(f"a[href*='/step/']:text-is('{label}')").nth(place).get_attribute("href"))
    fill(page, "main form[data-once]", **typed)
    page.locator("main form[data-once] button.primary").last.click()
    page.wait_for_url(re.compile(rf"/desk/spot_checks.drawtask/{task.pk}/$"))
    done = DrawTask.objects.get()
    assert done.version == task.version + 1, f"{label}: {page.inner_text('main')[:1500]}"
    return done


def planned(clerk, checks, closes):
    """The plan with its strata and its source, which is printed after the codes are closed."""
    clerk.goto("/desk/spot_checks.drawtask/new/")
    told = {"unit": str(checks.unit.pk), "title": "餐饮抽查", "item": str(checks.item.pk), "team": "2", "reveal_by": at(closes)}
    fill(clerk, "main form[data-once]", **told, unplanned_because="上级部署的专项抽查")
    clerk.locator("main form[data-once] button.primary").last.click()
    clerk.wait_for_url(re.compile(r"/desk/spot_checks.drawtask/\d+/$"))
    for credit_class, percent in (("A", "20"), ("D", "100")):
        step(clerk, "写明抽查比例", credit_class=credit_class, percent=percent)
    return step(clerk, "写明公开随机源", name="快乐8", at=at(closes + timedelta(hours=9)), where="福彩网")


def sealed(clerk, head, checks, closes):
    """Approved by the head, committed to by two departments, sealed; then both reveal their codes."""
    planned(clerk, checks, closes)
    step(head, "批准")
    for department, code in CODES.items():
        step(clerk, "部门交承诺值", department=department, commitment=sha256(bytes.fromhex(code)).hexdigest())
    task = step(clerk, "封存方案和名录")
    look(clerk, "draw-sealed")
    for place, side in enumerate(task.sides.all()):
        step(clerk, "公开承诺码", place, code=CODES[side.department])


def test_a_draw_is_planned_sealed_and_drawn_and_an_outsider_draws_again(browser, live_server, window, checks, tmp_path):
    closes = timezone.now().replace(microsecond=0) + timedelta(hours=3)
    sealed(window(checks.clerk), window(checks.head), checks, closes)
    with time_machine.travel(closes + timedelta(hours=10)):
        page = window(checks.clerk)
        step(page, "登记公布的号码", numbers="3 8 15 22 41")
        step(page, "抽取")
        task = step(page, "公示")
        look(page, "draw-published")
        checked(browser, live_server, page, task, tmp_path)


def checked(browser, live_server, page, task, tmp_path):
    """What was drawn, and what an outsider finds who has the file alone."""
    page.goto("/desk/spot_checks.inspection/")
    assert Inspection.objects.filter(task=task).count() == 8 and page.locator("tbody tr").count() == 8
    look(page, "inspections")
    outsider = browser.new_context(base_url=live_server.url, accept_downloads=True).new_page()
    outsider.goto("/notices/spot-check-draws/")
    look(outsider, "notice")
    with outsider.expect_download() as taken:
        outsider.click(f"a[href$='/{task.pk}/file/']")
    proof = tmp_path / "draw.json"
    taken.value.save_as(proof)
    done = subprocess.run([sys.executable, str(VERIFIER), str(proof)], capture_output=True, text=True)
    assert done.returncode == 3 and DrawTask.objects.get(pk=task.pk).plan_hash in done.stdout, done.stdout
    outsider.goto(PAGE.as_uri())
    outsider.set_input_files("input[type=file]", proof)
    outsider.wait_for_function("document.body.innerText.includes('抽取')")
    look(outsider, "verify")
    outsider.context.close()
