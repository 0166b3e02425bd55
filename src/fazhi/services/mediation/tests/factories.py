"""People, places and disputes for the tests of mediation, made through the kernel's doors."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.world import World, person, unit

from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import CLERK
from fazhi.services.mediation.models import Committee, Dispute, Mediator, Party
from fazhi.services.mediation.roles import DIRECTOR, MEDIATOR

DAY = date(2024, 9, 3)
APPLICANT_ID, RESPONDENT_ID, CHILD_ID = "990101196601010019", "990102197706150027", "990101201510100039"


@dataclass
class Village:
    """A village committee with its people."""

    world: World
    body: Unit
    committee: Committee
    mediator: Mediator
    second: Mediator
    worker: Person
    director: Person
    police: Unit
    court: Unit


def village(world: World) -> Village:
    """A committee of three under the town, a police station and a court."""
    place = unit("990101001201", "莲塘村", "village", world.town)
    body = unit("990101001201T", "莲塘村人民调解委员会", "committee", place, "莲塘村")
    police = unit("990101001P", "荷花派出所", "police", world.town)
    court = unit("990101C", "荷塘区人民法院", "court", world.county)
    committee = registers.enter(committee_of(body, place), world.clerk)
    members = [registers.enter(each, world.clerk) for each in members_of(committee)]
    worker, director = person("何某", body, MEDIATOR), person("周某", body, DIRECTOR)
    return Village(world, body, committee, members[0], members[1], worker, director, police, court)


def beside(at: Village, place: Unit, kind: str, **data: Any) -> Village:
    """Another committee, at another place, with a mediator and a worker of its own."""
    body = unit(f"{place.code}T", f"{place.name}人民调解委员会", "committee", place, place.name)
    committee = registers.enter(committee_of(body, place, kind=kind, **data), at.world.leader)
    members = [registers.enter(each, at.world.leader) for each in members_of(committee)]
    return replace(
        at,
        body=body,
        committee=committee,
        mediator=members[0],
        second=members[1],
        worker=person(f"{place.name}某", body, MEDIATOR),
    )


def committee_of(body: Unit, place: Unit, **data: Any) -> Committee:
    return Committee(
        **{
            "unit": body,
            "name": body.name,
            "kind": "village",
            "founder": "莲塘村村民委员会",
            "region": place,
            "founded_on": date(2012, 3, 1),
            "term_from": date(2024, 3, 1),
            "filed_on": date(2024, 3, 5),
            "court_told_on": date(2024, 3, 8),
            **data,
        }
    )


def members_of(committee: Committee) -> list[Mediator]:
    rows = (("何清", "female", "director"), ("周平", "male", "deputy"), ("罗山", "male", "member"))
    return [
        Mediator(
            unit=committee.unit,
            committee=committee,
            name=name,
            sex=sex,
            post=post,
            standing="member",
            term_from=date(2024, 3, 1),
            phone=f"1540000000{n}",
        )
        for n, (name, sex, post) in enumerate(rows)
    ]


def party(side: str, name: str, /, consent: str = "agrees", **data: Any) -> Party:
    numbers = {"applicant": APPLICANT_ID, "respondent": RESPONDENT_ID}
    numbered = {} if data.get("kind") == "organisation" else {"id_number": numbers.get(side, "")}
    return Party(**{"side": side, "name": name, "consent": consent, **numbered, **data})


def two(**respondent: Any) -> dict[str, list[Party]]:
    return {"parties": [party("applicant", "张建"), party("respondent", "李芳", **respondent)]}


def fields(at: Village, **data: Any) -> dict[str, Any]:
    return {
        "unit": at.body,
        "kind": "02",
        "region": at.body.parent,
        "source": "applied",
        "apply_form": "oral",
        "facts": "两家相邻，因屋后水沟排水发生口角。",
        "demands": "要求疏通水沟。",
        **data,
    }


def dispute(at: Village, on: date | datetime = DAY, parts: dict[str, list[Any]] | None = None, **data: Any) -> Dispute:
    """A dispute that has been applied for."""
    return doors.register(Dispute, at.worker, fields(at, **data), two() if parts is None else parts, at=moment(on))


def step(at: Village, case: Dispute, name: str, /, on: date | datetime = DAY, by: Person | None = None, **given: Any) -> Dispute:
    """One step, by the mediator unless another is named."""
    rest = {key: given.pop(key) for key in ("reason", "part", "key") if key in given}
    return doors.take(name, case, by or at.worker, given, at=moment(on), **rest)


def mediating(at: Village, on: date = DAY, parts: dict[str, list[Any]] | None = None, **data: Any) -> Dispute:
    """Accepted, a mediator named, rights told."""
    case = step(at, dispute(at, on, parts, **data), "accept", on)
    case = step(at, case, "begin", on, mediator=at.mediator, chosen_by="parties")
    return step(at, case, "tell_rights", on, openness="closed", place="room")


def heard(at: Village, case: Dispute, on: date = DAY, **data: Any) -> Dispute:
    return step(
        at,
        case,
        "hold",
        on,
        **{"venue": "村部调解室", "statements": "双方陈述，讲明相邻关系的规定。", "held_at": moment(on), **data},
    )


def term(at: Village, case: Dispute, on: date = DAY, **data: Any) -> Dispute:
    return step(
        at,
        case,
        "settle_term" if case.state == "mediating" else "propose_term",
        on,
        **{
            "kind": "money",
            "obligor": "李芳",
            "obligee": "张建",
            "content": "支付疏通费用",
            "amount": "800",
            "due_on": on + timedelta(days=17),
            **data,
        },
    )


def agreed(at: Village, case: Dispute, on: date = DAY, **data: Any) -> Dispute:
    return step(
        at,
        case,
        "agree",
        on,
        **{
            "form": "written",
            "facts": case.facts,
            "issues": "水沟如何疏通",
            "copies": 3,
            "parties_signed_on": on,
            "mediator_signed_on": on,
            "sealed_on": on,
            **data,
        },
    )


def agreed_case(at: Village, on: date = DAY, **data: Any) -> Dispute:
    """Heard, one term of 800 元, agreed in writing and sealed on the day."""
    return agreed(at, term(at, heard(at, mediating(at, on, **data), on), on), on)


def office_clerk(world: World) -> Person:
    """Another clerk of the town: who checks what the first has entered."""
    return person("审核某", world.town, CLERK)
