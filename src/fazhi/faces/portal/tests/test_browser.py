"""The portal in a real browser: apply on a phone, keep the receipt, follow the matter."""

from collections.abc import Iterator

import pytest

from fazhi.services.mediation.models import Dispute
from fazhi.services.mediation.tests.factories import village

pytestmark = pytest.mark.browser


@pytest.fixture
def told() -> list[str]:
    """What the console complained of, and every address that was asked for."""
    return []


@pytest.fixture
def page(browser, live_server, told) -> Iterator:
    from tests.world import build  # noqa: PLC0415  (Django must be set up first)

    village(build())
    page = browser.new_page(base_url=live_server.url, viewport={"width": 390, "height": 844})
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("request", lambda asked: told.append(asked.url) if not asked.url.startswith(live_server.url) else None)
    yield page
    page.close()


def choose_place(page) -> None:
    """From the county down to the village, by keys alone."""
    page.focus("[name=region]")
    for words in ("荷塘区", "荷塘区 荷花街道", "荷塘区 荷花街道 莲塘村"):
        page.wait_for_selector(f"[role=option]:has-text('{words}')")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_function("words => document.querySelector('[name=region]').value === words", arg=words)


def narrow(page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_somebody_applies_for_mediation_keeps_the_receipt_and_follows_the_matter(page, told):
    page.goto("/")
    page.fill("[name=text]", "邻里纠纷，楼上漏水")
    page.click(".ask button")
    page.click("a.bigbtn:has-text('申请人民调解')")
    choose_place(page)
    page.select_option("[name=kind]", "04")
    page.fill("[name=demands]", "修好漏水")
    with page.expect_response(lambda answer: answer.url.endswith("/keep/")):
        page.fill("[name=facts]", "十月起厨房顶棚渗水")
    page.reload()
    assert page.input_value("[name=facts]") == "十月起厨房顶棚渗水"
    page.click("text=下一步")
    page.fill("[name=name]", "王建国")
    page.fill("[name=phone]", "1380013456")
    page.click("text=下一步")
    assert page.inner_text("#id_phone_error") == "手机号是 11 位，现在是 10 位"
    assert page.evaluate("document.activeElement.hasAttribute('data-errors')")
    page.fill("[name=phone]", "13800134567")
    page.click("text=下一步")
    page.fill("[name=other_name]", "楼上402住户")
    page.click("text=下一步：核对提交")
    assert "荷塘区 荷花街道 莲塘村" in page.inner_text("main") and narrow(page)
    page.check("[name=agrees]")
    page.click("button:has-text('提交')")
    receipt, code = page.inner_text("#receipt"), page.inner_text("#code")
    assert Dispute.objects.count() == 1 and narrow(page)
    page.click("text=记好了，收起回执")
    page.fill("[name=receipt]", receipt)
    page.fill("[name=code]", code)
    page.click("text=查进度")
    page.click("summary")
    assert "申请已经收到" in page.inner_text("main") and "当日不计入" in page.inner_text("main") and narrow(page)
    assert told == []


def test_large_letters_are_kept_from_page_to_page_and_nothing_overflows(page, told):
    page.goto("/")
    page.click("[data-wish=large]")
    for url in ("/", "/apply/mediation/1/", "/follow/", "/notices/mediation-committees/", "/law/", "/verify/paper/", "/privacy/"):
        for width in (320, 390, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(url)
            assert narrow(page), (url, width)
        assert page.evaluate("'large' in document.documentElement.dataset")
    assert told == []


def test_without_script_the_same_is_done(page, live_server):
    plain = page.context.browser.new_context(java_script_enabled=False, base_url=live_server.url).new_page()
    plain.goto("/apply/mediation/1/")
    plain.fill("[name=region]", "莲塘村")
    plain.select_option("[name=kind]", "04")
    plain.fill("[name=facts]", "渗水")
    plain.fill("[name=demands]", "修好")
    plain.click("text=下一步")
    plain.fill("[name=name]", "王建国")
    plain.fill("[name=phone]", "13800134567")
    plain.click("text=下一步")
    plain.fill("[name=other_name]", "楼上")
    plain.click("text=下一步：核对提交")
    plain.check("[name=agrees]")
    plain.click("button:has-text('提交')")
    assert plain.inner_text("#receipt") and Dispute.objects.count() == 1
