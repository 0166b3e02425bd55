"""A penalty case of 荷塘区城市管理局, brought to where a test needs it; the autumn of 2025 with its holiday and make-up days."""

from copy import copy
from datetime import date
from typing import Any

from tests.world import SINCE, person

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.declared import flow_of
from fazhi.kernel.org.models import Incumbency, Post
from fazhi.kernel.org.posts import ApprovalLevel
from fazhi.kernel.org.roles import LEADER
from fazhi.norms.enforcement.models import (
    CaseParty,
    Decision,
    Measure,
    MeasureGoods,
    PenaltyCase,
    PowerItem,
    Provision,
    SpotPenalty,
)
from fazhi.norms.enforcement.roles import ENFORCER, REVIEWER

from .factories import at, certified, item, officer, provision

LEAD, FILED = date(2025, 9, 1), date(2025, 9, 3)
PARTY_CODE = "91990101MA0000001Y"
FACTS = "2025年9月1日在荷花路倾倒建筑垃圾3立方米"
PROPOSED = {
    "outcome": "penalty",
    "facts": FACTS,
    "proof": "现场笔录、照片、询问笔录",
    "tendency": "usual",
    "discretion_text": "违法程度一般，适用一般档次",
    "correction_order": "清除倾倒的建筑垃圾",
}


def squad(lotus: Any) -> Any:
    """Two certified officers with accounts, a reviewer, a head of the bureau and its deputy."""
    lotus = copy(lotus)
    lotus.enforcer = person("高某", lotus.bureau, ENFORCER)
    lotus.first, lotus.second = officer(lotus, "高某", person=lotus.enforcer), officer(lotus, "田某", 1)
    lotus.reviewing = person("审某", lotus.bureau, REVIEWER)
    lotus.reviewer = officer(lotus, "审某", 2, legal_qualification="A20199901010001", person=lotus.reviewing)
    for each in (lotus.first, lotus.second):
        certified(lotus, each, expires_on=date(2030, 1, 1), powers=["penalty", "inspection", "coercion"])
    lotus.head, lotus.deputy = person("局长某", lotus.bureau, LEADER), person("副局长某", lotus.bureau, LEADER)
    for who, level in ((lotus.head, ApprovalLevel.PRINCIPAL), (lotus.deputy, ApprovalLevel.HEAD)):
        post = Post.objects.create(unit=lotus.bureau, title="局长", level=level)
        Incumbency.objects.create(post=post, person=who, valid_from=SINCE)
    return lotus


def party(**data: Any) -> CaseParty:
    given = {
        "kind": "legal_person",
        "name": "荷塘建材有限公司",
        "credit_code": PARTY_CODE,
        "address": "荷塘区荷花路1号",
    }
    return CaseParty(**{**given, **data})


def lead(lotus: Any, *parties: CaseParty, day: date = LEAD, **data: Any) -> PenaltyCase:
    given = {
        "unit": lotus.bureau,
        "source": "inspection",
        "lead_on": day,
        "item": lotus.item,
        "body": lotus.body,
        "act_start": day,
        "act_place": "荷花路",
        "facts": FACTS,
    }
    rows = {"parties": list(parties) or [party()]}
    return doors.register(PenaltyCase, lotus.keeper, {**given, **data}, rows, at=at(day))


def take(lotus: Any, case: Any, name: str, day: date, by: Any = None, **data: Any) -> Any:
    """A step on a day: by the head what heads do, by the reviewer what reviewers do, else by the keeper."""
    why, part = data.pop("why", "依法办理"), data.pop("part", None)
    roles = flow_of(case).steps[name].roles
    if REVIEWER in roles:
        default = lotus.reviewing
    else:
        default = lotus.enforcer if ENFORCER in roles else lotus.head
    return doors.take(name, case, by or default, data, reason=why, at=at(day), part=part)


def joined(lotus: Any, case: PenaltyCase, day: date = LEAD, by: Any = None) -> PenaltyCase:
    for who in (lotus.first, lotus.second):
        case = take(lotus, case, "join", day, by=by, officer=who)
    return case


def filed(lotus: Any, case: PenaltyCase | None = None, day: date = FILED, **data: Any) -> PenaltyCase:
    case = joined(lotus, case or lead(lotus))
    return take(lotus, case, "file", day, **{"profile": "market", "jurisdiction": "违法行为发生地", **data})


def evidence(lotus: Any, **data: Any) -> dict[str, Any]:
    given = {
        "kind": "site",
        "title": "现场检查笔录",
        "content": "现场有建筑垃圾3立方米",
        "first": lotus.first,
        "second": lotus.second,
        "obtained_on": FILED,
        "place": "荷花路",
        "rights_told": True,
    }
    return {**given, **data}


