"""The front door through its pages: a visit booked on the telephone, handed on, sent back, taken over, decided; everybody hears back at once."""

import pytest
from django.utils import timezone

from fazhi.kernel.flow.models import HandOver
from fazhi.services.legal_aid.models import AidCase
from fazhi.services.legal_aid.tests.factories import centre
from fazhi.services.legal_services.models import Reception
from fazhi.services.legal_services.tests.factories import network
from tests.pages import Window

pytestmark = pytest.mark.django_db
VISIT = {"category": "aid", "matter": "工地拖欠三个月工资，想请律师", "region": "荷塘区 荷花街道", "booked_slot": "morning"}


def handed(of):
    return HandOver.objects.filter(of=of).order_by("-pk").first()


def test_a_visit_that_is_handed_on_is_followed_to_its_end_by_whoever_sent_it(world):
    aid = centre(world)
    net = network(world, aid.village)
    citizen, window, manager, clerk = Window(), Window(net.other), Window(net.manager), Window(aid.clerk)
    told = citizen.apply(
        "service-visit", {**VISIT, "booked_for": timezone.localdate()}, {"visitor": "王建", "phone": "15400000001"}
    )
    case = Reception.objects.get()
    assert "已经预约" in citizen.follow(*told)

    given = {"disposition": "aid", "handed_to": aid.unit}
    assert "须经本人同意" in window.refusal(case, "divert", **given)
    case = window.step(case, "divert", **given, consents=True)
    first = handed("legal_services.reception")
    clerk.send(f"/desk/handovers/{first.pk}/return/", text="材料不全，请补身份证明")
    case.refresh_from_db()
    assert (case.state, case.last_diversion.returned_because) == ("new", "材料不全，请补身份证明")

    case = window.step(case, "tell_once", missing="身份证、欠条")
    assert "身份证、欠条" in citizen.follow(*told)
    case = window.step(case, "divert", **given, consents=True)
    second = handed("legal_services.reception")
    assert second.pk != first.pk and "接收并登记" in clerk.read(f"/desk/handovers/{second.pk}/")
    means = {"means_path": "promise", "has_promised": True, "income": "3000", "household": "3"}
    matter = {"kind": "labour", "ground": "31.5", "cause": "追索劳动报酬", "competent": world.county}
    opened = clerk.register("legal_aid.aidcase", f"?from={second.pk}", unit=aid.unit, **matter, **means)
    case.refresh_from_db()
    assert (case.state, opened.facts) == ("in_progress", VISIT["matter"])
    assert "接收单位正在办理" in citizen.follow(*told)

    opened = Window(aid.head).step(opened, "grant", findings="拖欠工资属实", means_note="人均收入低")
    case.refresh_from_db()
    assert (AidCase.objects.count(), opened.state, case.state, case.result) == (1, "granted", "closed", "决定给予法律援助")
    assert "决定给予法律援助" in citizen.follow(*told) and "决定给予法律援助" in manager.page_of(case)
