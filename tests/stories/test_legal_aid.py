"""A worker finds out and applies on the phone; the centre decides and assigns; the refusal of another is corrected."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fazhi.services.legal_aid.models import AidCase
from fazhi.services.legal_aid.tests.factories import aid_case, centre, finished, granted, noticed, referral, refused, step
from tests.stories.test_draw import look
from tests.stories.test_mediation import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


def apply(page):
    """Four screens and the review, as a worker fills them in."""
    page.goto("/check/legal-aid/")
    look(page, "aid-check")
    page.select_option("select[name=matter]", "wages")
    page.check("input[name=groups][value=migrant]")
    page.click("form[novalidate] button")
    look(page, "aid-checked")
    page.click("form[data-once] button.primary")
    page.fill("input[name=competent]", "荷塘区 荷花街道")
    page.fill("textarea[name=facts]", "工地拖欠三个月工资，要求支付。")
    page.fill("input[name=opponent]", "红星建材有限公司")
    look(page, "aid-apply-1")
    page.click("button.primary")
    page.fill("input[name=name]", "王建")
    page.fill("input[name=id_number]", "990101196601010019")
    page.fill("input[name=phone]", "15400000001")
    page.click("button.primary")
    look(page, "aid-apply-3")
    page.click("button.primary")
    assert page.input_value("select[name=exempt_as]") == "migrant", "what the guide has asked stands there already"
    page.fill("input[name=income]", "3000")
    page.fill("input[name=household]", "3")
    page.check("input[name=has_promised][value='1'], input[name=has_promised][value='True']")
    look(page, "aid-apply-4")
    page.click("button.primary")
    look(page, "aid-review")
    page.check("input[name=agrees]")
    page.click("button.primary")
    page.wait_for_url("**/receipt/")


def test_from_the_phone_to_the_lawyer(browser, live_server, world):
    lotus = centre(world)
    citizen = browser.new_context(base_url=live_server.url, viewport=PHONE).new_page()
    citizen.set_default_timeout(20_000)
    apply(citizen)
    look(citizen, "aid-receipt")
    case = AidCase.objects.get()
    now = timezone.now()
    other = refused(lotus, aid_case(lotus, now), now)
    step(lotus, other, "object_to", now, objection_text="拖欠工资属于列明的事项")
    noticed(lotus, now)
    referral(lotus, timezone.localdate(), aid_case=case)
    done = step(
        lotus, granted(lotus, aid_case(lotus, now - timedelta(days=5), opponent=""), now), "assign", now, lawyer=lotus.fang
    )
    finished(lotus, done, timezone.localdate())
    lotus.head.account.set_password(PASSWORD)
    lotus.head.account.save()
    page = browser.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(20_000)
    sign_in(page, lotus.head)
    for name, address in {
        "aid-list": "/desk/legal_aid.aidcase/",
        "aid-new": "/desk/legal_aid.aidcase/new/",
        "aid-case": f"/desk/legal_aid.aidcase/{case.pk}/",
        "aid-closing": f"/desk/legal_aid.aidcase/{done.pk}/",
        "aid-lawyers": "/desk/legal_aid.aidlawyer/",
        "aid-referrals": "/desk/legal_aid.referral/",
    }.items():
        page.goto(address)
        look(page, name)
    step(lotus, case, "add_material", now, kind="exemption", title="用工证明")
    page.goto(f"/desk/legal_aid.aidcase/{case.pk}/step/grant/")
    page.fill("textarea[name=findings]", "拖欠工资属实，有欠条。")
    page.fill("[name=means_note]", "全家人均月收入一千元，低于当地最低生活保障线的两倍。")
    look(page, "aid-grant")
    page.click("form[data-once] button.primary")
    page.wait_for_url(f"**/desk/legal_aid.aidcase/{case.pk}/")
    case.refresh_from_db()
    assert case.state == "granted"
    look(page, "aid-granted")
    citizen.context.close()
    page.context.close()
