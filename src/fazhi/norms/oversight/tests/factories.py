"""A county's supervisors and the department that they supervise, and a matter brought to where a test needs it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone
from tests.world import person, unit

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import LEADER, SUPERVISOR
from fazhi.norms.oversight.models import Instrument, Reminder, Supervision

from ..roles import FILE_REVIEWER

DAY = date(2025, 9, 1)  # a Monday
FACTS = "2025年8月对同一企业一月内重复检查五次"
BASIS = "优化营商环境条例 第五十四条第一款"


@dataclass
class Office:
    """Who and what, by name."""

    county: Unit
    body: Unit
    first: Person
    second: Person
    third: Person
    leader: Person
    reviewers: tuple[Person, ...]
    world: Any


def office(world: Any) -> Office:
    body = unit("990101-CG", "荷塘区城市管理局", "department", world.county, "荷塘城管")
    first, second, third = (person(name, world.county, SUPERVISOR) for name in ("监甲", "监乙", "监丙"))
    reviewers = tuple(person(name, world.county, FILE_REVIEWER) for name in ("评甲", "评乙", "评丙"))
    return Office(world.county, body, first, second, third, person("司法局长", world.county, LEADER), reviewers, world)


def at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def step(record: Any, name: str, who: Person, day: date = DAY, **data: Any) -> Any:
    """Take a step on a day; `why` is its reason, `part` the part it is taken on."""
    why, part = data.pop("why", "试"), data.pop("part", None)
    return doors.take(name, record, who, data, reason=why, at=at(day), part=part)


def reminder(lotus: Office, day: date = DAY, **data: Any) -> Reminder:
    given = {
        "unit": lotus.county,
        "body": lotus.body,
        "kind": "overdue",
        "trigger": "荷塘城管罚立〔2025〕3号超期",
        "facts": FACTS,
        "is_checked": True,
        "suggestion": "三日内作出决定或者办理延期",
    }
    return doors.register(Reminder, lotus.first, {**given, **data}, at=at(day))


def clue(lotus: Office, day: date = DAY, **data: Any) -> Supervision:
    given = {"unit": lotus.county, "body": lotus.body, "source": "hotline", "facts": FACTS}
    return doors.register(Supervision, lotus.first, {**given, **data}, at=at(day))


def staffed(lotus: Office, case: Supervision, *who: Person, day: date = DAY, until: date = date(2027, 1, 1)) -> Supervision:
    for n, each in enumerate(who or (lotus.first, lotus.second)):
        case = step(case, "staff", lotus.first, day, person=each, certificate_no=f"99010{n}", valid_until=until)
    return case


def filed(lotus: Office, day: date = DAY, **data: Any) -> Supervision:
    return step(staffed(lotus, clue(lotus, day, **data), day=day), "file", lotus.leader, day)


def found(lotus: Office, case: Supervision, severity: str = "common", day: date = DAY) -> Supervision:
    return step(case, "find", lotus.first, day, kind="procedure", fact=FACTS, basis=BASIS, severity=severity)


def heard(lotus: Office, case: Supervision, day: date = DAY) -> Supervision:
    return step(case, "hear", lotus.first, day, heard_on=day, content="已经合并检查计划", answer="部分成立")


def concluded(lotus: Office, severity: str = "common", day: date = DAY, **data: Any) -> Supervision:
    case = heard(lotus, found(lotus, filed(lotus, day, **data), severity, day), day)
    return step(case, "conclude", lotus.leader, day, findings_text="重复检查属实", conclusion="unlawful")


def drafted(lotus: Office, case: Supervision, kind: str = "opinion", day: date = DAY, **data: Any) -> Instrument:
    given = {
        "unit": lotus.county,
        "case": case,
        "kind": kind,
        "facts": FACTS,
        "basis": BASIS,
        "demand": "停止重复检查，修订检查计划",
    }
    return doors.register(Instrument, lotus.first, {**given, **data}, at=at(day))


def issued(lotus: Office, instrument: Instrument, day: date = DAY, **data: Any) -> Instrument:
    return step(instrument, "issue", lotus.leader, day, **{"sign_level": "bureau", "in_name_of": "bureau", **data})


def served(lotus: Office, instrument: Instrument, day: date = DAY, **data: Any) -> Instrument:
    return step(issued(lotus, instrument, day), "serve", lotus.first, day, served_on=day, **data)


def reported(lotus: Office, instrument: Instrument, day: date = date(2025, 9, 20)) -> Instrument:
    return step(instrument, "report", lotus.first, day, report="已经停止", reported_on=day)


EVIDENCE = "新检查计划（荷城管〔2025〕9号）；9月18日现场核查记录"


def refused(call: Any, *args: Any, **data: Any) -> str:
    """The sentence with which a step refuses."""
    with pytest.raises(NotAllowed) as told:
        call(*args, **data)
    return str(told.value)
