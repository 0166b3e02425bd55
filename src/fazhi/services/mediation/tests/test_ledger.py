"""The Excel ledger: a row is a life through the same gates, and the sheet that comes out says what went in."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from fazhi.kernel.flow.lives import Life, give_keys, write
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger import book
from fazhi.services.mediation.ledgers import DisputeLedger, LeadLedger
from fazhi.services.mediation.ledgers.cells import value_of
from fazhi.services.mediation.models import Dispute, DisputeLead

from .factories import APPLICANT_ID, RESPONDENT_ID

LEDGER = DisputeLedger()
COLUMNS = {column.header: column for column in LEDGER.columns}


def row(lotus, **cells: Any) -> dict[str, Any]:
    """A typed row as the importer gives it: every column, blank unless said."""
    blank = dict.fromkeys((column.name for column in LEDGER.columns), None)
    return (
        blank
        | {
            "row_key": "2024-000001",
            "unit": lotus.body,
            "title": "张某与李某邻里纠纷",
            "kind": "02",
            "source": "applied",
            "apply_form": "oral",
            "applied_on": date(2024, 3, 1),
            "region": lotus.body.parent,
            "facts": "水沟排水发生口角",
            "demands": "疏通水沟",
            "people": 2,
            "applicant_kind": "person",
            "applicant_name": "张建",
            "applicant_key_number": APPLICANT_ID,
            "applicant_consent": "agrees",
            "respondent_kind": "person",
            "respondent_name": "李芳",
            "respondent_key_number": RESPONDENT_ID,
            "respondent_consent": "agrees",
            "difficulty": "ordinary",
            "difficulty_rule": "不具备其他情形",
            "risk": "blue",
            "entry_mode": "paper",
            "recorded_on": date(2024, 3, 20),
        }
        | cells
    )


def settled(lotus, **cells: Any) -> dict[str, Any]:
    """Accepted, mediated, agreed in writing, performed in two instalments, confirmed, visited, closed and filed."""
    return row(
        lotus,
        **{
            "accepted_on": date(2024, 3, 1),
            "rights_told_on": date(2024, 3, 1),
            "mediator": lotus.mediator,
            "second": lotus.second,
            "chosen_by": "parties",
            "openness": "closed",
            "place": "room",
            "session_count": 4,
            "session_on": date(2024, 3, 4),
            "session_venue": "村部",
            "session_told": "分别听取意见",
            "session_on2": date(2024, 3, 8),
            "session_venue2": "村部",
            "session_told2": "达成一致",
            "result": "written",
            "result_on": date(2024, 3, 8),
            "form": "written",
            "signed_on": date(2024, 3, 8),
            "sealed_on": date(2024, 3, 9),
            "effective_on": date(2024, 3, 9),
            "copies": 3,
            "is_partial": False,
            "agreement_amount": 1000,
            "obligor": "李芳",
            "obligee": "张建",
            "content": "支付疏通费（第1期）",
            "amount": 600,
            "due_on": date(2024, 3, 20),
            "performed_on": date(2024, 3, 18),
            "obligor2": "李芳",
            "obligee2": "张建",
            "content2": "支付疏通费（第2期）",
            "amount2": 400,
            "due_on2": date(2024, 4, 20),
            "performed_on2": date(2024, 4, 20),
            "performance": "done",
            "court": lotus.court,
            "court_asked_on": date(2024, 3, 20),
            "court_accepted_on": date(2024, 3, 22),
            "court_decided_on": date(2024, 3, 29),
            "court_result": "valid",
            "court_no": "（2024）荷塘民特1号",
            "visited_on": date(2024, 4, 25),
            "visit_method": "phone",
            "visit_reached": True,
            "visit_performance": "done",
            "rating": "5",
            "new_risk": False,
            "closed_on": date(2024, 4, 26),
            "archived_on": date(2024, 5, 6),
            "file_no": "2024-0001",
            "registrar": lotus.mediator,
            **cells,
        },
    )


@transaction.atomic
def imported(lotus, *rows: dict[str, Any]) -> list[Dispute]:
    cases = [LEDGER.case(each) for each in rows]
    for case, each in zip(cases, rows, strict=True):
        case.source_key = each["row_key"]
    give_keys(cases)
    lives = [Life(case) for case in cases]
    for life, each in zip(lives, rows, strict=True):
        LEDGER.live(life, each, lotus.world.clerk)
    write(lives)
    return cases


def test_a_row_is_lived_through_the_steps_on_its_own_days(lotus):
    (case,) = imported(lotus, settled(lotus))
    case.refresh_from_db()
    assert (case.state, case.number, case.agreement_amount) == ("archived", "（2024）莲塘村人调字第0001号", 1000)
    assert (case.opened_on, case.closed_on, case.archived_on) == (date(2024, 3, 1), date(2024, 4, 26), date(2024, 5, 6))
    assert (case.confirmation, case.performance, case.satisfaction, case.session_count) == ("valid", "done", "5", 4)
    titles = [event.title for event in book.history(case)][::-1]
    assert titles[:4] == ["登记", "受理", "确定调解员", "增加调解员"] and titles[-3:] == ["回访", "办结", "归档"]
    assert titles.index("共同申请司法确认") < titles.index("确认有效") < titles.index("全部履行")


FROM_POLICE = {
    "source": "police",
    "incident_no": "J2024030101",
    "happened_at": datetime(2024, 2, 29, 21, 30),
    "injury": "slight",
    "is_security_case": True,
    "labels": ["police"],
    "repeats": 2,
    "respondent_consent_how": "phone",
    "applicant_consent_how": "written",
}
SUED = {
    "closed_on": None,
    "archived_on": None,
    "file_no": None,
    "sued_on": date(2024, 5, 1),
    "judged_on": date(2024, 8, 1),
    "judgment": "upheld",
}


@pytest.mark.parametrize("told", [{}, FROM_POLICE, SUED], ids=["settled", "from the police", "sued"])
def test_what_goes_in_comes_out(lotus, told):
    given = settled(lotus, **told) | ({"station": lotus.police} if told is FROM_POLICE else {})
    imported(lotus, given)
    case = Dispute.objects.get()
    for column in LEDGER.columns:
        if column.name in ("number", "mediator_name", "registrar_name"):
            continue
        cell = column.write(case) if column.write else value_of(case, column.name)
        told = given[column.name]
        told = {"choice": shown, "unit": code, "record": key}.get(column.kind, plain)(column, told)
        cell = getattr(cell, "code", cell)
        assert (cell or None) == (told or None), column.header


def shown(column, value):
    if value is None or isinstance(column.words, dict):
        return "纸质补录" if value == "paper" else value
    return column.words(value).label


def code(column, value):
    return value and value.code


def key(column, value):
    return value and value.source_key


def plain(column, value):
    return {True: "是", False: "否"}[value] if column.kind == "yes_no" and value is not None else value


def test_a_row_that_breaks_the_law_is_refused_and_leaves_nothing(lotus):
    oral = settled(
        lotus,
        kind="10",
        result="oral",
        form="oral",
        court_asked_on=None,
        court_accepted_on=None,
        court_decided_on=None,
        court_result=None,
    )
    with pytest.raises(NotAllowed, match="应当制作调解协议书"):
        imported(lotus, oral)
    assert not Dispute.objects.exists()


def test_what_has_come_since_is_added_to_a_case_that_exists(lotus):
    waiting = row(lotus)
    (case,) = imported(lotus, waiting)
    life = Life(Dispute.objects.select_related("unit").get(pk=case.pk))
    LEDGER.live(life, settled(lotus), lotus.world.clerk)
    write([life])
    case.refresh_from_db()
    assert (case.state, case.sessions.count(), case.terms.filter(performed_on=None).count()) == ("archived", 2, 0)
    again = Life(Dispute.objects.select_related("unit").get(pk=case.pk))
    before = case.version
    LEDGER.live(again, settled(lotus), lotus.world.clerk)
    write([again])
    case.refresh_from_db()
    assert case.version == before, "the same row a second time adds nothing"


def test_a_chain_of_rows_has_one_root(lotus):
    first = row(lotus)
    (case,) = imported(lotus, first)
    (later,) = imported(lotus, row(lotus, row_key="2024-000002", applied_on=date(2024, 5, 1), root_case=case))
    assert later.root_key == case.pk


def test_a_first_case_may_stand_in_the_same_file(lotus):
    """Both rows are understood before either has a key."""
    first = LEDGER.case(row(lotus))
    later = LEDGER.case(row(lotus, row_key="2024-000002", applied_on=date(2024, 5, 1), root_case=first))
    with transaction.atomic():
        give_keys([first, later])
        lives = [Life(first), Life(later)]
        for life, told in zip(lives, (row(lotus), row(lotus, applied_on=date(2024, 5, 1))), strict=True):
            LEDGER.live(life, told, lotus.world.clerk)
        write(lives)
    later.refresh_from_db()
    assert later.root_key == later.root_case_id == first.pk


def test_a_lead_becomes_a_dispute_or_is_settled(lotus):
    ledger = LeadLedger()
    blank = dict.fromkeys((column.name for column in ledger.columns), None)
    given = blank | {
        "row_key": "P-1",
        "unit": lotus.body,
        "found_on": date(2024, 2, 27),
        "found_by": "grid",
        "region": lotus.body.parent,
        "kind": "02",
        "brief": "两户为水沟争执",
        "risk": "blue",
        "disposal": "settled",
        "disposed_on": date(2024, 2, 28),
        "finder": lotus.mediator,
        "entry_mode": "online",
        "recorded_on": date(2024, 2, 27),
    }
    case = ledger.case(given)
    with transaction.atomic():
        give_keys([case])
        life = Life(case)
        ledger.live(life, given, lotus.world.clerk)
        write([life])
    lead = DisputeLead.objects.get()
    assert (lead.state, lead.disposal, lead.disposed_on) == ("settled", "settled", date(2024, 2, 28))


def test_the_headers_are_those_of_the_city_ledgers():
    assert {"台账序号", "案号", "首案引用", "申请人证件号", "履行日期3", "司法确认结果"} <= set(COLUMNS)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"respondent_key_number": RESPONDENT_ID[:-1] + ("0" if RESPONDENT_ID[-1] != "0" else "1")}, "respondent_key_number"),
        ({"applicant_phone": "无人接听"}, "applicant_phone"),
        ({"accepted_on": date(2024, 3, 1), "result": "failed"}, "result_on"),
    ],
    ids=["number", "phone", "result"],
)
def test_what_is_wrong_is_told_at_its_own_column(lotus, cells, column):
    with pytest.raises(ValidationError) as refused:
        imported(lotus, row(lotus, **cells))
    assert list(refused.value.message_dict) == [column]
