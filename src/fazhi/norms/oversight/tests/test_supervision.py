"""A matter of supervision, from the clue to the file that is struck off, and what stands in its way."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.world import person

from fazhi.kernel.indicators import evaluate, records_of

from ..models import Instrument, Supervision
from ..profiles import CHOSEN
from .factories import (
    DAY,
    EVIDENCE,
    clue,
    concluded,
    drafted,
    filed,
    found,
    heard,
    issued,
    refused,
    reminder,
    reported,
    served,
    staffed,
    step,
)


def test_a_clue_becomes_a_case_is_mended_and_struck_off(lotus):
    case = concluded(lotus)
    opinion = reported(lotus, served(lotus, drafted(lotus, case)))
    opinion = step(opinion, "accept", lotus.second, date(2025, 9, 22), evidence=EVIDENCE)
    case = step(Supervision.objects.get(), "strike_off", lotus.leader, date(2025, 9, 23))
    assert (case.state, case.end, opinion.number[:9]) == ("closed", "done", "荷塘区执监〔202")
    assert list(records_of(evaluate("oversight.rectified_rate", on=date(2025, 12, 31)), "numerator")) == [opinion]


def test_one_supervisor_or_a_lapsed_certificate_is_not_enough(lotus):
    alone = staffed(lotus, clue(lotus), lotus.first)
    assert "不得少于 2 人" in refused(step, alone, "file", lotus.leader)
    lapsed = staffed(lotus, clue(lotus), until=date(2025, 8, 31))
    assert "没有有效的行政执法监督证" in refused(step, lapsed, "file", lotus.leader)


def test_who_works_for_the_body_does_not_supervise_it(lotus):
    insider = person("城管某", lotus.body)
    told = {"person": insider, "certificate_no": "1", "valid_until": date(2027, 1, 1)}
    assert "应当回避" in refused(step, clue(lotus), "staff", lotus.first, **told)


def test_what_is_before_a_court_is_not_filed(lotus):
    case = staffed(lotus, clue(lotus, in_remedy=True, remedy_no="荷政复〔2025〕7号"))
    assert "不再立案监督" in refused(step, case, "file", lotus.leader)


def test_without_hearing_the_body_there_is_no_conclusion(lotus):
    case = found(lotus, filed(lotus))
    told = {"findings_text": "属实", "conclusion": "unlawful"}
    assert "听取被监督机关" in refused(step, case, "conclude", lotus.leader, **told)


def test_a_decision_needs_facts_and_the_body_heard(lotus):
    text = refused(lambda: issued(lotus, drafted(lotus, filed(lotus), "decision", disposition="revoke")))
    assert "没有登记查明的问题" in text
    case = found(lotus, filed(lotus), "serious")
    assert "没有听取" in refused(lambda: issued(lotus, drafted(lotus, case, "decision", disposition="revoke")))


def test_a_decision_is_the_last_means(lotus):
    case = concluded(lotus)
    assert "逾期不改或者严重违法" in refused(lambda: issued(lotus, drafted(lotus, case, "decision", disposition="perform")))
    grave = concluded(lotus, "serious")
    assert issued(lotus, drafted(lotus, grave, "decision", disposition="perform")).state == "issued"


def test_a_body_under_vertical_management_is_told_through_its_superior(lotus):
    case = concluded(lotus, is_vertical=True, superior="莲城市税务局")
    assert "请用监督建议书告知莲城市税务局" in refused(drafted, lotus, case, "opinion")
    assert drafted(lotus, case, "proposal").addressee == "莲城市税务局"


def test_the_same_name_does_different_things_in_different_provinces(lotus):
    """四川: a notice orders correction; 市监: it asks for material only; the term differs too."""
    notice = served(lotus, drafted(lotus, concluded(lotus), "notice"))
    assert (notice.effects, notice.due_on) == (["orders_self_correction"], date(2025, 9, 16))  # objection comes first
    assert next(row["due"] for row in notice.clocks if row["name"] == "answering") == "2025-10-09"
    CHOSEN.change("market", "周某", "本市按市监系统程序", DAY)
    notice = served(lotus, drafted(lotus, concluded(lotus), "notice"))
    assert notice.effects == ["asks_materials"]
    assert next(row["due"] for row in notice.clocks if row["name"] == "answering") == "2025-09-15"


def test_the_terms_of_a_case_stay_as_they_were_when_it_was_filed(lotus):
    case = concluded(lotus)
    assert case.get_profile_display() == "四川"
    CHOSEN.change("market", "周某", "改用", DAY)
    assert served(lotus, drafted(lotus, case, "notice")).effects == ["orders_self_correction"]


def test_who_drafted_does_not_verify_and_a_report_is_no_evidence(lotus):
    opinion = reported(lotus, served(lotus, drafted(lotus, concluded(lotus))))
    assert "不能验收" in refused(step, opinion, "accept", lotus.first, evidence=EVIDENCE)
    assert "不能照抄整改报告" in refused(step, opinion, "accept", lotus.second, evidence="已经停止")
    assert "不能销号" in refused(step, Supervision.objects.get(), "strike_off", lotus.leader)


def test_an_objection_does_not_stop_the_term_and_may_end_the_document(lotus):
    opinion = served(lotus, drafted(lotus, concluded(lotus)))
    late = {"objection": "检查有依据", "objected_on": date(2025, 9, 17)}
    assert "2025-09-16" in refused(step, opinion, "object", lotus.first, date(2025, 9, 17), **late)
    opinion = step(opinion, "object", lotus.first, date(2025, 9, 10), objection="检查有依据", objected_on=date(2025, 9, 10))
    running = {row["name"]: row["due"] for row in opinion.clocks if row["state"] == "running"}
    assert running == {"answering": "2025-10-09", "reviewing": "2025-09-25"}
    opinion = step(opinion, "revoke", lotus.leader, date(2025, 9, 20), objection_answer="事实不清，撤销")
    assert opinion.state == "revoked"
    assert evaluate("oversight.objection_upheld_rate", on=date(2025, 12, 31)).value == 100


def test_nothing_mended_leads_to_a_stricter_document(lotus):
    case = concluded(lotus)
    opinion = reported(lotus, served(lotus, drafted(lotus, case)))
    opinion = step(opinion, "refuse", lotus.second, date(2025, 9, 22), evidence="现场核查仍有重复检查")
    step(opinion, "escalate", lotus.leader, date(2025, 9, 23))
    decision = issued(lotus, drafted(lotus, case, "decision", date(2025, 9, 24), disposition="perform"), date(2025, 9, 24))
    assert decision.state == "issued"


def test_a_reminder_takes_the_place_of_no_document(lotus):
    assert "不能以提醒函代替" in refused(step, reminder(lotus, is_serious=True), "send", lotus.leader)
    assert "还没有核实" in refused(step, reminder(lotus, is_checked=False), "send", lotus.leader)


def test_a_reminder_without_an_answer_becomes_a_clue(lotus):
    sent = step(reminder(lotus), "send", lotus.leader)
    assert sent.due_on == date(2025, 9, 8)
    done = step(sent, "escalate", lotus.leader, date(2025, 9, 9))
    case = Supervision.objects.get()
    assert (done.escalated_to, case.source, case.source_no, case.state) == (case, "reminder", sent.number, "clue")
    assert evaluate("oversight.reminder_escalated_rate", on=date(2025, 12, 31)).value == 100


def test_an_act_before_the_court_is_not_changed_by_oversight(lotus):
    case = step(filed(lotus), "list_act", lotus.first, number="荷塘城管罚〔2025〕3号", in_remedy=True)
    case = heard(lotus, found(lotus, case, "serious"))
    assert "正在复议、诉讼" in refused(lambda: issued(lotus, drafted(lotus, case, "decision", disposition="revoke")))
    assert "正在复议、诉讼" in refused(lambda: issued(lotus, drafted(lotus, case, "halt")))


def test_punishment_of_people_is_suggested_to_who_may_decide_it(lotus):
    case = concluded(lotus)
    told = {"kind": "supervisors", "officer": "高某", "reason": "涉嫌职务违法"}
    with pytest.raises(ValidationError, match="监督机关只建议、移送"):
        step(case, "hold_to_account", lotus.leader, **told)
    case = step(case, "hold_to_account", lotus.leader, **told, organ="荷塘区监察委员会")
    assert case.accountability.get().decided_on == DAY and Instrument.objects.count() == 0


def test_an_objection_may_leave_the_document_as_it_is(lotus):
    opinion = served(lotus, drafted(lotus, concluded(lotus)))
    opinion = step(opinion, "object", lotus.first, date(2025, 9, 10), objection="检查有依据")
    told = {"objection_result": "upheld", "objection_answer": "检查超出计划"}
    opinion = step(opinion, "uphold", lotus.leader, date(2025, 9, 12), **told)
    assert (opinion.state, opinion.reviewed_on) == ("served", date(2025, 9, 12))
    assert "已经申请过复查" in refused(step, opinion, "object", lotus.first, date(2025, 9, 13), objection="再申请")


def test_what_a_court_corrected_is_looked_into_once_it_is_over(lotus):
    """复议、诉讼纠错反查: the judgment is a source of supervision, not a bar to it."""
    case = filed(lotus, source="remedy", source_no="（2025）湖9901行初7号")
    assert list(records_of(evaluate("oversight.remedy_looked_into", on=date(2025, 12, 31)))) == [case]


WITHHELD = {"happened_on": DAY, "facts": "三次要求提供案卷，均不提供", "evidence": "要求提供材料通知书回证三份"}


def test_who_hinders_oversight_is_a_clue_and_the_case_waits_for_it(lotus):
    case = step(filed(lotus), "note_obstruction", lotus.first, kind="withheld", **WITHHELD)
    told = {"findings_text": "没有发现问题"}
    assert "还没有处理，不能结束案件" in refused(step, case, "clear", lotus.leader, **told)
    case = step(case, "open_obstruction", lotus.leader, part=case.obstructions.get())
    other = Supervision.objects.get(source="obstruction")
    assert (other.source_no, other.body, other.state) == (case.number, lotus.body, "clue")
    assert step(case, "clear", lotus.leader, **told).state == "closed"
    assert evaluate("oversight.obstructions", on=date(2025, 12, 31)).value == 1


def test_who_refuses_to_speak_does_not_stop_the_decision(lotus):
    case = found(lotus, filed(lotus))
    told = {"findings_text": "重复检查属实", "conclusion": "unlawful"}
    assert "听取被监督机关" in refused(step, case, "conclude", lotus.leader, **told)
    case = step(case, "note_obstruction", lotus.first, kind="silent", **WITHHELD)
    case = step(case, "conclude", lotus.leader, **told)
    assert issued(lotus, drafted(lotus, case, "decision", disposition="perform")).state == "issued"
