"""联动: schemes mean what the city has written, offices count while they are open."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators.figures import figure_table
from fazhi.services.mediation.ledgers.linkage import items_of, items_told
from fazhi.services.mediation.models import JointOffice, LinkScheme, LinkSchemeItem

DAY = date(2024, 9, 3)


def figure(code, on=DAY):
    return next(row for row in figure_table(on) if row.code == code)


def scheme(world, items, **data):
    ends = data.pop("valid_to", None)
    given = {"unit": world.city, "name": "“1+3+N”对接联动体系", "valid_from": date(2022, 1, 1), **data}
    made = doors.register(LinkScheme, world.city_leader, given, {"items": list(items_of(items))}, at=moment(given["valid_from"]))
    return doors.take("end", made, world.city_leader, {"valid_to": ends}, at=moment(ends), reason="换新的") if ends else made


def office(world, unit, **data):
    given = {"unit": unit, "name": f"{unit.name}警司联动办", "opened_on": date(2022, 10, 1), **data}
    return registers.enter(JointOffice(**given), world.city_leader)


def test_a_city_without_a_scheme_says_so(world):
    assert (figure("L1").text, figure("L1").value) == ("无数据", 0)


def test_the_items_are_counted_group_by_group(world):
    scheme(world, "1：调处中心；3：人民调解；3：行政调解；3：司法调解；N：警司联动；N：法律援助")
    assert (figure("L1").value, figure("L1").text) == (6, "“1+3+N”对接联动体系")
    assert "1 组 1 项，3 组 3 项，N 组 2 项" in figure("L1").definition


def test_a_scheme_counts_from_its_first_day_to_its_last_and_a_later_one_replaces_it(world):
    scheme(world, "1：中心；3：人民调解", valid_to=date(2023, 1, 1))
    scheme(world, "1：中心", valid_from=date(2023, 6, 1))
    assert [figure("L1", on).value for on in (date(2021, 12, 31), date(2022, 12, 31), date(2023, 3, 1), DAY)] == [0, 2, 0, 1]


def test_items_are_written_as_they_are_read_and_nonsense_is_refused(world):
    told = "1：调处中心；联调联处"
    assert items_told(scheme(world, told)) == told
    assert [type(item) for item in items_of(told)] == [LinkSchemeItem] * 2
    with pytest.raises(ValidationError, match="看不懂"):
        list(items_of("1：；N：警司联动"))


def test_offices_count_while_open_and_all_is_said_only_of_all(world):
    assert figure("L3").text == "无数据"
    office(world, world.county)
    old = office(world, world.other_county, closed_on=date(2024, 9, 3))
    assert (figure("L3").value, figure("L3").text) == (1, "2个县市区中的1个挂牌“警司联动”办公室")
    assert figure("L3", date(2024, 9, 2)).value == 2
    for unit in (world.city, world.other_county):
        office(world, unit, name=f"{unit.name}新办")
    assert (figure("L3").value, figure("L3").text) == (3, "市级以及2个县市区全域挂牌“警司联动”办公室")
    assert old.closed_on == DAY


def test_an_office_of_another_mechanism_is_none_of_these(world):
    office(world, world.county, mechanism="诉调对接")
    assert figure("L3").value == 0


def test_days_stand_in_their_order(world):
    with pytest.raises(ValidationError, match="撤销日期应当晚于挂牌日期"):
        office(world, world.county, closed_on=date(2022, 10, 1))
    with pytest.raises(ValidationError, match="停用日期应当晚于施行日期"):
        scheme(world, "1：中心", valid_to=date(2021, 1, 1))


def test_a_scheme_ends_on_a_day_that_has_come(world):
    made = scheme(world, "1：中心")
    with pytest.raises(NotAllowed, match="停用日期不能晚于办理之日"):
        doors.take("end", made, world.city_leader, {"valid_to": date(2099, 1, 1)}, reason="明年停用")


def test_whoever_works_below_reads_the_citys_scheme_and_cannot_change_it(lotus):
    written = scheme(lotus.world, "1：调处中心；N：警司联动")
    assert LinkScheme.objects.visible_to(lotus.worker).get() == written
    with pytest.raises(NotAllowed):
        registers.correct(written, lotus.worker, {"meaning": "另一种含义"}, version=1, reason="改一改")


def test_a_scheme_changes_item_by_item_and_earlier_days_keep_what_they_had(world):
    made = scheme(world, "1：调处中心；N：警司联动")
    step = partial(doors.take, case=made, person=world.city_leader, at=moment(DAY))
    step("add_item", data={"group": "N", "name": "法律援助"})
    first, police = made.items.get(name="调处中心"), made.items.get(name="警司联动")
    step("change_item", data={"group": "1", "name": "矛盾纠纷调处中心", "yearly_target": 60}, part=first, reason="改名")
    step("drop_item", data={}, part=police, reason="另有安排")
    assert [figure("L1", on).value for on in (date(2024, 9, 2), DAY)] == [2, 2]
    assert items_told(LinkScheme.objects.get()) == "1：矛盾纠纷调处中心；N：法律援助"
    for name, told, words in (
        ("drop_item", {"part": police}, "已经撤下"),
        ("add_item", {"data": {"group": "N", "name": "法律援助"}}, "同组同名"),
    ):
        with pytest.raises(NotAllowed, match=words):
            step(name, **{"data": {}, **told}, reason="再来")
