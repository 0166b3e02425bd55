"""A question on the net goes to whoever is on duty: claimed, given back, risen; never to the lawyer of the other side (journey 11)."""

from datetime import datetime, timedelta

import pytest

from fazhi.kernel.calendar.moments import LEGAL_TIME
from fazhi.kernel.flow.models import Reminder
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.records.codes import give_code
from fazhi.services.advice.duties import turn
from fazhi.services.advice.models import Consultation
from fazhi.services.advice.rules import CLAIM_MINUTES
from fazhi.services.advice.tests import factories as advice
from fazhi.services.legal_services.roles import MANAGER
from fazhi.services.legal_services.tests import factories as network
from tests.keeping import once
from tests.pages import Window
from tests.prying import signed_in, traces
from tests.world import person

NINE = datetime(2024, 9, 3, 9, 0, tzinfo=LEGAL_TIME)
MINUTE = timedelta(minutes=1)
NET = {"channel": "website", "reply_by": "code", "topic": "labour"}


@pytest.fixture
def lotus(world):
    return once(advice.centre, world)


@pytest.fixture
def roster(lotus):
    """Two lawyers on duty at the county's site this morning: one is there, the other has confirmed and knows labour."""
    manager = person("中心主任某", lotus.world.city, MANAGER, CLERK)
    at = network.Network(lotus.world, lotus.village, manager, manager, manager, manager, manager, None, None, {})
    at.sites["city"] = network.site(at, "city", lotus.world.city, None)
    at.sites["county"] = network.site(at, "county", lotus.world.county, at.sites["city"])
    for serial, lawyer in enumerate((lotus.lawyer, lotus.other_lawyer)):
        specialties = "劳动" if lawyer == lotus.other_lawyer else "婚姻家庭"
        row = network.provider(at, lawyer.name, str(serial), person=lawyer, specialties=specialties)
        slot = network.step(
            at, network.duty(at, NINE.date(), provider=row), "confirm", datetime(2024, 9, 2, 10, tzinfo=LEGAL_TIME)
        )
        if lawyer == lotus.lawyer:
            network.step(at, slot, "check_in", NINE - 5 * MINUTE, method="window")
    return at


def asked(lotus, at=NINE, **data):
    return advice.consultation(lotus, at, given=advice.parts("老板没有签劳动合同怎么办？"), **{**NET, **data})


def seen_by(someone):
    return list(Consultation.objects.visible_to(someone))


def test_whoever_is_there_takes_the_question_and_may_give_it_back(lotus, roster):
    case = asked(lotus)
    assert (case.offered_to, case.state) == (lotus.lawyer, "submitted")
    assert seen_by(lotus.lawyer) == [case] and seen_by(lotus.other_lawyer) == []
    assert Reminder.objects.filter(person=lotus.lawyer, sentence__contains="60 分钟内领办").exists()
    case = advice.step(lotus, case, "claim", NINE + 20 * MINUTE, lotus.lawyer)
    assert (case.handler, case.state, case.offered_to) == (lotus.lawyer, "assigned", None)
    case = advice.step(lotus, case, "release", NINE + 30 * MINUTE, lotus.lawyer, reason="要开庭")
    assert (case.handler, case.state, case.offered_to) == (None, "submitted", lotus.other_lawyer)
    assert seen_by(lotus.lawyer) == [] and seen_by(lotus.other_lawyer) == [case]
    assert [row.outcome for row in case.offers.all()] == ["released", "waiting"]


def test_what_nobody_takes_goes_on_and_rises(lotus, roster):
    case, late = asked(lotus), timedelta(minutes=CLAIM_MINUTES.value())
    assert turn(NINE + late - MINUTE) == 0
    assert turn(NINE + late) == 1 and turn(NINE + late + MINUTE) == 0
    case.refresh_from_db()
    assert (case.offered_to, case.is_risen) == (lotus.other_lawyer, True)
    with pytest.raises(NotAllowed, match="派给别的值班人员"):
        advice.step(lotus, case, "claim", NINE + late, lotus.lawyer)
    assert Reminder.objects.filter(record_id=case.pk, person=None, sentence__contains="没有人按时领办").exists()
    assert turn(NINE + 2 * late) == 1 and turn(NINE + 2 * late + MINUTE) == 0
    case.refresh_from_db()
    assert (case.offered_to, [row.outcome for row in case.offers.all()]) == (None, ["passed", "passed"])
    assert advice.step(lotus, case, "claim", NINE + 2 * late + MINUTE, lotus.clerk).handler == lotus.clerk


def test_the_lawyer_of_the_other_side_is_passed_over_and_never_sees_it(lotus, roster):
    advice.firm_client(lotus, "李芳")
    case = asked(lotus, opponent="李芳")
    assert case.offered_to == lotus.other_lawyer
    assert traces(signed_in(lotus.lawyer), case, "李芳", "不签劳动合同") == {}
    assert signed_in(lotus.other_lawyer).get(f"/desk/advice.consultation/{case.pk}/").status_code == 200
    page = Window().follow(*give_code(case))
    assert "利益冲突" not in page and lotus.lawyer.name not in page and lotus.firm.name not in page
    assert "利益冲突" not in "".join(Reminder.objects.values_list("sentence", flat=True))


def test_a_question_of_the_night_waits_for_the_morning_and_danger_for_nobody(lotus, roster):
    night = NINE - timedelta(hours=4)
    case = asked(lotus, night)
    assert case.offered_to is None and turn(night + MINUTE) == 0
    assert turn(NINE) == 1
    case.refresh_from_db()
    assert case.offered_to == lotus.lawyer
    danger = advice.consultation(lotus, NINE, given=advice.parts("有人拿刀追打我"), **NET)
    assert danger.offered_to is None and danger not in seen_by(lotus.other_lawyer)
    assert Reminder.objects.filter(record_id=danger.pk, sentence__contains="立即报警").exists()
    assert advice.consultation(lotus, NINE).offered_to is None, "at the window it is answered at once"
