"""Sites of four levels: their hours, what may stand above them, whether anybody comes, and the figure that counts them."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip

from fazhi.kernel.flow import passing_time, registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators.figures import figure_table
from fazhi.services.legal_services.hours import BadHours, is_open, parse
from fazhi.services.legal_services.ledgers import ServiceItemLedger, SiteLedger
from fazhi.services.legal_services.models import ServiceItem, Site

from .factories import DAY, HOURS, reception, site, step


@pytest.mark.parametrize(
    ("text", "moment", "expected"),
    [
        (HOURS, datetime(2024, 9, 3, 9, 0), True),
        (HOURS, datetime(2024, 9, 3, 12, 0), False),
        (HOURS, datetime(2024, 9, 7, 9, 30), False),
        ("周一至周五 9:00-12:00；周六 09:00-12:00", datetime(2024, 9, 7, 9, 30), True),
        ("工作日 09:00-17:00", datetime(2024, 9, 29, 10, 0), True),  # a Sunday that is worked
        ("工作日 09:00-17:00", datetime(2024, 10, 1, 10, 0), False),
        ("每天 08:00-20:00", datetime(2024, 9, 8, 19, 59), True),
        ("24小时", datetime(2024, 9, 8, 3, 0), True),
    ],
)
@pytest.mark.django_db
def test_hours_are_read_as_people_write_them(text, moment, expected):
    assert is_open(text, moment) is expected


@pytest.mark.parametrize(
    "text", ["", "上班时间", "周一 9点到12点", "周五至周一 09:00-12:00", "周一 12:00-09:00", "周一 25:00-26:00"]
)
def test_hours_that_say_nothing_are_refused_with_how_to_write_them(text):
    with pytest.raises(BadHours):
        parse(text)


def test_a_village_room_belongs_to_a_towns_station(lotus):
    with pytest.raises(ValidationError) as refused:
        site(lotus, "village", lotus.village, lotus.sites["county"], code="P-2")
    assert refused.value.message_dict == {"parent": ["村室的上级平台应当是乡镇站"]}
    with pytest.raises(ValidationError, match="服务区划应当是"):
        site(lotus, "town", lotus.village, lotus.sites["county"], code="P-3")


def test_a_site_with_open_matters_does_not_close(lotus):
    visit = reception(lotus, "town")
    with pytest.raises(NotAllowed, match="还有 1 件来访没有办结"):
        step(lotus, lotus.sites["town"], "close", reason="合并")
    step(lotus, visit, "withdraw")
    closed = step(lotus, Site.objects.get(pk=lotus.sites["town"].pk), "close", reason="合并")
    assert (closed.state, closed.ended_on) == ("closed", DAY)


def test_a_room_to_which_nobody_comes_is_found_idle_by_the_passing_of_time(lotus):
    reception(lotus, "county")
    passing_time.lapse(date(2024, 9, 10))
    idle = {row.level: row.is_idle for row in Site.objects.all()}
    # The clock ran out in 2020 first; each night takes it one quarter further.
    assert idle == {"city": True, "county": True, "town": True, "village": True}
    for _ in range(20):
        passing_time.lapse(date(2024, 12, 1))
    assert {row.level: row.is_idle for row in Site.objects.all()} == {
        "city": True,
        "county": False,
        "town": True,
        "village": True,
    }


def test_k1_counts_the_levels_that_have_a_site(lotus):
    row = next(row for row in figure_table(DAY) if row.code == "K1")
    assert (row.value, row.text, row.records) == (4, "市县乡村四级公共法律服务体系", 4)
    assert "县中心 1/2" in row.definition and "村室 1/1" in row.definition
    step(lotus, lotus.sites["village"], "close", reason="撤并")
    row = next(row for row in figure_table(DAY) if row.code == "K1")
    assert (row.value, row.text) == (3, "3级公共法律服务体系")


def test_a_check_that_finds_a_plate_alone_says_what_is_to_be_mended(lotus):
    with pytest.raises(ValidationError) as refused:
        step(lotus, lotus.sites["village"], "check", checked_on=DAY, was_open=False)
    assert "findings" in refused.value.message_dict
    case = step(lotus, lotus.sites["village"], "check", checked_on=DAY, findings="没有开门", mend_by=date(2024, 9, 20))
    assert (case.last_checked_on, case.has_sign, case.checks.get().findings) == (DAY, False, "没有开门")


def test_an_item_that_is_not_free_says_what_it_costs(lotus):
    item = ServiceItem(
        unit=lotus.world.city, code="S1", name="遗嘱公证指引", category="notary", is_free=False, basis="公证法 第十一条"
    )
    item.levels, item.audience, item.materials, item.process = ["county"], "居民", "身份证", "当场指引"
    with pytest.raises(ValidationError, match="收费标准"):
        registers.enter(item, lotus.manager)
    item.is_free, item.basis = True, "口头通知"
    with pytest.raises(ValidationError, match="依据写法律条文"):
        registers.enter(item, lotus.manager)
    assert not ServiceItem.objects.exists()
    item.is_free, item.fee_note, item.basis = False, "每件 200 元", "公证法 第十一条"
    assert registers.enter(item, lotus.manager).fee_note == "每件 200 元"


def test_sites_and_items_go_out_and_come_in_again(lotus):
    ServiceItem.objects.create(
        unit=lotus.world.city, code="S1", name="法律咨询", category="advice", basis="莲司发〔2023〕5号", levels=["county", "town"]
    )
    for ledger in (SiteLedger, ServiceItemLedger):
        assert set(round_trip(ledger, lotus.manager)) == {"same"}
