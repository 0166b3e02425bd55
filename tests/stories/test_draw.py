"""A draw is drawn and published by a clerk in a browser, and drawn again by an outsider with the page and the program that need no network."""

import os
import subprocess
import sys

import pytest

from fazhi.norms.spot_checks.models import DrawTask, Inspection
from fazhi.norms.spot_checks.tests.test_draws_made import T3, VERIFIER, Checks
from tests.stories.test_mediation import PASSWORD, sign_in

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


def test_a_clerk_draws_and_an_outsider_draws_again(browser, live_server, world, tmp_path):
    checks = Checks(world)
    task = checks.revealed(checks.sealed())
    checks.take(task, "enter_numbers", T3, part=task.sources.get(), numbers="3 8 15 22 41")
    checks.clerk.account.set_password(PASSWORD)
    checks.clerk.account.save()
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, checks.clerk)
    page.goto(f"/desk/spot_checks.drawtask/{task.pk}/")
    look(page, "draw-sealed")
    for step in ("draw", "publish"):
        page.goto(f"/desk/spot_checks.drawtask/{task.pk}/step/{step}/")
        page.click("form[data-once] button.primary")
        page.wait_for_url(f"**/desk/spot_checks.drawtask/{task.pk}/")
    look(page, "draw-published")
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
    context.close()
    outsider.context.close()
