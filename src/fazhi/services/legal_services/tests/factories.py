"""A small network for the tests: a city's, a county's, a town's and a village's site, with a lawyer and a village contact."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.world import World, person, unit

from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.services.legal_services.models import Contract, DutySlot, Provider, Reception, Site, WorkLog
from fazhi.services.legal_services.roles import ADVISER, MANAGER, VILLAGE

DAY = date(2024, 9, 3)  # a Tuesday
HOURS = "周一至周五 09:00-12:00、13:30-17:00"


@dataclass
class Network:
    """Who and where."""

    world: World
    village: Unit
    manager: Person
    head: Person
    other: Person
    adviser: Person
    contact: Person
    lawyer: Provider
    substitute: Provider
    sites: dict[str, Site]


def network(world: World, village: Unit | None = None) -> Network:
    village = village or unit("990101001201", "莲塘村", "village", world.town)
    manager, other = person("中心主任某", world.city, MANAGER, CLERK), person("中心办事员某", world.city, CLERK)
    head = person("分管领导某", world.city, LEADER)
    adviser, contact = person("顾问某", world.city, ADVISER), person("联络员某", village, VILLAGE)
    made = Network(world, village, manager, head, other, adviser, contact, None, None, {})
    made.lawyer, made.substitute = provider(made, "方律某", "1"), provider(made, "孟律某", "2")
    above = None
    for level, region in (("city", world.city), ("county", world.county), ("town", world.town), ("village", village)):
        above = made.sites[level] = site(made, level, region, above)
    return made


def provider(at: Network, name: str, serial: str, **data: Any) -> Provider:
    given = {"profession": "lawyer", "licence_no": f"1430120201000000{serial}", "organisation": "正和律师事务所", **data}
    return registers.enter(Provider(unit=at.world.city, name=name, **given), at.manager)


def site(at: Network, level: str, region: Unit, parent: Site | None, **data: Any) -> Site:
    """A site that is open."""
    given = {
        "unit": region, "title": f"{region.name}平台", "code": f"P{region.code}", "level": level, "region": region, "parent": parent,
        "address": "莲花路1号", "phone": "0000-12348", "hours": HOURS,
    }  # fmt: skip
    case = doors.register(Site, at.manager, {**given, **data}, {}, at=moment(date(2020, 1, 6)))
    return step(at, case, "open", date(2020, 1, 6))


def duty(at: Network, on: date = DAY, where: str = "county", **data: Any) -> DutySlot:
    place = at.sites[where]
    given = {"unit": place.unit, "site": place, "on": on, "slot": "morning", "provider": at.lawyer, **data}
    return doors.register(DutySlot, at.manager, given, {}, at=moment(date(2024, 8, 26)))


def contract(at: Network, **data: Any) -> Contract:
    """A contract that runs through 2024."""
    given = {
        "unit": at.village, "adviser": at.lawyer, "contract_no": "莲顾〔2024〕1号", "starts_on": date(2024, 1, 1),
        "ends_on": date(2024, 12, 31), "funding": "purchased", "fee": 6000, "visits": 1, "lectures": 1,
    }  # fmt: skip
    case = doors.register(Contract, at.manager, {**given, **data}, {}, at=moment(date(2024, 1, 2)))
    return step(at, case, "activate", date(2024, 1, 2), on_board=True)


def log(at: Network, of: Contract, on: date = DAY, entered: date | None = None, by: Person | None = None, **data: Any) -> WorkLog:
    given = {
        "unit": of.unit,
        "contract": of,
        "on": on,
        "mode": "on_site",
        "spent": 3,
        "people": 20,
        "summary": "讲民法典",
        **data,
    }
    given.setdefault("activities", ["lecture"])
    return doors.register(WorkLog, by or at.adviser, given, {}, at=moment(entered or on))


def reception(at: Network, where: str = "county", **data: Any) -> Reception:
    place = at.sites[where]
    given = {"unit": place.unit, "site": place, "visitor": "王建", "category": "advice", "matter": "老板不给工资怎么办", **data}
    return doors.register(Reception, at.manager, given, {}, at=moment(DAY))


def step(at: Network, case: Any, name: str, on: Any = DAY, by: Person | None = None, **given: Any) -> Any:
    """One step, by the manager unless another is named."""
    rest = {key: given.pop(key) for key in ("reason", "part", "key", "via") if key in given}
    return doors.take(name, case, None if rest.get("via") in ("portal", "schedule") else by or at.manager, given, at=moment(on), **rest)
