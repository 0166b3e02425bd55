"""What the law forbids is refused, each with its article: Annex C of the dossier, through steps."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.world import person

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.norms.enforcement.models import Certificate, PenaltyCase
from fazhi.norms.enforcement.papers import PenaltyPaper, SummaryPaper
from fazhi.norms.enforcement.roles import REVIEWER

from .factories import certified, officer, step
from .penalties import (
    FILED,
    decided,
    evidence,
    filed,
    lead,
    notified,
    proposed,
    reviewed,
    served,
    spot,
    take,
)

CITIZEN = {"kind": "person", "name": "李某", "credit_code": "", "address": "荷花路2号"}


def refused(law, words, act):
    with pytest.raises(NotAllowed, match=words) as refusal:
        act()
    assert refusal.value.law == law


def heavy(bureau, day=date(2025, 9, 29)):
    """A fine that must be heard, notified on a day."""
    return notified(bureau, reviewed(bureau, proposed(bureau, fine=100_000)), day)


def test_1_a_hearing_may_be_asked_for_until_the_fifth_working_day(bureau):
    decision = heavy(bureau)
    refused(
        "行政处罚法 第六十四条第一款第一项",
        "期限至 2025-10-13，2025-10-14 提出已经超过期限",
        lambda: take(bureau, decision, "ask_hearing", date(2025, 10, 14), asked_on=date(2025, 10, 14)),
    )
    decision = take(bureau, decision, "ask_hearing", date(2025, 10, 13), asked_on=date(2025, 10, 13))
    assert decision.state == "hearing"


def test_whoever_asked_for_a_hearing_is_heard_before_anything_is_decided(bureau):
    decision = take(bureau, heavy(bureau), "ask_hearing", date(2025, 10, 9), asked_on=date(2025, 10, 9))
    refused(
        "行政处罚法 第五十七条第一款第一项", "只能在“已告知”时办理", lambda: take(bureau, decision, "decide", date(2025, 11, 3))
    )


def test_2_a_hearing_is_notified_seven_full_working_days_before(bureau):
    decision = take(bureau, heavy(bureau), "ask_hearing", date(2025, 9, 30), asked_on=date(2025, 9, 30))
    row = decision.hearings.get()
    told = {"held_on": date(2025, 10, 20), "place": "听证室", "host": bureau.reviewer, "is_public": True}
    refused(
        "行政处罚法 第六十四条第一款第二项",
        "通知最迟应当在 2025-10-09 送达",
        lambda: take(bureau, decision, "schedule", date(2025, 10, 10), part=row, notice_served_on=date(2025, 10, 10), **told),
    )
    row.refresh_from_db()
    decision = take(bureau, decision, "schedule", date(2025, 10, 9), part=row, notice_served_on=date(2025, 10, 9), **told)
    assert decision.hearings.get().notice_no == "荷塘城管听通〔2025〕1号"


def test_3_a_fine_is_due_on_the_first_working_day_after_the_fifteenth_day(bureau):
    decision = decided(bureau, notified(bureau, day=date(2025, 9, 5)), date(2025, 9, 15))
    decision = served(bureau, decision, date(2025, 9, 16))
    assert (decision.pay_due, decision.fee_on(date(2025, 10, 9)), decision.fee_on(date(2025, 10, 10))) == (
        date(2025, 10, 9),
        0,
        90,
    )


@pytest.mark.parametrize(
    ("kind", "fine", "holds"), [("legal_person", 3000, 1), ("legal_person", 3001, 0), ("person", 200, 1), ("person", 201, 0)]
)
def test_5_a_penalty_on_the_spot_stays_within_its_limits(bureau, kind, fine, holds):
    who = {"kind": kind, "fine": fine}
    if holds:
        assert spot(bureau, **who).state == "given"
    else:
        refused("行政处罚法 第五十一条", "应当按普通程序办理", lambda: spot(bureau, **who))


@pytest.mark.parametrize(
    ("fine", "ground", "words"),
    [(100, "small", ""), (101, "small", "超过一百元"), (101, "hard", ""), (101, "remote", ""), (100, "", "应当有法定理由")],
)
def test_6_cash_is_taken_on_the_spot_only_where_the_law_says_so(bureau, fine, ground, words):
    penalty = spot(bureau, fine=fine)
    told = {"paid_on": date(2025, 9, 1), "paid_by": "on_spot", "collect_ground": ground, "receipt_no": "浙财0001"}
    if not words:
        assert take(bureau, penalty, "pay", date(2025, 9, 1), **told).paid_by == "on_spot"
    else:
        refused("行政处罚法 第六十八条", words, lambda: take(bureau, penalty, "pay", date(2025, 9, 1), **told))


def test_7_only_after_a_penalty_on_the_spot_reconsideration_comes_first(bureau):
    assert "应当先向行政复议机关申请行政复议" in spot(bureau).remedy_text
    ordinary = proposed(bureau).remedy_text
    assert "应当先" not in PenaltyPaper.sheet(served(bureau)).text
    assert "应当先向行政复议机关申请行政复议" in SummaryPaper.sheet(spot(bureau)).text
    assert "应当先" not in ordinary and "向荷塘区人民政府申请行政复议" in ordinary and "六个月内直接向荷塘区人民法院" in ordinary


@pytest.mark.parametrize(
    ("found", "harms", "holds"),
    [
        (date(2025, 5, 10), False, True),
        (date(2025, 5, 11), False, False),
        (date(2025, 5, 11), True, True),
        (date(2028, 5, 10), True, True),
        (date(2028, 5, 11), True, False),
    ],
)
def test_8_an_act_found_too_late_is_not_punished(bureau, client, found, harms, holds):
    case = lead(bureau, day=found, act_start=date(2023, 5, 10), act_end=date(2023, 5, 10), harms_safety=harms)
    client.force_login(bureau.enforcer.account)
    page = client.get(f"/desk/enforcement.penaltycase/{case.pk}/").content.decode()
    assert ("发现线索时距届满 0 日" in page) == (found in (date(2025, 5, 10), date(2028, 5, 10)))
    if holds:
        assert filed(bureau, case, found).state == "investigating"
    else:
        refused("行政处罚法 第三十六条第一款", "不再给予行政处罚", lambda: filed(bureau, case, found))


def test_11_whoever_investigated_neither_reviews_nor_presides(bureau):
    decision = proposed(bureau, fine=100_000)
    refused("行政处罚法 第五十八条第一款", "高某是本案承办人", lambda: reviewed(bureau, decision, reviewer=bureau.first))
    decision = take(
        bureau, notified(bureau, reviewed(bureau, decision)), "ask_hearing", date(2025, 9, 12), asked_on=date(2025, 9, 12)
    )
    told = {"held_on": date(2025, 10, 20), "place": "听证室", "notice_served_on": date(2025, 9, 12), "is_public": True}
    refused(
        "行政处罚法 第六十四条第一款第四项",
        "不能主持听证",
        lambda: take(bureau, decision, "schedule", date(2025, 9, 12), part=decision.hearings.get(), host=bureau.second, **told),
    )


def test_an_investigator_who_holds_the_reviewers_role_does_not_review_in_anothers_name(bureau):
    decision = proposed(bureau)
    third = officer(bureau, "兼某", 3, person=person("兼某", bureau.bureau, REVIEWER))
    take(bureau, decision.case, "join", date(2025, 9, 9), officer=third)
    told = {"kind": "case", "reviewer": bureau.reviewer, "done_on": date(2025, 9, 10), "points": "八项", "opinion": "agrees"}
    refused(
        "行政处罚法 第五十八条第一款",
        "您是本案承办人",
        lambda: take(bureau, decision, "review", date(2025, 9, 10), by=third.person, **told),
    )


def test_12_a_deputy_does_not_approve_a_transfer_to_the_police(bureau):
    case = take(bureau, filed(bureau), "collect", FILED, **evidence(bureau))
    told = {"reported_on": date(2025, 9, 4), "first": bureau.first, "second": bureau.second, "charge": "污染环境罪"}
    case = take(bureau, case, "report_crime", date(2025, 9, 4), **told)
    law, row = "行政执法机关移送涉嫌犯罪案件的规定 第五条第二款", case.transfers.get()
    by_deputy = {"approved_by": "deputy", "is_approved": True}
    as_principal = {"approved_by": "principal", "is_approved": True}
    refused(
        law,
        "其他负责人不能审批",
        lambda: take(bureau, case, "approve_transfer", date(2025, 9, 5), part=case.transfers.get(), **by_deputy),
    )
    refused(
        law,
        "您不是本机关的正职负责人",
        lambda: take(
            bureau, case, "approve_transfer", date(2025, 9, 5), by=bureau.deputy, part=case.transfers.get(), **as_principal
        ),
    )
    case = take(bureau, case, "approve_transfer", date(2025, 9, 5), part=row, **as_principal)
    case = take(bureau, case, "deliver_transfer", date(2025, 9, 6), part=case.transfers.get(), police="荷塘区公安分局")
    assert case.state == "with_police" and case.transfers.get().transfer_no == "荷塘城管罚移〔2025〕1号"
    refused_back = take(bureau, case, "police_decline", date(2025, 9, 9), part=case.transfers.get(), answered_on=date(2025, 9, 9))
    term = next(row for row in refused_back.clocks if row["name"] == "term")
    assert (refused_back.state, term["state"], term["due"]) == ("investigating", "running", "2025-12-05")


def test_14_who_was_not_certified_on_the_day_is_no_second_officer(bureau):
    third = officer(bureau, "丁某", 3)
    lapsed = certified(bureau, third, expires_on=date(2025, 9, 2))
    case = take(bureau, filed(bureau), "join", FILED, officer=third)
    with pytest.raises(NotAllowed, match="2025-09-02 过期，不能换发"):
        step(bureau, lapsed, "renew", date(2025, 9, 4))
    certified(bureau, third, date(2025, 9, 4), certificate_no="990100009999", expires_on=date(2030, 9, 3))
    refused(
        "行政处罚法 第四十二条第一款",
        "丁某在 2025-09-03 没有有效的执法证",
        lambda: take(bureau, case, "collect", date(2025, 9, 5), **evidence(bureau, second=third)),
    )
    case = PenaltyCase.objects.get(pk=case.pk)
    assert take(bureau, case, "collect", date(2025, 9, 5), **evidence(bureau, second=third, obtained_on=date(2025, 9, 4)))


def test_14_evidence_is_flagged_when_a_certificate_turns_out_to_have_lapsed(bureau, client):
    case = take(bureau, filed(bureau), "collect", FILED, **evidence(bureau))
    step(bureau, Certificate.objects.get(officer=bureau.second), "finish", date(2025, 9, 2), end="cancelled")
    client.force_login(bureau.enforcer.account)
    page = client.get(f"/desk/enforcement.penaltycase/{case.pk}/").content.decode()
    assert "《现场检查笔录》：田某在 2025-09-03 没有有效的执法证" in page
    conclude = {"findings": "属实", "nature": "建议罚款"}
    certified(bureau, bureau.second, date(2025, 9, 4), certificate_no="990100008888", expires_on=date(2030, 1, 1))
    refused(
        "行政处罚法 第四十二条第一款",
        "先排除取证资格有问题的证据",
        lambda: take(bureau, case, "conclude", date(2025, 9, 8), **conclude),
    )
    flagged = case.evidence.get()
    case = take(bureau, case, "exclude", date(2025, 9, 5), part=flagged, exclude_reason="取证人当日没有执法证")
    case = take(bureau, case, "collect", date(2025, 9, 5), **evidence(bureau, obtained_on=date(2025, 9, 5)))
    assert take(bureau, case, "conclude", date(2025, 9, 8), **conclude).state == "settling"


def test_16_a_decision_revoked_on_a_friday_is_withdrawn_within_three_working_days(bureau):
    decision = served(bureau, is_public_interest=True)
    decision = take(bureau, decision, "revoke", date(2025, 9, 26), revoked_by="荷政复决〔2025〕8号")
    due = {row["name"]: row["due"] for row in decision.clocks}["withdrawal"]
    assert due == "2025-09-30"  # Sunday the 28th is a make-up working day
    with pytest.raises(ValidationError, match="请填写"):
        take(bureau, decision, "withdraw", date(2025, 9, 29), withdrawn_on=date(2025, 9, 29), withdrawn_because=" ")
    decision = take(bureau, decision, "withdraw", date(2025, 9, 29), withdrawn_on=date(2025, 9, 29), withdrawn_because="复议撤销")
    assert decision.withdrawn_because == "复议撤销"
