"""Receptions: answered at once with an article, handed on with consent, taken back, complained about, booked by the public."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.pages import Window

from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.legal_services.models import Reception

from .factories import reception, step


def again(case: Reception) -> Reception:
    return Reception.objects.get(pk=case.pk)


def test_advice_at_once_needs_an_article(lotus):
    case = reception(lotus)
    given = {"disposition": "answered", "answer": "可以向劳动监察投诉"}
    with pytest.raises(NotAllowed, match="至少引用一条法条"):
        step(lotus, case, "answer_now", **given)
    case = step(lotus, again(case), "answer_now", **given, cited="劳动合同法 第八十五条")
    assert (case.state, case.handler) == ("closed", lotus.manager)


def test_what_goes_elsewhere_needs_consent_and_is_followed_until_taken_over(lotus):
    case, to = reception(lotus), lotus.world.town
    given = {"disposition": "mediation", "handed_to": to}
    with pytest.raises(NotAllowed, match="须经本人同意"):
        step(lotus, case, "divert", **given, consents=False)
    case = step(lotus, again(case), "divert", **given, consents=True)
    sent = HandOver.objects.get(record_id=case.pk, of="legal_services.reception")
    assert (sent.kind, sent.to_unit, sent.details["asker"]) == ("mediation.dispute", to, "王建")
    handovers.accept(sent, lotus.world.city_leader)
    assert again(case).state == "in_progress"
    handovers.report_back(sent, lotus.world.city_leader, "已经达成协议")
    assert (again(case).state, again(case).result) == ("closed", "已经达成协议")


def test_what_is_sent_back_twice_is_sent_on_by_the_manager(lotus):
    case = reception(lotus)
    given = {"disposition": "petition", "handed_to": lotus.world.town, "consents": True}
    for _ in range(2):
        case = step(lotus, again(case), "divert", by=lotus.other, **given)
        sent = HandOver.objects.filter(record_id=case.pk, of="legal_services.reception").order_by("-pk").first()
        handovers.send_back(sent, lotus.world.city_leader, "不归我们管")
        assert again(case).state == "new"
    assert [row.returned_because for row in case.diversions.all()] == ["不归我们管"] * 2
    with pytest.raises(NotAllowed, match="由中心负责人决定"):
        step(lotus, again(case), "divert", by=lotus.other, **given)
    assert step(lotus, again(case), "divert", **given).handed_times == 3


def test_who_received_neither_rates_nor_answers_the_complaint(lotus):
    case = step(lotus, reception(lotus), "answer_now", disposition="not_ours", answer="请到社保局")
    for door in ("desk", "api"):
        with pytest.raises(NotAllowed, match="不能替来访人评价"):
            step(lotus, again(case), "rate", via=door, rating="5")
    case = step(lotus, again(case), "complain", by=lotus.other, complaint="让我白跑一趟")
    with pytest.raises(NotAllowed, match="不能自己答复投诉"):
        step(lotus, again(case), "answer_complaint", reply="已经核实")
    assert step(lotus, again(case), "answer_complaint", by=lotus.other, reply="已经道歉").state == "closed"


def test_the_public_books_without_a_name_and_cancels_with_a_code(lotus):
    day = timezone.localdate() + timedelta(3)
    data = {"category": "advice", "matter": "问离婚的事", "region": "荷塘区 荷花街道 莲塘村", "booked_slot": "morning"}
    citizen = Window()
    told = citizen.apply("service-visit", {**data, "booked_for": day}, {})
    case = Reception.objects.get()
    assert (case.site, case.is_anonymous, case.due_on) == (lotus.sites["village"], True, day)
    assert "已经预约" in citizen.follow(*told) and f"{day:%-m月%-d日}" in citizen.follow(*told)
    citizen.send("/follow/matter/step/withdraw/")
    assert again(case).state == "withdrawn" and "已经取消" in citizen.follow(*told)
    late = Window()
    url = late.send("/apply/service-visit/", **data, booked_for=day + timedelta(60))
    page = late.client.post(late.send(url), {"agrees": "on"}, follow=True).content.decode()
    assert "之间的一天" in page and Reception.objects.count() == 1
