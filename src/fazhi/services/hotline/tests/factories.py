"""A hotline for the tests: a centre with seats, a back office, a manager, and a department that gets orders."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from tests.world import World, person, unit

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import CLERK
from fazhi.services.hotline.models import Call, WorkOrder
from fazhi.services.hotline.roles import BACK_OFFICE, MANAGER, SEAT

DAY = date(2024, 9, 3)
ASKED = {"topic": "wages", "question": "老板欠我三个月工资", "answer": "可以向劳动监察投诉", "aid_told": True, "contact": "free"}
REPLY = {"reply": "已约谈用人单位，工资于9月10日前付清", "told_on": date(2024, 9, 5), "outcome": "solved"}


@dataclass
class Hotline:
    """Who and where."""

    world: World
    unit: Unit
    owner: Unit
    police: Unit
    seat: Person
    other_seat: Person
    office: Person
    manager: Person
    clerk_there: Person


def hotline(world: World) -> Hotline:
    centre = unit("9901H", "莲城市公共法律服务中心", "centre", world.city, "莲城热线")
    owner = unit("9901D", "莲城市人力资源和社会保障局", "department", world.city)
    police = unit("990101001P", "荷花派出所", "police", world.town)
    people = (
        person("坐席甲", centre, SEAT),
        person("坐席乙", centre, SEAT),
        person("业务某", centre, BACK_OFFICE),
        person("热线主任某", centre, MANAGER),
    )
    return Hotline(world, centre, owner, police, *people, person("劳动监察某", owner, CLERK))


def at(hour: int = 9, minute: int = 0, second: int = 0, day: date = DAY) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute, second))


def call(lotus: Hotline, no: str = "T1", by: Person | None = None, via: str = "desk", **data: Any) -> Call:
    begun = data.pop("queued_at", at())
    given = {
        "unit": lotus.unit,
        "call_no": no,
        "caller": "15400000001",
        "queued_at": begun,
        "answered_at": begun + timedelta(seconds=8),
        "result": "answered",
        "region": lotus.world.town,
        **data,
    }
    return doors.register(Call, by or lotus.seat, given, {}, at=begun, via=via)


def order(lotus: Hotline, by: Person | None = None, **data: Any) -> WorkOrder:
    given = {
        "unit": lotus.unit,
        "title": "欠薪",
        "source": "call",
        "kind": "complaint",
        "content": "老板欠我三个月工资",
        "requester": "王建",
        "phone": "15400000001",
        "region": lotus.world.town,
        **data,
    }
    return doors.register(WorkOrder, by or lotus.seat, given, {}, at=moment(DAY))


def step(lotus: Hotline, case: Any, name: str, on: Any = DAY, by: Person | None = None, **given: Any) -> Any:
    """One step, by the back office unless another is named."""
    rest = {key: given.pop(key) for key in ("reason", "part", "key", "via") if key in given}
    return doors.take(name, case, None if "via" in rest else by or lotus.office, given, at=moment(on), **rest)
