"""What a body announces before it acts, what it lacks, and how that is counted."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip
from tests.lives import lived

from fazhi.kernel.calendar import today
from fazhi.kernel.flow import doors
from fazhi.kernel.indicators import evaluate, records_of

from ..ledgers import AnnouncementLedger
from ..models import Announcement
from ..publicity_words import Announced
from .factories import DAY, at, body, county, step

SITE = "https://www.example.gov.cn/gs/1"


@pytest.fixture
def lotus(world):
    return county(world)


def registered(lotus, **data):
    given = {"unit": lotus.bureau, "body": lotus.body, **data}
    return doors.register(Announcement, lotus.keeper, given, at=at(DAY))


def announce(lotus, record, *kinds, day=DAY):
    for row in record.items.filter(kind__in=kinds):
        record = step(lotus, record, "announce", day, part=row, place=SITE)
    return record


def test_what_is_missing_is_named_until_it_is_announced(lotus, client):
    record = registered(lotus)
    assert (record.items.count(), record.missing_amount, record.is_complete) == (10, 10, False)
    record = announce(lotus, record, *(kind for kind in Announced if kind not in ("checks", "guide")))
    assert (record.missing, record.missing_amount) == ("随机抽查事项清单、服务指南", 2)
    client.force_login(lotus.keeper.account)
    page = client.get("/desk/enforcement.announcement/?state=standing&is_complete=false").content.decode()
    assert "随机抽查事项清单、服务指南" in page
    assert evaluate("enforcement.announced_rate", on=today()).value == 80
    record = step(lotus, record, "waive", part=record.items.get(kind="checks"), not_applicable_because="不承担行政检查")
    record = announce(lotus, record, "guide")
    assert (record.missing, record.is_complete) == ("", True)
    assert evaluate("enforcement.announced_rate", on=today()).value == 100
    assert SITE in client.get("/notices/enforcement-announced/").content.decode()


def test_what_changed_is_missing_until_it_is_announced_anew(lotus):
    record = announce(lotus, registered(lotus), *Announced)
    record = step(lotus, record, "lapse", part=record.items.get(kind="officers"))
    assert (record.missing, record.is_complete) == ("执法人员", False)
    assert announce(lotus, record, "officers", day=date(2024, 4, 1)).is_complete


def test_a_body_has_one_list_and_a_body_without_one_is_told(lotus):
    record = registered(lotus)
    with pytest.raises(ValidationError, match="已经登记事前公示"):
        registered(lotus)
    other = body(lotus, name="荷塘区城管大队")
    told = evaluate("enforcement.announcing_rate", on=DAY)
    assert told.value == 50 and list(records_of(told, "numerator")) == [record.body]
    assert other in list(records_of(told))


def test_the_list_goes_out_and_comes_in(lotus):
    record = announce(lotus, registered(lotus), "subject", "powers")
    step(lotus, record, "waive", part=record.items.get(kind="checks"), not_applicable_because="不检查")
    assert round_trip(AnnouncementLedger, lotus.keeper) == {"same": 1}
    row = {"unit": lotus.bureau, "body": body(lotus, name="城管大队"), "opened_on": DAY, "state": "standing"}
    told = lived(AnnouncementLedger, lotus.keeper, **row, subject=f"2024-03-05｜{SITE}", checks="不适用｜不检查")
    assert (told.missing_amount, told.items.get(kind="subject").announced_on) == (8, date(2024, 3, 5))
    with pytest.raises(ValidationError, match="看不懂"):
        lived(AnnouncementLedger, lotus.keeper, **{**row, "body": body(lotus, name="另一队")}, subject="网上有")
