"""Whole lives brought in from Excel: the same gates, each act on its own day; what a row leaves out is left as it is."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip
from tests.lives import lived

from fazhi.kernel.flow.refusals import NotAllowed

from ..ledgers import ComplaintLedger, InstrumentLedger, PlanLedger, ReminderLedger, SheetLedger, SupervisionLedger
from ..ledgers.cells import findings_of, obstructions_of
from ..ledgers.cells import items_of as instrument_items_of
from ..ledgers.reviews import items_of
from .factories import BASIS, DAY, FACTS, concluded
from .reviews import assigned, drawn, template

LATER = date(2025, 9, 20)


def matter(lotus, **cells):
    row = {
        "unit": lotus.county,
        "body": lotus.body,
        "source": "hotline",
        "level": "daily",
        "facts": FACTS,
        "acts": "行政处罚案件｜荷罚立〔2025〕3号",
        "opened_on": DAY,
        "supervisor_1": lotus.first,
        "certificate_1": "9901J1",
        "until_1": date(2027, 1, 1),
        "supervisor_2": lotus.second,
        "certificate_2": "9901J2",
        "until_2": date(2027, 1, 1),
        "filed_on": date(2025, 9, 2),
        "statements": "2025-09-05｜已经合并检查｜部分成立",
        "findings": f"程序｜一般｜{FACTS}｜{BASIS}",
        "findings_text": "重复检查属实",
        "conclusion": "unlawful",
        "concluded_on": date(2025, 9, 10),
        "state": "handling",
    }
    return lived(SupervisionLedger, lotus.first, **{**row, **cells})


def document(lotus, case, **cells):
    row = {
        "matter": case,
        "kind": "opinion",
        "facts": FACTS,
        "basis": BASIS,
        "demand": "合并检查",
        "opened_on": date(2025, 9, 11),
        "sign_level": "bureau",
        "in_name_of": "bureau",
        "issued_on": date(2025, 9, 11),
        "served_on": date(2025, 9, 12),
    }
    return lived(InstrumentLedger, lotus.first, **{**row, **cells})


def test_a_matter_and_its_document_live_to_the_end(lotus):
    case = matter(lotus)
    assert (case.state, case.filed_on, case.supervisors.count(), case.findings.get().kind) == (
        "handling",
        date(2025, 9, 2),
        2,
        "procedure",
    )
    ends = {"report": "已改", "reported_on": LATER, "verified": "good", "evidence": "新计划", "verified_on": date(2025, 9, 22)}
    done = document(lotus, case, **ends, closed_on=date(2025, 9, 22), state="done")
    assert (done.state, done.was_in_time, done.verified_on) == ("done", True, date(2025, 9, 22))
    again = lived(SupervisionLedger, lotus.first, case, **cells_of(case), end="done", closed_on=date(2025, 9, 25), state="closed")
    assert (again.state, again.supervisors.count(), again.findings.count(), again.statements.count()) == ("closed", 2, 1, 1)


def cells_of(case):
    """The row of a matter, as its ledger writes it."""
    return {
        column.name: column.write(case) for column in SupervisionLedger.columns if column.write and column.name != "row_key"
    } | {
        "opened_on": case.opened_on,
        "supervisor_1": case.supervisors.first().person,
        "supervisor_2": case.supervisors.last().person,
        "filed_on": case.filed_on,
        "concluded_on": case.concluded_on,
    }


def test_problems_and_obstruction_come_with_the_rows_and_go_out_again(lotus):
    hindered = "2025-09-03｜拒绝陈述和说明｜三次通知不到｜回证三份｜2025-09-08｜约谈（荷司约〔2025〕2号）"
    case = matter(lotus, statements="", obstructions=hindered)
    assert (case.state, case.obstructions.get().settled_on) == ("handling", date(2025, 9, 8))
    items = "停止重复检查｜2025-09-15｜2025-09-14｜已停｜2025-09-16｜合格｜现场核查\n修订计划｜2025-09-30｜2025-09-20｜已修订"
    opinion = document(lotus, case, items=items, state="served")
    assert [(row.was_in_time, row.verified) for row in opinion.items.all()] == [(True, "good"), (True, "")]
    assert round_trip(SupervisionLedger, lotus.first) == round_trip(InstrumentLedger, lotus.first) == {"same": 1}


def test_an_objection_and_its_answer_come_with_the_row(lotus):
    told = {"objection": "有依据", "objected_on": date(2025, 9, 15), "objection_answer": "事实不清"}
    done = document(lotus, matter(lotus), **told, objection_result="revoked", reviewed_on=LATER, state="revoked")
    assert (done.state, done.objection_result) == ("revoked", "revoked")


def test_a_ledger_cannot_skip_what_the_law_demands(lotus):
    with pytest.raises(NotAllowed, match="不得少于 2 人"):
        matter(lotus, supervisor_2=None)
    with pytest.raises(NotAllowed, match="听取被监督机关"):
        matter(lotus, statements="")
    with pytest.raises(NotAllowed, match="逾期不改或者严重违法"):
        document(lotus, concluded(lotus), kind="decision", disposition="revoke")


def test_a_reminder_comes_in_answered_and_closed(lotus):
    row = {
        "unit": lotus.county,
        "body": lotus.body,
        "kind": "data",
        "trigger": "7月统计",
        "facts": "少报两件",
        "is_checked": True,
    }
    ends = {"sent_on": DAY, "replied_on": date(2025, 9, 4), "reply": "已补报", "outcome": "mended", "closed_on": date(2025, 9, 5)}
    done = lived(ReminderLedger, lotus.first, **row, suggestion="补报", opened_on=DAY, **ends, state="closed")
    assert (done.state, done.replied_on, done.outcome, done.overran) == ("closed", date(2025, 9, 4), "mended", False)


def test_a_complaint_comes_in_answered(lotus):
    row = {"unit": lotus.county, "kind": "fines", "body_told": "城管", "body": lotus.body, "content": "乱罚款", "opened_on": DAY}
    ends = {"accepted_on": date(2025, 9, 3), "is_true": False, "answer": "不属实", "closed_on": LATER, "state": "answered"}
    done = lived(ComplaintLedger, lotus.first, **row, **ends)
    assert (done.state, done.accepted_on, done.is_true) == ("answered", date(2025, 9, 3), False)
    told = {"refused_because": "已经起诉", "closed_on": date(2025, 9, 3), "state": "declined"}
    assert lived(ComplaintLedger, lotus.first, **row, **told).refused_because == "已经起诉"


def test_a_plan_of_an_earlier_year_comes_in_told_to_all(lotus):
    row = {
        "unit": lotus.county,
        "title": "2024年度案卷评查",
        "year": 2024,
        "kinds": ["licence"],
        "period_from": date(2023, 9, 1),
        "period_to": date(2024, 8, 31),
        "method": "sent",
        "per_stratum": 5,
        "template": template(lotus),
        "opened_on": date(2024, 9, 1),
        "committed_on": date(2024, 9, 2),
        "drawn_on": date(2024, 9, 10),
        "main_problems": "送达",
        "suggestions": "整改",
        "reported_on": date(2024, 11, 1),
        "circular_to": "各单位",
        "circulated_on": date(2024, 11, 5),
        "state": "circulated",
    }
    with pytest.raises(NotAllowed, match="登记外部案卷清单"):
        lived(PlanLedger, lotus.first, **row)
    done = lived(PlanLedger, lotus.first, **{**row, "method": "random", "source": "福彩", "source_on": date(2024, 9, 9)})
    assert (done.state, done.circular_no) == ("circulated", "荷塘区执评〔2024〕1号")


def test_a_sheet_signed_on_paper_is_told(lotus):
    one, _ = assigned(lotus, drawn(lotus)[0])
    row = {"file": one.file, "reviewer": one.reviewer, "place": "first", "opened_on": one.opened_on}
    done = lived(SheetLedger, lotus.first, one, **row, opinion="规范", signed_on=LATER, state="signed")
    assert (done.state, done.total) == ("signed", 100)


def test_what_a_cell_cannot_mean_is_said_with_the_form(lotus):
    with pytest.raises(ValidationError, match="按“程序｜一般｜事实｜依据”写"):
        list(findings_of("程序、一般"))
    with pytest.raises(ValidationError, match="按“2026-03-02｜情形｜经过"):
        list(obstructions_of("昨天｜拒绝"))
    with pytest.raises(ValidationError, match="按“事项｜2026-03-02"):
        list(instrument_items_of("停止检查｜下周"))
    with pytest.raises(ValidationError, match="板块、项目、分值"):
        list(items_of("程序｜听证｜八"))
