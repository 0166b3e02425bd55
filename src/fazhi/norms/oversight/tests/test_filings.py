"""Major decisions are reported to the bureau, listed, and looked through."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip
from tests.lives import lived

from fazhi.kernel.flow import doors
from fazhi.kernel.indicators import evaluate

from ..ledgers import FilingLedger
from ..models import Filing, Supervision
from .factories import DAY, at, step

DECIDED = date(2025, 8, 18)


def filing(lotus, **data):
    given = {
        "unit": lotus.county,
        "body": lotus.body,
        "kind": "penalty",
        "decision_no": "荷塘城管罚决〔2025〕3号",
        "decided_on": DECIDED,
        "received_on": DAY,
        "summary": "擅自倾倒建筑垃圾案，罚款",
    }
    return doors.register(Filing, lotus.first, {**given, **data}, at=at(DAY))


def test_a_major_decision_is_listed_once_and_kept(lotus):
    made = filing(lotus)
    assert (made.was_in_time, made.due_on) == (True, date(2025, 9, 22))
    with pytest.raises(ValidationError, match="已经登记过备案"):
        filing(lotus)
    with pytest.raises(ValidationError, match="不能早于决定日期"):
        filing(lotus, decision_no="另一份", received_on=date(2025, 8, 1))
    made = step(made, "ask", lotus.first, wanted="听证笔录")
    made = step(step(made, "supplement", lotus.first, supplied="已收"), "keep", lotus.first)
    assert (made.state, made.number) == ("filed", "荷塘区执备〔2025〕1号")
    assert not filing(lotus, decision_no="迟报", received_on=date(2025, 9, 8)).was_in_time
    assert evaluate("oversight.filed_in_time_rate", on=date(2025, 12, 31)).value == 50


def test_doubts_become_a_clue(lotus):
    made = step(filing(lotus), "question", lotus.first, doubts="没有听证")
    case = Supervision.objects.get()
    assert (made.supervision, case.source, case.source_no, case.facts) == (case, "filing", made.decision_no, "没有听证")


def test_the_list_comes_in_and_goes_out_again(lotus):
    row = {
        "unit": lotus.county,
        "body": lotus.body,
        "kind": "penalty",
        "decided_on": DECIDED,
        "received_on": DAY,
        "opened_on": DAY,
    }
    kept = {"summary": "倾倒垃圾案", "filed_on": date(2025, 9, 4), "closed_on": date(2025, 9, 4)}
    assert lived(FilingLedger, lotus.first, **row, **kept, decision_no="甲", state="filed").state == "filed"
    doubted = {"summary": "查封案", "doubts": "超期", "closed_on": date(2025, 9, 4)}
    assert lived(FilingLedger, lotus.first, **row, **doubted, decision_no="乙", state="questioned").state == "questioned"
    assert round_trip(FilingLedger, lotus.first) == {"same": 2}
