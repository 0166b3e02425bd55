"""A county's department, its item, its officers, and the team of a township."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from tests.world import person, unit

from fazhi.kernel.flow import doors, registers
from fazhi.kernel.org.models import Grant, Person, Unit
from fazhi.kernel.org.roles import CLERK, LEADER, SUPERVISOR
from fazhi.norms.enforcement.models import (
    Certificate,
    EnforcementBody,
    ItemBasis,
    ItemBody,
    Officer,
    PowerGrant,
    PowerItem,
    Provision,
    ServicePeriod,
    TownshipTeam,
)

DAY = date(2024, 3, 1)
IDS = ("990102198303150017", "990102197909240020", "99010219900101001X", "990102199202020025")


@dataclass
class County:
    """Who and what, by name."""

    bureau: Unit
    town: Unit
    keeper: Person
    leader: Person
    body: EnforcementBody
    item: PowerItem
    world: Any = None


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def county(world: Any) -> County:
    bureau = unit("990101-CG", "荷塘区城市管理局", "department", world.county, "荷塘城管")
    keeper = person("监某", world.county, SUPERVISOR, CLERK)
    Grant.objects.create(person=world.leader, role=LEADER, unit=world.county, valid_from=date(2015, 1, 1))
    lotus = County(bureau, world.town, keeper, world.leader, None, None)
    lotus.body = body(lotus)
    lotus.item = item(lotus)
    lotus.world = world
    return lotus


def body(lotus: County, **data: Any) -> EnforcementBody:
    given = {
        "unit": lotus.bureau,
        "name": "荷塘区城市管理局",
        "level": "county",
        "source": "statute",
        "announced_no": "荷政公〔2021〕3号",
        "announced_on": date(2021, 7, 15),
        "valid_from": date(2021, 7, 15),
    }
    return registers.enter(EnforcementBody(**{**given, **data}), lotus.keeper, at=at(date(2021, 7, 16)))


def provision(lotus: County, **data: Any) -> Provision:
    given = {
        "unit": lotus.bureau,
        "citation": "城市市容和环境卫生管理条例 第三十四条",
        "hierarchy": "regulation",
        "kind": "penalty",
        "text": "有下列行为之一者，……可以并处警告、罚款。",
        "valid_from": date(2017, 3, 1),
    }
    return registers.enter(Provision(**{**given, **data}), lotus.keeper, at=at(date(2021, 7, 16)))


def item(lotus: County, *, kind: str = "penalty", code: str = "330217001000", bases: Any = None, **data: Any) -> PowerItem:
    given = {
        "unit": lotus.bureau,
        "title": "对随地丢弃废弃物的处罚",
        "code": code,
        "kind": kind,
        "valid_from": date(2021, 7, 15),
    }
    rests_on = bases or [Provision.objects.first() or provision(lotus)]
    parts = {
        "bases": [ItemBasis(provision=each) for each in rests_on],
        "bodies": [ItemBody(body=lotus.body, valid_from=date(2021, 7, 15))],
    }
    return doors.register(PowerItem, lotus.keeper, {**given, **data}, parts, at=at(date(2021, 7, 20)))


def officer(
    lotus: County, name: str, place: int = 0, *, where: Unit | None = None, service: str = "on_duty", **data: Any
) -> Officer:
    given = {"unit": where or lotus.bureau, "title": name, "id_number": IDS[place], "identity": "civil_servant"}
    parts = {"services": [ServicePeriod(service=service, since=date(2022, 1, 4))]}
    return doors.register(Officer, lotus.keeper, {**given, **data}, parts, at=at(date(2022, 1, 4)))


def step(lotus: County, case: Any, name: str, day: date = DAY, by: Person | None = None, **data: Any) -> Any:
    """Take a step on a day as the keeper; `why` is its reason, `part` the part it is taken on."""
    why, part = data.pop("why", "台账记载"), data.pop("part", None)
    return doors.take(name, case, by or lotus.keeper, data, reason=why, at=at(day), part=part)


def applied(lotus: County, who: Officer, day: date = date(2022, 2, 1), **data: Any) -> Certificate:
    return doors.register(Certificate, lotus.keeper, {"unit": who.unit, "officer": who, **data}, at=at(day))


def examined(lotus: County, certificate: Certificate, *scores: tuple[str, int], day: date = date(2022, 2, 20)) -> Certificate:
    for kind, score in scores or (("public_law", 86), ("professional", 79)):
        certificate = step(lotus, certificate, "examine", day, kind=kind, score=score, taken_on=day)
    return certificate


def certified(lotus: County, who: Officer, day: date = date(2022, 3, 1), **data: Any) -> Certificate:
    """A certificate for penalties and inspections, issued on a day."""
    certificate = examined(lotus, applied(lotus, who))
    given = {
        "certificate_no": f"9901{who.pk:08d}",
        "issuer": "湖莲省人民政府",
        "powers": ["penalty", "inspection"],
        "area": "荷塘区",
    }
    return step(lotus, certificate, "issue", day, **{**given, **data})


def team(lotus: County, **data: Any) -> TownshipTeam:
    given = {
        "unit": lotus.town,
        "name": "荷花街道综合行政执法大队",
        "township": lotus.town,
        "approved_posts": 9,
        "post_kind": "institution",
        "established_no": "荷编〔2021〕12号",
        "established_on": date(2021, 9, 1),
    }
    return registers.enter(TownshipTeam(**{**given, **data}), lotus.keeper, at=at(date(2021, 9, 1)))


def grant(lotus: County, *, items: Any = None, **data: Any) -> PowerGrant:
    given = {"unit": lotus.world.county, "township": lotus.town, "mode": "taken_up", "support": lotus.body}
    case = doors.register(PowerGrant, lotus.keeper, {**given, **data}, at=at(date(2023, 1, 10)))
    for each in (lotus.item,) if items is None else items:
        case = step(lotus, case, "list_item", date(2023, 1, 10), item=each)
    return case


def assessed(lotus: County, case: PowerGrant, outcome: str = "able", day: date = date(2023, 2, 1)) -> PowerGrant:
    return step(lotus, case, "assess", day, held_on=day, outcome=outcome, report="人员、装备、培训已到位")


TAKEN_UP = {
    "decision_no": "湖莲政发〔2022〕18号",
    "decision_published_on": date(2022, 12, 20),
    "list_no": "荷政发〔2023〕2号",
    "taken_up_on": date(2023, 3, 1),
}


def in_force(lotus: County, case: PowerGrant | None = None, day: date = date(2023, 3, 1), **data: Any) -> PowerGrant:
    return step(lotus, assessed(lotus, case or grant(lotus)), "take_up", day, lotus.leader, **{**TAKEN_UP, **data})
