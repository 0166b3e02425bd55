"""The ledgers of ordinary and summary penalties: the same gates, in the order of their days; and W6: no way in passes them by."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip
from tests.lives import lived

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.norms.enforcement.ledgers import DecisionLedger, MeasureLedger, PenaltyCaseLedger, SpotPenaltyLedger
from fazhi.norms.enforcement.models import Decision, PenaltyCase, Provision, SpotPenalty

from .penalties import FACTS, FILED, LEAD, in_force, served, spot
from .test_discretion import in_use

TOWARDS = {
    "row_key": "1",
    "source": "inspection",
    "lead_on": LEAD,
    "opened_on": LEAD,
    "act_start": LEAD,
    "act_place": "荷花路",
    "facts": FACTS,
    "kind": "legal_person",
    "name": "荷塘建材有限公司",
    "credit_code": "91990101MA0000001Y",
    "address": "荷花路1号",
    "profile": "market",
    "jurisdiction": "违法行为发生地",
    "filed_on": FILED,
    "proof_lines": "2025-09-03 勘验笔录、现场笔录 现场检查笔录",
    "concluded_on": date(2025, 9, 8),
    "findings": FACTS,
    "nature": "建议罚款",
    "state": "settling",
}


def matter(bureau, **cells):
    who = {"unit": bureau.bureau, "item": bureau.item, "body": bureau.body, "first": bureau.first, "second": bureau.second}
    return lived(PenaltyCaseLedger, bureau.keeper, **{**who, **TOWARDS, "review_grounds": [], **cells})


def ruling(bureau, case, **cells):
    rests = Provision.objects.first()
    told = {
        "matter": case,
        "party": "荷塘建材有限公司",
        "opened_on": date(2025, 9, 9),
        "outcome": "penalty",
        "facts": FACTS,
        "proof": "现场笔录",
        "violated": rests,
        "basis": rests,
        "discretion_text": "一般档次",
        "penalties": "罚款 3000",
        "review_kind": "case",
        "reviewer": bureau.reviewer,
        "reviewed_on": date(2025, 9, 10),
        "opinion": "agrees",
        "notified_on": date(2025, 9, 11),
        "decided_on": date(2025, 9, 22),
        "issued_on": date(2025, 9, 22),
        "method": "direct",
        "served_on": date(2025, 9, 23),
        "taken_by": "王某",
        "payments": "2025-10-09 3000 指定银行 浙财0001",
        "closed_on": date(2025, 10, 10),
        "state": "closed",
    }
    return lived(DecisionLedger, bureau.keeper, **{**told, **cells})


def test_a_benchmark_that_a_row_names_is_applied_and_binds(bureau):
    """What it gives is reckoned; a fine beside it needs its ground and approval here too."""
    told = {
        "benchmark_item": in_use(bureau),
        "circumstances": "倾倒三立方米以上",
        "payments": "2025-10-09 4000 指定银行 浙财0001",
    }
    case = matter(bureau)
    with pytest.raises(NotAllowed, match="在裁量基准的 3000.00元—6000.00元 以外"):
        ruling(bureau, case, **told, penalties="罚款 2000")
    decision = ruling(bureau, PenaltyCase.objects.get(pk=case.pk), **told, penalties="罚款 4000")
    assert (decision.last_use.level, decision.fine, decision.is_outside, decision.state) == ("usual", 4000, False, "closed")
    assert "罚款幅度为3000元至6000元" in decision.discretion_text
    assert round_trip(DecisionLedger, bureau.keeper) == {"same": 1}


def test_a_ledger_tells_of_a_statement_and_of_a_remedy_with_its_end(bureau):
    said = {"stated_on": date(2025, 9, 15), "statement": "已经清除", "accepted": "not", "recheck": "没有证据"}
    asked = {"remedy": "reconsideration", "remedy_organ": "荷塘区人民政府", "remedy_on": date(2025, 10, 20)}
    ended = {"remedy_result": "upheld", "remedy_ended_on": date(2025, 11, 20), "closed_on": date(2025, 11, 24)}
    decision = ruling(bureau, matter(bureau), **said, **asked, **ended)
    assert (decision.state, decision.remedies.get().result, decision.statements.get().accepted) == ("closed", "upheld", "not")
    assert round_trip(DecisionLedger, bureau.keeper) == {"same": 1}


def test_a_decision_that_a_remedy_revoked_is_closed_as_revoked(bureau):
    asked = {"remedy": "reconsideration", "remedy_organ": "荷塘区人民政府", "remedy_on": date(2025, 10, 20)}
    ended = {"remedy_result": "revoked", "remedy_ended_on": date(2025, 11, 20), "closed_on": date(2025, 11, 24)}
    decision = ruling(bureau, matter(bureau), **asked, **ended, revoked_on=date(2025, 11, 21), revoked_by="荷政复〔2025〕3号")
    assert (decision.state, decision.overturned, decision.revoked_on) == ("closed", "revoked", date(2025, 11, 21))
    assert round_trip(DecisionLedger, bureau.keeper) == {"same": 1}


def test_a_case_and_its_decision_come_in_and_are_closed_together(bureau):
    case = matter(bureau)
    assert (case.state, case.number, case.terms["statement"]) == ("settling", "荷塘城管罚立〔2025〕1号", 5)
    decision = ruling(bureau, case)
    case.refresh_from_db()
    assert (decision.state, decision.fine, decision.pay_due, case.state) == ("closed", 3000, date(2025, 10, 9), "closed")
    assert case.closed_on == date(2025, 10, 10) and not decision.overran


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"second": None}, "只有 1 人"),
        ({"act_start": date(2023, 8, 31)}, "不再给予行政处罚"),
        ({"proof_lines": ""}, "还没有证据"),
        ({"proof_lines": "昨天 照片"}, "看不懂"),
        ({"jurisdiction": ""}, "管辖依据"),
    ],
)
def test_a_matter_that_the_law_does_not_allow_is_refused(bureau, cells, words):
    with pytest.raises((NotAllowed, ValidationError), match=words):
        matter(bureau, **cells)
    assert not PenaltyCase.objects.exists()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"reviewed_on": None}, "还没有审核"),
        ({"notified_on": None}, "“决定处罚”只能在“已告知”时办理"),
        ({"decided_on": date(2025, 9, 18)}, "期限未满"),
        ({"penalties": "罚款 100000", "payments": "", "closed_on": None, "reviewer": "first"}, "高某是本案承办人"),
        ({"payments": "2025-10-09 3000 当场收缴"}, "不得自行收缴"),
        ({"payments": ""}, "没有缴纳"),
        ({"party": "别人"}, "没有当事人“别人”"),
        ({"discretion_text": ""}, "裁量说明"),
    ],
)
def test_a_decision_that_the_law_does_not_allow_is_refused(bureau, cells, words):
    case = matter(bureau)
    cells = {name: bureau.first if value == "first" else value for name, value in cells.items()}
    with pytest.raises((NotAllowed, ValidationError), match=words):
        ruling(bureau, case, **cells)
    assert not Decision.objects.exists()


def test_what_was_done_at_the_desk_goes_out_and_comes_back_as_the_same(bureau):
    decision = served(bureau)
    in_force(bureau, PenaltyCase.objects.get(pk=decision.case_id), date(2025, 9, 24))
    spot(bureau)
    for ledger in (PenaltyCaseLedger, DecisionLedger, MeasureLedger, SpotPenaltyLedger):
        assert round_trip(ledger, bureau.keeper) == {"same": 1}


def test_a_summary_penalty_comes_in_paid_and_reported_within_its_limits(bureau):
    told = {
        "unit": bureau.bureau,
        "item": bureau.item,
        "body": bureau.body,
        "profile": "market",
        "first": bureau.first,
        "second": bureau.second,
        "decided_on": LEAD,
        "opened_on": LEAD,
        "act_place": "荷花路",
        "facts": "随地丢弃废弃物",
        "basis": Provision.objects.first(),
        "penalty": "fine",
        "fine": 100,
        "kind": "person",
        "name": "李某",
        "shown_and_told": True,
        "reported_on": date(2025, 9, 4),
        "paid_on": LEAD,
        "paid_by": "on_spot",
        "collect_ground": "small",
        "receipt_no": "浙财0002",
        "handed_in_on": date(2025, 9, 2),
        "banked_on": date(2025, 9, 3),
        "closed_on": date(2025, 9, 8),
        "state": "closed",
    }
    penalty = lived(SpotPenaltyLedger, bureau.keeper, **told)
    assert (penalty.state, penalty.number, penalty.overran) == ("closed", "荷塘城管当罚〔2025〕1号", False)
    with pytest.raises(NotAllowed, match="应当按普通程序办理"):
        lived(SpotPenaltyLedger, bureau.keeper, **{**told, "fine": 201})
    assert SpotPenalty.objects.count() == 1
