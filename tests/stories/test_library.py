"""One library: an answer becomes an entry that another approves; advisers, seats and the public use it until its article is amended."""

from datetime import date

import pytest
from django.utils import timezone

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.lives import moment
from fazhi.services.advice.correcting import heed_law
from fazhi.services.advice.models import QAEntry
from fazhi.services.advice.openings import openings
from fazhi.services.advice.portal import entries
from fazhi.services.advice.tests import factories as advice
from fazhi.services.advice.tests.conftest import home, pilot  # noqa: F401  a law in two versions
from fazhi.services.hotline.beside import KNOWN
from fazhi.services.hotline.models import Call
from fazhi.services.hotline.roles import SEAT
from tests.keeping import once
from tests.world import person

ASKED = "老板一直没有和我签书面劳动合同，怎么办？"
BEFORE, AFTER = date(2024, 12, 20), date(2025, 1, 6)
ENTRY = {
    "topic": "labour",
    "question": "没有签书面劳动合同怎么办？",
    "answer": "可以要求每月一点五倍工资。",
    "cited": "试点法 第二条",
}


@pytest.fixture
def lotus(world):
    return once(advice.centre, world)


@pytest.fixture
def entry(lotus, pilot):  # noqa: F811
    """Grown from an answer; whoever proposed it cannot approve it."""
    today = timezone.now()
    case = advice.consultation(lotus, today, given=advice.parts(ASKED))
    case = advice.answered(lotus, case, today, cited="试点法 第二条")
    advice.step(lotus, case, "propose_entry", today)
    return doors.take("publish", QAEntry.objects.get(), lotus.checker, {})


@pytest.fixture
def seat(lotus):
    """A seat of the hotline, and a call that came in a moment ago."""
    someone = person("坐席甲", lotus.unit, SEAT)
    now = timezone.now()
    given = {
        "unit": lotus.unit,
        "call_no": "T1",
        "caller": "15400000009",
        "queued_at": now,
        "answered_at": now,
        "result": "answered",
    }
    given |= {"region": lotus.world.town, "topic": "labour", "question": "没有签书面劳动合同能要双倍工资吗"}
    return someone, doors.register(Call, someone, given, {}, at=now)


def test_advisers_seats_and_the_public_use_one_library_until_its_article_is_amended(lotus, entry, seat, client):
    someone, call = seat
    told = KNOWN.told(call, someone)
    assert [line.record for line in told.lines] == [entry] and "试点法 第二条" in told.lines[0].cells[1]
    client.force_login(someone.account)
    assert ASKED in client.get(f"/desk/advice.qaentry/{entry.pk}/").content.decode()
    url = f"/desk/hotline.call/{call.pk}/step/wrap_up/"
    begun = client.post(url, {"opening": f"entry:{entry.pk}", "topic": "labour"}).context["form"]
    assert (begun["answer"].value(), begun["cited"].value()) == (advice.ANSWER, "试点法 第二条")
    case = advice.consultation(lotus, timezone.now(), given=advice.parts("没签书面劳动合同怎么办", phone="15400000002"))
    assert [each.key for each in openings(case, lotus.clerk)] == [f"entry:{entry.pk}"]
    assert list(entries()) == [entry]


def test_an_amendment_stops_an_entry_for_everybody_at_once(lotus, seat, pilot):  # noqa: F811
    someone, call = seat
    draft = doors.register(QAEntry, lotus.clerk, {"unit": lotus.unit, **ENTRY}, at=moment(BEFORE))
    entry = doors.take("publish", draft, lotus.checker, {}, at=moment(BEFORE))
    pilot()
    assert heed_law(AFTER) == 1
    entry.refresh_from_db()
    assert entry.state == "expired" and list(entries()) == [] and KNOWN.told(call, someone).lines == ()


def test_what_is_for_staff_alone_is_shown_to_seats_and_not_to_the_public(lotus, seat, client, pilot):  # noqa: F811
    someone, call = seat
    draft = doors.register(QAEntry, lotus.clerk, {"unit": lotus.unit, **ENTRY, "audience": "staff"})
    entry = doors.take("publish", draft, lotus.checker, {})
    assert [line.record for line in KNOWN.told(call, someone).lines] == [entry] and list(entries()) == []
    page = client.post("/apply/advice/proposals/", {"question": ENTRY["question"]}, headers={"X-Part": "1"}).content.decode()
    assert "系统建议" in page and ENTRY["answer"] not in page
    client.force_login(someone.account)
    page = client.post("/desk/hotline.call/proposals/", {"question": ENTRY["question"]}, headers={"X-Part": "1"}).content.decode()
    assert ENTRY["answer"] in page
