"""People, places and cases for the tests of legal aid, made through the kernel's doors."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from tests.world import World, person, unit

from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Grant, Person, Unit
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.services.legal_aid.models import AidCase, AidLawyer, Recipient, Referral, Representative
from fazhi.services.legal_aid.roles import AID_LAWYER

DAY = date(2024, 9, 3)
ADULT_ID, CHILD_ID = "990101196601010019", "990101201510100039"


@dataclass
class Centre:
    """A county's aid centre with a clerk, a second clerk and a head; the bureau with its head; two lawyers of two firms."""

    world: World
    unit: Unit
    bureau: Unit
    far: Unit
    village: Unit
    clerk: Person
    checker: Person
    head: Person
    director: Person
    lawyer: Person
    fang: AidLawyer
    meng: AidLawyer


def centre(world: World) -> Centre:
    site = unit("990101F", "荷塘区法律援助中心", "centre", world.county, "荷塘援助")
    bureau = unit("990101B", "荷塘区司法局", "bureau", world.county, "荷塘司法局")
    far = unit("990102F", "菱湖区法律援助中心", "centre", world.other_county, "菱湖援助")
    village = unit("990101001201", "莲塘村", "village", world.town)
    firm = unit("990101L0", "正和律师事务所", "firm", world.county)
    lawyer = person("方律某", firm)
    Grant.objects.create(person=lawyer, role=AID_LAWYER, unit=site, valid_from=lawyer.valid_from)
    people = (person("孙某", site, CLERK), person("质检某", site, CLERK), person("主任某", site, LEADER, CLERK))
    director = person("分管某", bureau, LEADER, CLERK)
    made = Centre(world, site, bureau, far, village, *people, director, lawyer, None, None)
    made.fang = enrolled(
        made, "方律某", "A1", firm="正和律师事务所", person=lawyer, criminal_since=date(2012, 5, 1), sex="female"
    )
    made.meng = enrolled(made, "孟律某", "A2", firm="清源律师事务所", criminal_since=date(2022, 5, 1), sex="male")
    return made


def enrolled(at: Centre, name: str, licence: str, **data: Any) -> AidLawyer:
    """Somebody on the register."""
    given = {
        "unit": at.unit,
        "kind": "lawyer",
        "firm": f"{name}所",
        "licensed_until": date(2030, 1, 1),
        "tags": ["minor"],
        **data,
    }
    return registers.enter(AidLawyer(name=name, licence_no=licence, **given), at.clerk)


def fields(at: Centre, **data: Any) -> dict[str, Any]:
    """A worker claims wages and promises that the means are small."""
    return {
        "unit": at.unit,
        "kind": "labour",
        "ground": "31.5",
        "cause": "追索劳动报酬",
        "opponent": "红星建材有限公司",
        "competent": at.world.county,
        "means_path": "promise",
        "has_promised": True,
        "income": "3000",
        "household": 3,
        **data,
    }


def parts(*agents: Any, **first: Any) -> dict[str, list[Any]]:
    """One recipient, an adult unless said otherwise."""
    recipient = Recipient(**{"name": "王建", "phone": "15400000001", "id_number": ADULT_ID, **first})
    return {"recipients": [recipient], "representatives": list(agents), "materials": []}


def aid_case(
    at: Centre, on: date | datetime = DAY, by: Person | None = None, given: dict[str, list[Any]] | None = None, **data: Any
) -> AidCase:
    """A case that has been registered."""
    rows = parts() if given is None else given
    return doors.register(AidCase, by or at.clerk, fields(at, **data), rows, at=moment(on))


def noticed(at: Centre, on: date | datetime = DAY, **data: Any) -> AidCase:
    """A court has notified the centre to assign a defender."""
    notice = {"origin": "defence_notice", "kind": "defence", "ground": "25.4", "cause": "故意杀人", "opponent": ""}
    return aid_case(
        at, on, **{**notice, "organ": "莲城市中级人民法院", "notice_no": "（2024）莲法援通1号", "is_detained": True, **data}
    )


def step(at: Centre, case: Any, name: str, on: date | datetime = DAY, by: Person | None = None, **given: Any) -> Any:
    """One step, by the clerk unless another is named."""
    rest = {key: given.pop(key) for key in ("reason", "part", "key", "via") if key in given}
    return doors.take(name, case, None if "via" in rest else by or at.clerk, given, at=moment(on), **rest)


def granted(at: Centre, case: AidCase, on: date = DAY, **given: Any) -> AidCase:
    """The head decides in the applicant's favour and says why the means are small."""
    told = {"findings": "拖欠工资属实", "means_note": "家庭人均收入低", **given}
    return step(at, case, "grant", on, at.head, **told)


def refused(at: Centre, case: AidCase, on: date = DAY, **given: Any) -> AidCase:
    told = {
        "findings": "申请事项不在范围内",
        "refused_because": "不属于列明的事项",
        "refused_under": "法律援助法 第三十一条",
        **given,
    }
    return step(at, case, "refuse", on, at.head, **told)


def assigned(at: Centre, on: date = DAY, **data: Any) -> AidCase:
    """Registered, granted and given to 方律某 on one day."""
    case = granted(at, aid_case(at, on, **data), on)
    return step(at, case, "assign", on, lawyer=at.fang)


def finished(at: Centre, case: AidCase, on: date, **given: Any) -> AidCase:
    """The documents are filed, and the matter is over."""
    for kind, title in (("outcome", "仲裁裁决书"), ("report", "办理情况报告")):
        case = step(at, case, "add_material", on, kind=kind, title=title)
    told = {"ended_on": on, "outcome": "award", "outcome_note": "裁决支付工资", **given}
    return step(at, case, "finish", on, at.lawyer, **told)


def referral(at: Centre, on: date = DAY, **data: Any) -> Referral:
    given = {
        "unit": at.unit,
        "kind": "notary",
        "body": "莲城公证处",
        "matter_kind": "will",
        "matter": "遗嘱公证",
        "person_name": "王建",
    }
    return doors.register(Referral, at.clerk, {**given, **data}, {}, at=moment(on))


def refuses(words, law, act):
    """The act is refused in these words under this article, and leaves no event behind."""
    before = Event.objects.count()
    with pytest.raises(NotAllowed, match=words) as refusal:
        act()
    assert (refusal.value.law, Event.objects.count()) == (law, before)


def agent(kind, **data):
    return Representative(name="李芳", kind=kind, **data)
