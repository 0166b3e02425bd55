"""What may not be done in spot checks and in what is reported of them: §7 and §8 of the law's practice, and what is counted (Annex C 23)."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from tests.keeping import once
from tests.pages import Window

from fazhi.kernel import registry
from fazhi.kernel.flow import registers
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.norms.spot_checks.conduct.announced import ANNOUNCED
from fazhi.norms.spot_checks.models import CheckItem, Inspection
from fazhi.norms.spot_checks.rules import ANNOUNCED_ONLY

from .test_draws_made import T3
from .test_entering import DOOR, planned
from .test_supervision import recorded, taken, with_list

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture(autouse=True)
def at_the_door():
    with time_machine.travel(DOOR, tick=False):
        yield


@pytest.fixture
def checks(world):
    return once(with_list, world)


def counted(checks):
    return registry.on("acts_of_a_year")["inspection"](checks.unit, *YEAR)


def test_nobody_is_replaced_without_a_reason(checks):
    checks.drawn()
    case = Inspection.objects.filter(task__isnull=False).first()
    with pytest.raises(ValidationError, match="必须写明理由"):
        checks.take(case, "replace", T3, part=case.members.first(), why=" ")


def test_an_item_that_rests_on_nothing_is_not_checked(checks):
    given = {"unit": checks.unit, "name": "无依据", "object_class": "餐饮", "content": "证照", "valid_from": date(2024, 1, 1)}
    with pytest.raises(ValidationError, match="没有依据的事项不得抽查"):
        registers.enter(CheckItem(**given, basis="上级要求"), checks.clerk)


def test_a_unit_that_is_not_announced_checks_nothing_where_the_city_says_so(checks, monkeypatch):
    monkeypatch.setitem(registry.on("answers"), ANNOUNCED, lambda unit, day: False)
    planned(checks)
    ANNOUNCED_ONLY.change(1, "管理员", "执法主体登记齐全", date(2025, 1, 1))
    for act in (lambda: planned(checks, target=1), checks.sealed):
        with pytest.raises(NotAllowed, match="不在公告的执法主体里"):
            act()


def test_23_only_an_object_with_a_whole_record_counts_as_a_check(checks):
    patrol = {"unit": checks.unit, "ground": "clue", "ground_note": "巡查", "item": checks.item}
    assert "检查对象" in Window(checks.clerk).refused("/desk/spot_checks.inspection/new/", **patrol)
    assert not Inspection.objects.exists()
    planned(checks, target=1)
    assert counted(checks) == 0
    made = recorded(checks)
    assert counted(checks) == 1
    for step in ("review", "publish"):
        made = checks.take(made, step, DOOR, **({"reviewed_by_other": "复某"} if step == "review" else {}))
    checks.take(made, "hand_on", DOOR, to_unit=checks.world.town)
    assert counted(checks) == 0  # it became a case, and counts there


def test_an_act_that_is_still_to_come_does_not_go_out(checks, client):
    recorded(checks)
    with time_machine.travel(date(2025, 9, 10), tick=False):
        assert "行为日期晚于今天" in taken(client, checks, "json").decode()
