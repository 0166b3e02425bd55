"""The look in a real browser: nothing overflows, the CSP holds, and scripts do what they promise."""

from collections.abc import Iterator

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.gallery")]
PAGES = ["", "list/", "record/", "form/", "board/", "public/", "login/", "error/"]


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complained of."""
    return []


@pytest.fixture
def page(browser, live_server, complaints) -> Iterator:
    page = browser.new_page(base_url=f"{live_server.url}/", viewport={"width": 1280, "height": 900})
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()


def test_no_page_scrolls_sideways_from_320_px_on_and_none_breaks_the_csp(page, complaints):
    for width in (320, 720, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        for name in PAGES:
            page.goto(name)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (name, width)
    assert complaints == []


def test_wishes_are_kept_from_page_to_page(page):
    page.goto("list/")
    for wish in ("theme", "large", "density"):
        page.click(f"[data-wish={wish}]")
    page.goto("record/")
    assert page.evaluate("({...document.documentElement.dataset})") == {
        "script": "",
        "theme": "dark",
        "large": "",
        "density": "compact",
    }


def test_a_list_is_walked_and_picked_by_keys(page):
    page.goto("list/")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.inner_text("[data-count]") == "已选 2 件"
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "find"


def test_a_form_in_the_dialog_shows_its_errors_there_and_success_leads_on_with_a_toast(page, complaints):
    page.goto("list/")
    page.click("a[data-sheet]")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.click("#sheet .form button.primary")
    page.wait_for_selector("#sheet[open] .form:not([data-sent]) .error")
    page.fill("#sheet [name=number]", "990302197706150026")
    page.click("#sheet .form button.primary")
    page.wait_for_selector(".toast.success")
    assert complaints == []


def test_a_masked_value_is_shown_in_its_place_after_a_reason(page, complaints):
    page.goto("record/")
    page.click(".mask summary")
    page.fill("#sheet [name=reason]", "核对协议书署名")
    page.click("#sheet button.primary")
    page.wait_for_selector(".mask.shown")
    assert "990302197706150026" in page.inner_text(".mask.shown")
    assert complaints == []


def test_unsaved_changes_are_not_lost_in_silence(page):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto("form/")
    page.fill("[name=number]", "1")
    page.click(".crumbs a")
    page.click("a.brand", no_wait_after=True)
    page.wait_for_timeout(200)
    assert "beforeunload" in asked


def test_on_paper_each_cell_stands_under_its_head(page):
    page.goto("list/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1000, "height": 1400})
    row = "(row) => [...row.cells].filter((cell) => cell.offsetParent).length"
    seen = f"[...document.querySelectorAll('table.table')].map((table) => [...table.rows].slice(0, 2).map({row}))"
    for head, row in page.evaluate(seen):
        assert head == row > 1
