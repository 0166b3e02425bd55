"""The Excel ledgers: a row is a life through the same gates, and says nothing twice."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.lives import lived

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.legal_aid.ledgers import AidCaseLedger, DutyHelpLedger, ObjectionLedger, ReferralLedger

from .factories import aid_case, refused

ROW = {
    "origin": "self",
    "kind": "labour",
    "ground": "31.5",
    "cause": "追索劳动报酬",
    "opened_on": date(2024, 3, 1),
    "name": "王建",
    "others": "李芳、赵强",
    "means_path": "exempt",
    "exempt_as": "migrant",
}
WON = {
    "decision": "granted",
    "decided_on": date(2024, 3, 6),
    "assigned_on": date(2024, 3, 8),
    "ended_on": date(2024, 6, 3),
    "outcome": "award",
    "recovered": 52000,
    "reported_on": date(2024, 6, 10),
    "quality_score": 91,
    "archived_on": date(2024, 6, 20),
    "rating": "5",
}


def told(lotus, **cells):
    return lived(AidCaseLedger, lotus.clerk, **{**ROW, "unit": lotus.unit, "competent": lotus.world.county, **cells})


def test_a_whole_life_comes_in_with_its_days(lotus):
    case = told(lotus, **WON, lawyer=lotus.fang)
    assert (case.state, case.people, case.grade, case.recovered, case.rating) == ("archived", 3, "excellent", 52000, "5")
    assert (case.is_decided_late, case.is_assigned_late, case.is_reported_late) == (False, False, False)


def test_what_came_late_comes_in_as_late(lotus):
    case = told(lotus, **{**WON, "decided_on": date(2024, 3, 11), "assigned_on": date(2024, 3, 18)}, lawyer=lotus.fang)
    assert (case.is_decided_late, case.is_assigned_late) == (True, True)


def test_a_row_that_says_more_later_goes_on(lotus):
    case = told(lotus)
    before = case.version
    cells = {**ROW, **WON, "unit": lotus.unit, "competent": lotus.world.county, "lawyer": lotus.fang}
    again = lived(AidCaseLedger, lotus.clerk, case, **cells)
    assert (again.state, again.version > before) == ("archived", True)


def test_a_refusal_without_its_reason_does_not_come_in(lotus):
    with pytest.raises(ValidationError, match="不予援助"):
        told(lotus, decision="refused", decided_on=date(2024, 3, 6))


def test_what_has_not_happened_does_not_come_in(lotus):
    with pytest.raises(NotAllowed, match="还没有到"):
        told(lotus, opened_on=date(2199, 1, 1))


def test_a_notice_comes_in_with_who_was_assigned(lotus):
    notice = {
        "origin": "defence_notice",
        "kind": "defence",
        "ground": "25.4",
        "organ": "中级法院",
        "notice_no": "1号",
        "others": "",
    }
    case = told(lotus, **notice, exempt_as="", means_path="notice", lawyer=lotus.fang, assigned_on=date(2024, 3, 4))
    assert (case.state, case.organ_told_on, case.decision) == ("assigned", date(2024, 3, 4), "granted")


def test_who_did_not_supplement_comes_in_as_withdrawn(lotus):
    case = told(lotus, missing_told_on=date(2024, 3, 4), missing="身份证", decision="withdrawn", decided_on=date(2024, 3, 20))
    assert case.state == "withdrawn"


def test_the_smaller_ledgers_come_in_too(lotus):
    given = {"unit": lotus.unit, "place": "court", "person_name": "钱某", "helped_on": date(2024, 3, 1), "helps": ["advice"]}
    assert lived(DutyHelpLedger, lotus.clerk, **given).state == "given"
    case = refused(lotus, aid_case(lotus))
    judged = {"opened_on": date(2024, 9, 5), "grounds": "不服", "result": "upheld", "decided_on": date(2024, 9, 12)}
    objection = lived(ObjectionLedger, lotus.director, unit=lotus.bureau, aid_case=case, against="refusal", **judged)
    assert (objection.state, objection.is_late) == ("upheld", True)
    sent = {
        "unit": lotus.unit,
        "kind": "notary",
        "body": "公证处",
        "matter_kind": "contract",
        "matter": "合同公证",
        "person_name": "王建",
    }
    days = {"opened_on": date(2024, 3, 1), "accepted_on": date(2024, 3, 5), "accepted_no": "7", "issued_on": date(2024, 3, 20)}
    assert lived(ReferralLedger, lotus.clerk, **sent, **days, result="公证书").state == "issued"
