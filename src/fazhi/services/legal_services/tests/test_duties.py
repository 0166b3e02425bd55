"""Duties: one place per slot, a licence, checked in at the place, replaced in the open, absent when nobody came."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow import passing_time
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.legal_services.models import DutySlot

from .factories import DAY, duty, provider, step


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))


def test_a_duty_from_plan_to_log(lotus):
    case = step(lotus, duty(lotus), "confirm", date(2024, 9, 1))
    assert [row["due"] for row in case.clocks if row["name"] == "confirming"] == ["2024-09-02"]
    code = lotus.sites["county"].board_code
    case = step(lotus, case, "check_in", at(9, 10), method="code", shown_code=code)
    assert (case.state, case.is_late) == ("on_duty", False)
    case = step(lotus, case, "check_out", at(12), served=6, journal="接待六人，均当场答复")
    assert (case.state, case.served, case.checked_out_at) == ("done", 6, at(12))


def test_nobody_sits_in_two_places_in_one_slot(lotus):
    duty(lotus)
    with pytest.raises(ValidationError, match="已经排在另一处值班"):
        duty(lotus, where="town")
    assert duty(lotus, where="town", slot="afternoon").state == "planned"


def test_whoever_lost_the_licence_is_not_put_on_duty(lotus):
    gone = provider(lotus, "贺律某", "3", licence="suspended")
    with pytest.raises(NotAllowed, match="暂停执业"):
        duty(lotus, provider=gone)


def test_a_wrong_code_or_another_day_is_no_check_in(lotus):
    case = step(lotus, duty(lotus), "confirm", date(2024, 9, 1))
    with pytest.raises(NotAllowed, match="现场码与平台上墙的不一致"):
        step(lotus, case, "check_in", at(9), method="code", shown_code="00000000")
    with pytest.raises(NotAllowed, match="只能当天签到"):
        step(lotus, DutySlot.objects.get(pk=case.pk), "check_in", at(9, day=date(2024, 9, 4)), method="window")


def test_who_comes_after_the_grace_is_late(lotus):
    case = step(lotus, duty(lotus), "confirm", date(2024, 9, 1))
    assert step(lotus, case, "check_in", at(9, 16), method="window").is_late


def test_a_substitute_takes_the_slot_in_the_open(lotus):
    case = step(lotus, duty(lotus), "replace", date(2024, 9, 1), substitute=lotus.substitute, reason="开庭")
    follower = DutySlot.objects.get(replaces=case)
    assert (case.state, follower.provider, follower.state) == ("replaced", lotus.substitute, "planned")
    assert (follower.site, follower.on, follower.slot) == (case.site, case.on, case.slot)


def test_a_duty_to_which_nobody_came_is_an_absence(lotus):
    case = step(lotus, duty(lotus), "confirm", date(2024, 9, 1))
    assert not [row for row in passing_time.lapse(DAY) if row == case]
    assert [row for row in passing_time.lapse(date(2024, 9, 4)) if row == case]
    assert DutySlot.objects.get(pk=case.pk).state == "absent"
