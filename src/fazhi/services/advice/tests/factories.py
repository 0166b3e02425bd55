"""People, places and consultations for the tests of advice, made through the kernel's doors."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tests.world import World, person, unit

from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.org.models import Grant, Person, Unit
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.services.advice.models import Asker, Consultation, FirmClient, Question
from fazhi.services.advice.roles import LAWYER

DAY = date(2024, 9, 3)
ADULT_ID, CHILD_ID = "990101196601010019", "990101201510100039"
ANSWER = "未签书面劳动合同的，自用工满一个月起可以要求每月二倍工资。"


@dataclass
class Centre:
    """A county's centre with its people, two law firms, a police station, a village and its committee."""

    world: World
    unit: Unit
    village: Unit
    committee: Unit
    police: Unit
    firm: Unit
    clerk: Person
    head: Person
    checker: Person
    lawyer: Person
    other_lawyer: Person


def centre(world: World) -> Centre:
    site = unit("990101Z", "荷塘区公共法律服务中心", "centre", world.county, "荷塘中心")
    village = unit("990101001201", "莲塘村", "village", world.town)
    committee = unit("990101001201T", "莲塘村人民调解委员会", "committee", village, "莲塘村")
    police = unit("990101001P", "荷花派出所", "police", world.town)
    firms = [unit(f"990101L{n}", f"{name}律师事务所", "firm", world.county) for n, name in enumerate(("正和", "清源"))]
    lawyers = [person(name, firm) for name, firm in zip(("方律某", "孟律某"), firms, strict=True)]
    for lawyer in lawyers:
        Grant.objects.create(person=lawyer, role=LAWYER, unit=world.city, valid_from=lawyer.valid_from)
    people = (person("孙某", site, CLERK), person("主任某", site, LEADER, CLERK), person("质检某", site, CLERK))
    return Centre(world, site, village, committee, police, firms[0], *people, *lawyers)


def fields(at: Centre, **data: Any) -> dict[str, Any]:
    return {
        "unit": at.unit,
        "channel": "window",
        "region": at.village,
        "topic": "labour",
        "legal_field": "civil",
        "asker_role": "self",
        "reply_by": "spot",
        **data,
    }


def parts(question: str = "老板没有签劳动合同怎么办？", **asker: Any) -> dict[str, list[Any]]:
    return {"questions": [Question(text=question)], "askers": [Asker(**{"name": "王建", "phone": "15400000001", **asker})]}


def consultation(
    at: Centre, on: date | datetime = DAY, by: Person | None = None, given: dict[str, list[Any]] | None = None, **data: Any
) -> Consultation:
    """A consultation that has been registered."""
    rows = parts() if given is None else given
    return doors.register(Consultation, by or at.clerk, fields(at, **data), rows, at=moment(on))


def step(at: Centre, case: Any, name: str, on: date | datetime = DAY, by: Person | None = None, **given: Any) -> Any:
    """One step, by the clerk unless another is named."""
    rest = {key: given.pop(key) for key in ("reason", "part", "key", "via") if key in given}
    return doors.take(name, case, None if "via" in rest else by or at.clerk, given, at=moment(on), **rest)


def answered(at: Centre, case: Consultation, on: date | datetime = DAY, by: Person | None = None, **data: Any) -> Consultation:
    given = {"text": ANSWER, "cited": "劳动合同法 第八十二条", "basis": "article", "aid_told": True, "suggestion": "arbitration"}
    return step(at, case, "answer", on, by, **{**given, **data})


def firm_client(at: Centre, name: str, **data: Any) -> FirmClient:
    row = FirmClient(**{"unit": at.firm, "name": name, "valid_from": date(2024, 1, 1), **data})
    return registers.enter(row, at.world.city_leader)
