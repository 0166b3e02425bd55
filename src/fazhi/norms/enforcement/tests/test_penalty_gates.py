"""What else the law forbids: without power, officers, notice, review, address or the bank, nothing is decided or closed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow.refusals import NotAllowed

from .factories import body, officer
from .penalties import (
    FACTS,
    FILED,
    concluded,
    decided,
    decision_of,
    evidence,
    filed,
    joined,
    lead,
    notified,
    party,
    proposed,
    reviewed,
    served,
    take,
)

CITIZEN = {"kind": "person", "name": "李某", "credit_code": "", "address": "荷花路2号"}


def refused(law, words, act):
    with pytest.raises(NotAllowed, match=words) as refusal:
        act()
    assert refusal.value.law == law


def test_a_body_without_the_power_on_that_day_files_nothing(bureau):
    stranger = body(bureau, name="荷塘区水利局", announced_no="荷政公〔2021〕4号")
    case = joined(bureau, lead(bureau, body=stranger))
    refused(
        "行政处罚法 第十七条",
        "没有“对随地丢弃废弃物的处罚”的权力",
        lambda: take(bureau, case, "file", FILED, profile="market", jurisdiction="发生地"),
    )


def test_a_town_without_the_grant_files_nothing(bureau):
    case = joined(bureau, lead(bureau, unit=bureau.town), by=bureau.keeper)
    refused(
        "行政处罚法 第三十八条第一款",
        "没有承接",
        lambda: take(bureau, case, "file", FILED, by=bureau.leader, profile="market", jurisdiction="发生地"),
    )


def test_one_officer_is_too_few(bureau):
    case = take(bureau, lead(bureau), "join", FILED, officer=bureau.first)
    refused(
        "行政处罚法 第四十二条第一款",
        "只有 1 人",
        lambda: take(bureau, case, "file", FILED, profile="market", jurisdiction="发生地"),
    )


def test_nobody_decides_before_the_window_is_over_unless_it_was_waived_in_writing(bureau):
    decision = notified(bureau)
    refused("行政处罚法 第六十二条", "陈述申辩期限至 2025-09-18", lambda: take(bureau, decision, "decide", date(2025, 9, 18)))
    waived = take(bureau, decision, "waive", date(2025, 9, 12), waiver_doc="放弃陈述申辩声明")
    assert take(bureau, waived, "decide", date(2025, 9, 12)).state == "decided"


def test_nobody_is_punished_harder_for_defending_himself(bureau):
    said = {"content": "情节轻微", "recheck": "已复核", "accepted": "not", "reason": "不成立"}
    decision = take(bureau, notified(bureau), "state", date(2025, 9, 12), made_on=date(2025, 9, 12), **said)
    decision = take(bureau, decision, "drop_penalty", date(2025, 9, 15), part=decision.penalties.get())
    decision = take(bureau, decision, "add_penalty", date(2025, 9, 15), kind="fine", amount=5000)
    refused("行政处罚法 第四十五条第二款", "不得因陈述申辩加重", lambda: take(bureau, decision, "decide", date(2025, 9, 22)))


def test_other_facts_need_another_notice(bureau):
    decision = take(
        bureau, notified(bureau), "propose", date(2025, 9, 15), outcome="penalty", facts=f"{FACTS}，并拒不清除", proof="笔录"
    )
    refused("行政处罚法 第四十四条", "认定的事实与告知的不同", lambda: take(bureau, decision, "decide", date(2025, 9, 22)))
    again = take(bureau, decision, "notify_again", date(2025, 9, 16), notified_on=date(2025, 9, 16))
    assert take(bureau, again, "decide", date(2025, 9, 24)).state == "decided"


def test_nobody_decides_what_was_not_reviewed(bureau):
    decision = notified(bureau, proposed(bureau))
    refused(
        "行政处罚法 第五十八条第一款", "应当经案件审核，还没有审核", lambda: take(bureau, decision, "decide", date(2025, 9, 22))
    )
    decision = reviewed(bureau, decision, opinion="correct", reason="依据引用不完整")
    refused(
        "行政处罚法 第五十八条第一款", "案件审核没有通过（纠正）", lambda: take(bureau, decision, "decide", date(2025, 9, 22))
    )


def test_a_complex_case_is_reviewed_by_law_and_discussed(bureau):
    case = take(bureau, filed(bureau), "grade", FILED, is_complex=True, review_grounds=["complex"])
    decision = notified(bureau, reviewed(bureau, proposed(bureau, decision_of(concluded(bureau, case)))))
    refused("行政处罚法 第五十八条第一款", "应当经法制审核", lambda: take(bureau, decision, "decide", date(2025, 9, 22)))
    decision = reviewed(bureau, decision, kind="legal")
    refused("行政处罚法 第五十七条第二款", "集体讨论", lambda: take(bureau, decision, "decide", date(2025, 9, 22)))
    told = {"held_on": date(2025, 9, 19), "chair": "局长某", "recorder": "王某", "conclusion": "同意"}
    refused(
        "行政处罚法 第五十七条第二款",
        "至少 3 人",
        lambda: take(bureau, decision, "discuss", date(2025, 9, 19), opinions="甲：同意\n乙：同意", **told),
    )
    decision = take(bureau, decision, "discuss", date(2025, 9, 19), opinions="甲：同意\n乙：同意\n丙：从轻", **told)
    assert take(bureau, decision, "decide", date(2025, 9, 22)).was_reviewed


def test_a_first_reviewer_without_the_qualification_does_not_review(bureau):
    plain = officer(bureau, "丁某", 3)
    refused(
        "行政处罚法 第五十八条第二款",
        "还没有法律职业资格",
        lambda: reviewed(bureau, proposed(bureau), reviewer=plain, is_first_time=True),
    )


def test_two_fines_for_one_act_are_one_too_many(bureau):
    decision = take(bureau, proposed(bureau), "add_penalty", date(2025, 9, 9), kind="fine", amount=1000)
    refused("行政处罚法 第二十九条", "两次以上罚款", lambda: take(bureau, decision, "notify", date(2025, 9, 11)))


@pytest.mark.parametrize(
    ("born", "tendency", "law"),
    [("20120310", "lighter", "行政处罚法 第三十条"), ("20090310", "usual", "行政处罚法 第三十条")],
)
def test_the_young_are_not_punished_or_less(bureau, born, tendency, law):
    number = _number(f"990102{born}001")
    decision = decision_of(concluded(bureau, filed(bureau, lead(bureau, party(**CITIZEN, id_number=number)))))
    decision = proposed(bureau, decision, tendency=tendency, tendency_ground="未成年")
    refused(law, "周岁", lambda: take(bureau, decision, "notify", date(2025, 9, 11)))


def test_evidence_of_an_unreviewed_camera_is_no_evidence(bureau):
    refused(
        "行政处罚法 第四十一条第二款",
        "须经法制和技术审核",
        lambda: take(bureau, filed(bureau), "collect", FILED, **evidence(bureau, is_monitoring=True)),
    )


@pytest.mark.parametrize(
    ("lacking", "label"),
    [({"discretion_text": ""}, "裁量说明"), ({"proof": "　 "}, "证据")],
)
def test_a_decision_that_lacks_an_element_is_not_made(bureau, lacking, label):
    with pytest.raises((NotAllowed, ValidationError), match=label):
        decided(bureau, notified(bureau, reviewed(bureau, proposed(bureau, **lacking))))


def test_a_decision_without_the_partys_address_is_not_made(bureau):
    decision = decision_of(concluded(bureau, filed(bureau, lead(bureau, party(address="")))))
    refused(
        "行政处罚法 第五十九条第一款",
        "还缺：当事人的地址",
        lambda: decided(bureau, notified(bureau, reviewed(bureau, proposed(bureau, decision)))),
    )


def test_a_fine_goes_to_the_bank(bureau):
    decision = served(bureau)
    refused(
        "行政处罚法 第六十七条第二款",
        "不得自行收缴",
        lambda: take(bureau, decision, "pay", date(2025, 9, 24), paid_on=date(2025, 9, 24), amount=3000, channel="on_spot"),
    )
    refused(
        "行政强制法 第四十五条第二款",
        "应缴合计 3,000",
        lambda: take(bureau, decision, "pay", date(2025, 9, 24), paid_on=date(2025, 9, 24), amount=3001, channel="bank"),
    )


def test_an_unpaid_fine_is_not_closed(bureau):
    refused("行政处罚法 第六十六条第一款", "没有缴纳", lambda: take(bureau, served(bureau), "close", date(2025, 9, 30)))


def _number(first):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(a) * b for a, b in zip(first, weights, strict=True)) % 11]
