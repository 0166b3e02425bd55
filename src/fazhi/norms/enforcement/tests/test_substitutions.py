"""代履行: urged in vain, decided with its budget, urged again three working days before, watched and signed, paid for by the party."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip
from tests.lives import lived

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluate
from fazhi.norms.enforcement.ledgers import SubstitutionLedger
from fazhi.norms.enforcement.models import Substitution
from fazhi.norms.enforcement.papers import SubstitutionPaper

from .factories import at
from .penalties import filed, take

DUE, URGED, UNTIL, DECIDED = date(2025, 9, 12), date(2025, 9, 15), date(2025, 9, 19), date(2025, 9, 22)
PLANNED = date(2025, 10, 13)  # a Monday; 11 October was a working Saturday, the days before it a holiday
DUTY = {
    "order_no": "荷塘城管责改〔2025〕7号",
    "duty": "清除倾倒的建筑垃圾，恢复原状",
    "duty_due": DUE,
    "harm": "pollution",
    "harm_told": "雨水冲刷后流入荷花河",
}
PLAN = {
    "way": "机械清运",
    "planned_on": PLANNED,
    "subject": "荷花路建筑垃圾3立方米",
    "budget": 1200,
    "performer": "荷塘保洁有限公司",
    "is_third_party": True,
    "has_no_interest": True,
}


def begun(bureau, **data):
    case = filed(bureau)
    given = {"unit": bureau.bureau, "case": case, "party": case.parties.get(), **DUTY, **data}
    return doors.register(Substitution, bureau.enforcer, given, at=at(date(2025, 9, 8)))


def watched(bureau, **data):
    return {
        "first": bureau.first,
        "second": bureau.second,
        "signed_by": "当事人拒签，见证人王某签名",
        "party_was_present": True,
        **data,
    }


def decided(bureau, made=None, **data):
    made = take(bureau, made or begun(bureau), "urge", URGED, by=bureau.enforcer, urged_until=UNTIL)
    return take(bureau, made, "decide", DECIDED, by=bureau.head, **{**PLAN, **data})


def served(bureau):
    return take(bureau, decided(bureau), "serve", date(2025, 9, 23), by=bureau.enforcer)


def test_a_duty_is_performed_in_the_partys_stead_and_paid_for(bureau):
    made = served(bureau)
    assert {row["name"]: row["due"] for row in made.clocks if row["state"] == "running"} == {"reminding": "2025-09-30"}
    with pytest.raises(NotAllowed, match="催告最迟应当在 2025-09-30"):
        take(bureau, made, "remind", date(2025, 10, 9), by=bureau.enforcer, reminded_on=date(2025, 10, 9))
    with pytest.raises(NotAllowed, match="还没有催告"):
        take(bureau, made, "perform", PLANNED, by=bureau.enforcer, **watched(bureau))
    made = take(bureau, made, "remind", date(2025, 9, 30), by=bureau.enforcer, reminded_on=date(2025, 9, 30))
    with pytest.raises(NotAllowed, match="不能提前实施"):
        take(bureau, made, "perform", date(2025, 10, 11), by=bureau.enforcer, **watched(bureau))
    with pytest.raises(ValidationError, match="请填写当事人或者见证人签名情况"):
        take(bureau, made, "perform", PLANNED, by=bureau.enforcer, **watched(bureau, signed_by="  "))
    made = take(bureau, Substitution.objects.get(), "perform", PLANNED, by=bureau.enforcer, **watched(bureau))
    made = take(bureau, made, "reckon", PLANNED, by=bureau.head, cost=1100, cost_told="车辆600元，人工500元")
    with pytest.raises(NotAllowed, match="没有缴清"):
        take(bureau, made, "close", date(2025, 10, 20), by=bureau.enforcer)
    done = take(bureau, made, "close", date(2025, 10, 20), by=bureau.enforcer, paid_on=date(2025, 10, 17))
    assert (done.state, evaluate("enforcement.substitutions", on=date(2025, 12, 31)).value) == ("closed", 1)
    assert round_trip(SubstitutionLedger, bureau.keeper) == {"same": 1}


def test_nobody_decides_before_the_party_was_urged_in_vain(bureau):
    made = begun(bureau)
    with pytest.raises(NotAllowed, match="还没有逾期"):
        take(bureau, made, "urge", DUE, by=bureau.enforcer, urged_until=UNTIL)
    with pytest.raises(NotAllowed, match="应当书面催告"):
        take(bureau, made, "decide", DECIDED, by=bureau.head, **PLAN)
    made = take(bureau, made, "urge", URGED, by=bureau.enforcer, urged_until=UNTIL)
    with pytest.raises(NotAllowed, match="至 2025-09-19，期限未满"):
        take(bureau, made, "decide", UNTIL, by=bureau.head, **PLAN)


def test_who_has_an_interest_performs_nothing_and_who_did_it_himself_is_left_alone(bureau):
    with pytest.raises(NotAllowed, match="没有利害关系"):
        decided(bureau, has_no_interest=False)
    made = take(bureau, Substitution.objects.get(), "stop", DECIDED, by=bureau.enforcer, stopped_because="当事人已经清除")
    assert made.state == "stopped"


def test_what_blocks_a_road_is_cleared_at_once_and_who_was_absent_is_told(bureau):
    plan = {"way": "清障车拖离", "performer": "本机关", **watched(bureau, party_was_present=False)}
    with pytest.raises(NotAllowed, match="先催告、决定"):
        take(bureau, begun(bureau), "decide_at_once", URGED, by=bureau.head, **plan)
    made = begun(bureau, is_immediate=True)
    made = take(bureau, made, "decide_at_once", URGED, by=bureau.head, **plan)
    assert (made.basis, made.performed_on) == ("行政强制法 第五十二条", URGED)
    with pytest.raises(NotAllowed, match="立即通知当事人"):
        take(bureau, made, "close", URGED, by=bureau.enforcer)
    made = take(bureau, made, "tell", URGED, by=bureau.enforcer)
    assert take(bureau, made, "close", URGED, by=bureau.enforcer).state == "closed"


def test_the_decision_says_all_that_the_law_asks(bureau):
    made = decided(bureau)
    text = str(SubstitutionPaper().blocks(made))
    for words in ("荷塘保洁有限公司", "机械清运", "荷花路建筑垃圾3立方米", "流入荷花河", "第五十条", "代催〔2025〕1号"):
        assert words in text


def test_a_ledger_tells_the_whole_course(bureau):
    case = filed(bureau)
    row = {"matter": case, "party": case.parties.get().name, **DUTY, **PLAN, "opened_on": date(2025, 9, 8)}
    days = {"urged_on": URGED, "urged_until": UNTIL, "decided_on": DECIDED, "served_on": date(2025, 9, 23)}
    ends = {"reminded_on": date(2025, 9, 29), "performed_on": PLANNED, "cost": 1100, "cost_told": "车辆", "closed_on": PLANNED}
    told = lived(SubstitutionLedger, bureau.keeper, **row, **days, **ends, **watched(bureau), paid_on=PLANNED, state="closed")
    assert (told.state, told.cost, told.number[-8:]) == ("closed", 1100, "〔2025〕1号"[-8:])
    with pytest.raises(ValidationError, match="没有当事人"):
        lived(SubstitutionLedger, bureau.keeper, **{**row, "party": "别人"}, state="proposed")
