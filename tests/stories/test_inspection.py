"""An inspection on a phone: the enterprise lets the inspectors in by its own phone; without a network the points, the photos and the result wait on the device."""

import re

import pytest

from fazhi.kernel.documents.models import File
from fazhi.kernel.flow import doors
from fazhi.norms.spot_checks.models import Inspection, Member
from fazhi.norms.spot_checks.tests.test_draws_made import Checks
from fazhi.norms.spot_checks.tests.test_entering import address
from tests.stories.test_mediation import PASSWORD, fill, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def checks(world):
    return Checks(world)


@pytest.fixture
def phone(browser, live_server):
    """A window as wide as a phone."""
    contexts = []

    def opened():
        contexts.append(browser.new_context(base_url=live_server.url, viewport=PHONE))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        return page

    yield opened
    for context in contexts:
        context.close()


def planned(checks):
    """On a complaint, approved by the head."""
    told = {
        "unit": checks.unit,
        "ground": "complaint",
        "ground_note": "投诉1号",
        "item": checks.item,
        "target": checks.targets[0],
    }
    case = doors.register(Inspection, checks.clerk, told, {"members": [Member(inspector=each) for each in checks.inspectors[:2]]})
    return doors.take("approve", case, checks.head, {"approval_no": "检批1号"}, reason="依法办理")


def photo(name):
    """One white dot."""
    dot = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fedccc59e70000000049454e44ae426082"
    return {"name": name, "mimeType": "image/png", "buffer": bytes.fromhex(dot)}


def let_in(officer, enterprise, case):
    """The code is made at the desk, and the enterprise says by it that the certificates were shown."""
    officer.goto(f"/desk/spot_checks.inspection/{case.pk}/step/issue_code/")
    officer.locator("main form[data-once] button.primary").last.click()
    officer.wait_for_url(re.compile(rf"/desk/spot_checks.inspection/{case.pk}/"))
    case.refresh_from_db()
    enterprise.goto(address(case))
    assert "查0" in enterprise.inner_text("main") and "证1" in enterprise.inner_text("main")
    enterprise.check("[name=shown]", force=True)
    enterprise.locator("form:has([name=step][value=scan]) button.primary").click()
    enterprise.wait_for_selector("text=扫码入企")
    case.refresh_from_db()
    assert (case.state, case.entry) == ("inspecting", "code")


def recorded_without_a_network(officer, case):
    officer.goto(f"/desk/spot_checks.inspection/{case.pk}/step/record/")
    assert officer.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    officer.context.set_offline(True)
    fill(
        officer,
        "main form[data-once]",
        **{"checklist-0-answer": "bad", "checklist-0-note": "证照过期", "facts": "证照过期三日", "outcome": "ordered"},
    )
    fill(officer, "main form[data-once]", signed="yes", correction="换证", correction_due="2030-01-05")
    officer.set_input_files("[name=files]", [photo("证照.png"), photo("门口.png")])
    officer.locator("main form[data-once] button.primary").last.click()
    officer.wait_for_selector("#waiting >> text=照片 2 张")
    case.refresh_from_db()
    assert case.state == "inspecting", "nothing has left the device"
    officer.context.set_offline(False)
    officer.goto("/desk/")
    officer.click("#waiting button >> text=送出")
    officer.wait_for_selector("#waiting", state="detached")
    case.refresh_from_db()


def signed(officer, case):
    """The person in charge signs with a finger."""
    officer.goto(f"/desk/spot_checks.inspection/{case.pk}/")
    officer.click("[data-signs]")
    box = officer.locator("canvas.signing").bounding_box()
    officer.fill("dialog input", "王经理")
    officer.mouse.move(box["x"] + 30, box["y"] + 40)
    officer.mouse.down()
    for step in range(20):
        officer.mouse.move(box["x"] + 30 + 8 * step, box["y"] + 40 + (step % 5) * 6)
    officer.mouse.up()
    with officer.expect_navigation():
        officer.click("dialog button.primary")


def test_an_inspection_is_made_on_a_phone_with_and_without_a_network(phone, checks):
    checks.clerk.account.set_password(PASSWORD)
    checks.clerk.account.save()
    officer, enterprise, case = phone(), phone(), planned(checks)
    sign_in(officer, checks.clerk)
    let_in(officer, enterprise, case)
    recorded_without_a_network(officer, case)
    assert (case.state, case.outcome, case.checklist[0][1:]) == ("recorded", "ordered", ["bad", "证照过期"])
    assert case.due_on is not None, "to be published within its term"
    signed(officer, case)
    kept = File.objects.filter(of_label="spot_checks.inspection", of_id=case.pk)
    assert sorted(row.kind for row in kept) == ["手写签名", "现场照片", "现场照片"]
    assert "王" in officer.inner_text("main")
