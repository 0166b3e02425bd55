"""Each problem of a letter has a day of its own, is answered by itself and verified by itself."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from tests.world import person

from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.indicators import evaluate
from fazhi.kernel.org.roles import CLERK

from ..models import Instrument
from .factories import DAY, EVIDENCE, at, concluded, drafted, issued, refused, reported, step

FIRST, SECOND, LATER = date(2025, 9, 10), date(2025, 9, 20), date(2025, 9, 15)
TOLD = {"sign_level": "bureau", "in_name_of": "bureau"}


def itemized(lotus):
    opinion = drafted(lotus, concluded(lotus))
    for content, day in (("停止重复检查", FIRST), ("修订检查计划", SECOND)):
        opinion = step(opinion, "itemize", lotus.first, content=content, due_on=day)
    return step(step(opinion, "issue", lotus.leader, **TOLD), "serve", lotus.first, served_on=DAY)


def due_of(opinion):
    return {row["name"]: row["due"] for row in opinion.clocks if row["state"] == "running"}.get("item")


def test_each_problem_runs_by_its_own_day_and_is_verified_by_itself(lotus):
    opinion = itemized(lotus)
    assert due_of(opinion) == "2025-09-10"
    one, other = opinion.items.all()
    opinion = step(opinion, "report_item", lotus.first, date(2025, 9, 9), part=one, report="已停", reported_on=date(2025, 9, 9))
    assert due_of(opinion) == "2025-09-20"
    opinion = reported(lotus, opinion, LATER)
    assert "还有 2 项" in refused(step, opinion, "accept", lotus.second, LATER, evidence=EVIDENCE)
    told = {"verified": "good", "evidence": "9月10日现场核查"}
    assert "不能验收" in refused(step, opinion, "verify_item", lotus.first, LATER, part=one, **told)
    assert "还没有报告" in refused(step, opinion, "verify_item", lotus.second, LATER, part=other, **told)
    opinion = step(opinion, "verify_item", lotus.second, LATER, part=one, **told)
    assert "还有 1 项" in refused(step, opinion, "accept", lotus.second, LATER, evidence=EVIDENCE)
    other.refresh_from_db()
    opinion = step(opinion, "report_item", lotus.first, date(2025, 9, 22), part=other, report="已修订")
    opinion = step(opinion, "verify_item", lotus.second, date(2025, 9, 23), part=other, **told)
    done = step(opinion, "accept", lotus.second, date(2025, 9, 23), evidence=EVIDENCE)
    assert (done.state, done.overran, [row.was_in_time for row in done.items.all()]) == ("done", True, [True, False])
    assert evaluate("oversight.item_in_time_rate", on=date(2025, 12, 31)).value == 50


def test_a_problem_found_wanting_gets_a_new_day(lotus):
    opinion = itemized(lotus)
    one = opinion.items.first()
    opinion = step(opinion, "report_item", lotus.first, FIRST, part=one, report="已停")
    bad = {"verified": "bad", "evidence": "现场仍有检查", "due_on": date(2025, 9, 12)}
    opinion = step(opinion, "verify_item", lotus.second, date(2025, 9, 11), part=one, **bad)
    one.refresh_from_db()
    assert (one.awaits_report, due_of(opinion)) == (True, "2025-09-12")


def test_the_body_answers_each_problem_on_its_own_desk(lotus):
    opinion = drafted(lotus, concluded(lotus))
    opinion = step(opinion, "itemize", lotus.first, content="停止重复检查", due_on=FIRST)
    issued(lotus, opinion)
    inside, row = person("城管内勤", lotus.body, CLERK), HandOver.objects.get(content="停止重复检查")
    assert row.details == {"文书": "行政执法监督意见书", "整改事项": 1, "整改期限": "2025-09-10"}
    with time_machine.travel(at(date(2025, 9, 8))):
        handovers.report_back(handovers.accept(row, inside), inside, "9月8日起停止")
    opinion = Instrument.objects.get()
    item = opinion.items.get()
    assert (opinion.state, item.report, item.was_in_time) == ("served", "9月8日起停止", True)
    bad = {"verified": "bad", "evidence": "现场仍有检查", "due_on": date(2025, 9, 12)}
    step(opinion, "verify_item", lotus.second, date(2025, 9, 9), part=item, **bad)
    assert HandOver.objects.filter(content="停止重复检查", state="sent").get().reason == "验收不合格：现场仍有检查"


def test_a_day_before_the_letter_and_an_interview_with_problems_are_refused(lotus):
    case = concluded(lotus)
    with pytest.raises(ValidationError, match="不能早于"):
        step(drafted(lotus, case), "itemize", lotus.first, content="停止", due_on=date(2025, 8, 1))
    assert "不列整改事项" in refused(step, drafted(lotus, case, "interview"), "itemize", lotus.first, content="停", due_on=FIRST)