def concluded(lotus: Any, case: PenaltyCase | None = None, day: date = date(2025, 9, 8)) -> PenaltyCase:
    case = take(lotus, case or filed(lotus), "collect", FILED, **evidence(lotus))
    return take(lotus, case, "conclude", day, findings=FACTS, nature="违反市容管理规定，建议罚款")


def decision_of(case: PenaltyCase, name: str = "") -> Decision:
    found = Decision.objects.filter(case=case)
    return found.get(party__name=name) if name else found.get()


def proposed(
    lotus: Any, decision: Decision | None = None, day: date = date(2025, 9, 9), *, fine: Any = 3000, **data: Any
) -> Decision:
    decision = decision or decision_of(concluded(lotus))
    rests = Provision.objects.first() or provision(lotus)
    decision = take(lotus, decision, "propose", day, **{**PROPOSED, "violated": rests, "basis": rests, **data})
    return take(lotus, decision, "add_penalty", day, kind="fine", amount=fine) if fine else decision


def reviewed(lotus: Any, decision: Decision, day: date = date(2025, 9, 10), **data: Any) -> Decision:
    given = {"kind": "case", "reviewer": lotus.reviewer, "done_on": day, "points": "八项内容均已审核", "opinion": "agrees"}
    return take(lotus, decision, "review", day, **{**given, **data})


def notified(lotus: Any, decision: Decision | None = None, day: date = date(2025, 9, 11), **data: Any) -> Decision:
    decision = decision or reviewed(lotus, proposed(lotus, **data))
    return take(lotus, decision, "notify", day, notified_on=day)


def decided(lotus: Any, decision: Decision | None = None, day: date = date(2025, 9, 22), **data: Any) -> Decision:
    """Five working days after the notice of 11 September end on the 18th; those for a hearing too."""
    return take(lotus, decision or notified(lotus, **data), "decide", day)


def served(lotus: Any, decision: Decision | None = None, day: date = date(2025, 9, 23), **data: Any) -> Decision:
    """Put past the making of the paper, which tests of papers look at."""
    decision = decision or decided(lotus, **data)
    decision = imported(lotus, decision, "issue", day)
    return imported(lotus, decision, "serve", day, method="direct", served_on=day, taken_by="王某")


def imported(lotus: Any, case: Any, name: str, day: date, **data: Any) -> Any:
    """The same step as a ledger tells it: no paper is made."""
    return doors.take(name, case, lotus.keeper, data, reason="台账载明", at=at(day), via="import")


def coercion(lotus: Any) -> PowerItem:
    """扣押 as a power of coercion, resting on a statute."""
    rests = provision(lotus, citation="行政强制法 第二十二条", hierarchy="statute", kind="procedure", text="查封、扣押")
    return item(lotus, kind="coercion", code="330217009000", title="扣押用于违法的工具", bases=[rests])


def measure(lotus: Any, case: PenaltyCase, day: date = FILED, *, kind: str = "preservation", **data: Any) -> Measure:
    whose = case.parties.first()
    given = {
        "unit": lotus.bureau,
        "case": case,
        "party": whose,
        "kind": kind,
        "reason": "证据可能灭失",
        "first": lotus.first,
        "second": lotus.second,
        "place": "荷花路",
    }
    if kind != "preservation":
        power = PowerItem.objects.filter(kind="coercion").first() or coercion(lotus)
        given |= {"item": power, "basis": Provision.objects.get(kind="procedure")}
    goods = {"goods": [MeasureGoods(name="翻斗车", quantity="1辆")]}
    return doors.register(Measure, lotus.keeper, {**given, **data}, goods, at=at(day))


def in_force(lotus: Any, case: PenaltyCase, day: date = FILED, **data: Any) -> Measure:
    made = take(lotus, measure(lotus, case, day, **data), "approve", day)
    return take(lotus, made, "apply", day, delivered_on=day, presence="当事人到场")


def spot(lotus: Any, day: date = LEAD, **data: Any) -> SpotPenalty:
    given = {
        "unit": lotus.bureau,
        "item": lotus.item,
        "body": lotus.body,
        "profile": "market",
        "first": lotus.first,
        "second": lotus.second,
        "decided_on": day,
        "act_place": "荷花路",
        "facts": "随地丢弃废弃物",
        "basis": Provision.objects.first(),
        "kind": "legal_person",
        "name": "荷塘建材有限公司",
        "penalty": "fine",
        "fine": 3000,
        "shown_and_told": True,
    }
    via = data.pop("via", "import")
    return doors.register(SpotPenalty, lotus.keeper, {**given, **data}, at=at(day), via=via)
