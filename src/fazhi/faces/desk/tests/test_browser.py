"""The desk in a real browser: drafts outlive a session, dialogs show what is wrong, results come while typing, lists go by keys."""

import io
from datetime import timedelta

import pytest
from PIL import Image
from tests.example.models import Visit

from fazhi.kernel.documents import files_of
from fazhi.kernel.documents.signing_by_hand import strokes_of
from fazhi.kernel.ledger.models import Event

WORD = "荷塘月色-2026-夏"

pytestmark = pytest.mark.browser


@pytest.fixture
def complaints():
    """What the browser's console complained of, refusals of a form apart."""
    return []


@pytest.fixture
def page(browser, live_server, world, complaints):
    world.clerk.account.set_password(WORD)
    world.clerk.account.save()
    page = browser.new_page(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.goto("/login/")
    sign_in(page)
    yield page
    page.close()


def sign_in(page):
    page.fill("[name=username]", "陈某")
    page.fill("[name=password]", WORD)
    page.click("form .primary")
    page.wait_for_load_state()


def until(page, truth, tries=100):
    """Ask until it is so; the page's own policy forbids the driver to wait inside it."""
    for _ in range(tries):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(50)
    raise AssertionError(truth)


def test_what_was_typed_outlives_the_session_and_goes_when_it_is_written(page, complaints):
    page.goto("/desk/example.visit/new/")
    page.fill("[name=title]", "李某来访")
    page.fill("[name=question]", "拖欠工资")
    page.fill("[name=visitors-0-name]", "李四")
    page.fill("[name=visitors-0-id_number]", "11010519491231002X")
    until(page, "Object.values(sessionStorage).some((kept) => kept.includes('李四'))")
    page.context.clear_cookies(name="sessionid")
    page.select_option("[name=topic]", "advice")
    page.click("form .primary")
    page.wait_for_url("**/login/**")
    sign_in(page)
    page.goto("/desk/example.visit/new/")
    assert page.input_value("[name=title]") == "李某来访" and page.input_value("[name=visitors-0-name]") == "李四"
    assert page.input_value("[name=visitors-0-id_number]") == "", "sensitive data are not kept in a browser"
    assert page.is_visible("text=已恢复上次没有提交的内容")
    page.click("form .form-end .primary")
    page.wait_for_url("**/example.visit/*/")
    assert Visit.objects.get().title == "李某来访"
    page.goto("/desk/example.visit/new/")
    assert page.input_value("[name=title]") == "" and complaints == []


def test_a_dialog_shows_what_is_wrong_keeps_what_was_typed_and_leaves_when_done(page, visit, complaints):
    case = visit("张某来访")
    page.goto(f"/desk/example.visit/{case.pk}/")
    page.click("a[data-sheet]:has-text('答复')")
    page.wait_for_selector("#sheet[open] [name=answer]")
    page.fill("#sheet [name=amount]", "100")
    page.click("#sheet .form-end .primary")
    page.wait_for_selector("#sheet [data-errors]")
    assert page.input_value("#sheet [name=amount]") == "100"
    page.fill("#sheet [name=answer]", "可以申请仲裁")
    page.click("#sheet .form-end .primary")
    page.wait_for_selector(".toast.success")
    assert Visit.objects.get().state == "answered" and complaints == []


def test_results_come_while_one_types_and_the_arrows_walk_them(page, visit, complaints):
    case = visit("张某来访")
    page.keyboard.press("Control+k")
    page.keyboard.type("zmlf")
    page.wait_for_selector("#found a:has-text('张某来访')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/example.visit/{case.pk}/")
    assert complaints == []


def test_rows_are_picked_by_keys_and_a_step_is_taken_on_all(page, visit, complaints):
    for title in ("甲", "乙", "丙"):
        visit(title)
    page.goto("/desk/example.visit/")
    for key in "jxjx":
        page.keyboard.press(key)
    page.click(".bulk button:has-text('答复')")
    page.fill("[name=answer]", "可以申请仲裁")
    page.click(".form-end .primary")
    page.wait_for_selector("text=办成 2 件，共 2 件")
    assert Event.objects.filter(act="answer").count() == 2 and complaints == []


def test_a_long_choice_suggests_while_one_types(page, world, visit, monkeypatch):
    from tests.example.desk import VisitDesk  # noqa: PLC0415

    from fazhi.faces.desk import forms  # noqa: PLC0415

    monkeypatch.setattr(forms, "MOST_CHOICES", 0)
    monkeypatch.setattr(VisitDesk, "corrects", "title handler")
    page.goto(f"/desk/example.visit/{visit('甲').pk}/correct/")
    page.type("[name=handler]", "cm")
    page.wait_for_selector("datalist option", state="attached")
    assert "陈某" in page.evaluate("document.querySelector('[name=handler]').list.options[0].value")


def test_no_page_of_the_desk_scrolls_sideways(page, visit, complaints):
    case = visit("张某与李某及其家人关于宅基地通行和排水的纠纷来访")
    record = f"/desk/example.visit/{case.pk}/"
    for url in (
        *("/desk/", "/desk/example.visit/", "/desk/example.visit/new/", "/desk/handovers/", "/desk/owed/", "/desk/signing/"),
        *("/desk/reminders/", "/desk/rules/", "/desk/rules/mediation.risk_weights/", "/desk/substitutes/", "/desk/me/"),
        *(record, f"{record}step/answer/", f"{record}correct/", f"{record}clock/{case.clocks[0]['name']}/"),
    ):
        page.goto(url)
        for width in (320, 390, 720, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (url, width)
    assert complaints == []


def photo(name):
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": made.getvalue()}


def test_without_a_network_what_was_filled_in_waits_on_the_device_and_is_sent_afterwards(page, complaints):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/desk/example.visit/new/")
    page.context.set_offline(True)
    page.fill("[name=title]", "李某来访")
    page.fill("[name=question]", "拖欠工资")
    page.select_option("[name=topic]", "advice")
    page.fill("[name=visitors-0-name]", "李四")
    page.fill("[name=visitors-0-id_number]", "11010519491231002X")
    page.click("form .form-end .primary")
    assert page.is_visible("text=敏感信息不能记在设备上") and not page.query_selector("#waiting")
    page.fill("[name=visitors-0-id_number]", "")
    page.click("form .form-end .primary")
    assert page.is_visible("text=有 1 件记在这台设备上") and not page.is_visible("#waiting button >> text=送出")
    page.context.set_offline(False)
    page.goto("/desk/")
    page.evaluate(
        """() => { for (const key of Object.keys(localStorage)) if (key.startsWith("look.waiting:"))
            localStorage[key] = JSON.stringify({ ...JSON.parse(localStorage[key]), at: new Date(Date.now() - 36e5).toISOString() }); }"""
    )
    page.reload()
    page.click("#waiting button >> text=送出")
    until(page, "!document.getElementById('waiting')")
    visit = Visit.objects.get()
    assert (visit.title, visit.entry_mode) == ("李某来访", "offline") and visit.synced_at - visit.event_at > timedelta(minutes=59)
    step = f"/desk/example.visit/{visit.pk}/step/rest/"
    page.goto(step)
    page.context.set_offline(True)
    page.fill("[name=reason]", "缺劳动合同")
    page.set_input_files("[name=files]", [{"name": "说明.txt", "mimeType": "text/plain", "buffer": b"x"}])
    page.click(".form-end .primary")
    page.wait_for_selector("text=只有照片能记在设备上")
    page.set_input_files("[name=files]", [photo("门口.png"), photo("现场.png")])
    page.click(".form-end .primary")
    page.wait_for_selector("#waiting >> text=照片 2 张")
    page.context.set_offline(False)
    page.reload()
    with page.expect_navigation():
        page.click("#waiting button >> text=打开")
    until(page, "document.querySelector('[name=files]')?.files.length === 2")
    page.context.set_offline(True)
    page.click(".form-end .primary")
    page.wait_for_selector("#waiting >> text=照片 2 张")
    page.context.set_offline(False)
    page.goto("/desk/")
    page.click("#waiting button >> text=送出")
    until(page, "!document.getElementById('waiting')")
    visit.refresh_from_db()
    assert visit.state == "resting" and [(each.kind, each.name) for each in files_of(visit)] == [
        ("现场照片", "门口.png"),
        ("现场照片", "现场.png"),
    ]
    page.goto(f"/desk/example.visit/{visit.pk}/")
    page.click("[data-signs]")
    box = page.locator("canvas.signing").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 90, steps=15)
    page.mouse.up()
    page.click("dialog >> text=签好了")
    page.fill("dialog [aria-label=签名人姓名]", "张三丰")
    page.click("dialog >> text=签好了")
    page.wait_for_selector("#papers >> text=手写签名.png")
    file = files_of(visit).last()
    assert (file.kind, file.mime) == ("手写签名", "image/png") and complaints == []
    [stroke] = strokes_of(file.hand)
    assert file.hand.signer == "张三丰" and len(stroke) > 12 and stroke[0][:2] == pytest.approx([40, 40], abs=2)
