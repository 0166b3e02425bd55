"""After a decision: the late fee and when it stands still, coercion within its window, deemed service; and the clocks of measures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from fazhi.kernel.flow import passing_time
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.norms.enforcement import late_fee
from fazhi.norms.enforcement.models import Decision, Measure
from fazhi.norms.enforcement.profiles import PROFILES

from .penalties import FILED, concluded, decided, filed, imported, in_force, measure, served, take

DUE = date(2025, 10, 9)


def day(after):
    return DUE + timedelta(days=after)


@pytest.mark.parametrize(("after", "fee"), [(0, 0), (1, 90), (33, 2970), (34, 3000), (400, 3000)])
def test_the_late_fee_is_three_per_cent_a_day_and_never_above_the_fine(after, fee):
    assert late_fee.accrued(Decimal(3000), DUE, day(after)) == fee


def test_the_late_fee_stands_still_during_a_remedy_and_a_deferral_and_ends_with_the_payment():
    pauses = [(day(2), day(11))]
    assert late_fee.accrued(Decimal(3000), DUE, day(12), pauses) == 180
    assert late_fee.accrued(Decimal(3000), DUE, day(12), [(day(2), None)]) == 90
    assert late_fee.accrued(Decimal(3000), DUE, day(30), (), [(day(5), Decimal(3000))]) == 450


def late(bureau):
    """Served on 16 September, due on 9 October, not paid."""
    return served(bureau, decided(bureau, None, date(2025, 9, 22)), date(2025, 9, 23))


def test_who_sues_owes_no_late_fee_meanwhile(bureau):
    decision = take(
        bureau, late(bureau), "appeal", date(2025, 10, 20), kind="litigation", organ="荷塘区人民法院", filed_on=date(2025, 10, 20)
    )
    assert decision.pay_due == date(2025, 10, 9)
    assert [decision.fee_on(on) for on in (date(2025, 10, 19), date(2026, 1, 1))] == [900, 900]
    with pytest.raises(NotAllowed, match="复议或者诉讼还没有结果"):
        take(bureau, decision, "close", date(2025, 11, 1))
    ended = {"result": "upheld", "ended_on": date(2025, 12, 31)}
    decision = take(bureau, decision, "end_appeal", date(2025, 12, 31), part=decision.remedies.get(), **ended)
    assert decision.fee_on(date(2026, 1, 1)) == 990


def test_a_deferral_needs_hardship_and_stops_the_fee(bureau):
    decision = served(bureau)
    for due in (date(2025, 11, 10), date(2025, 12, 10)):
        decision = take(bureau, decision, "plan", date(2025, 9, 29), due_on=due, amount=1500)
    told = {"deferral": "instalments", "deferred_to": date(2025, 12, 10), "deferral_reason": "经营困难"}
    decision = take(bureau, decision, "defer", date(2025, 9, 30), **told)
    assert decision.deferral_no == "荷塘城管延分〔2025〕1号" and decision.fee_on(date(2025, 12, 10)) == 0
    assert decision.fee_on(date(2025, 12, 11)) == 90


@pytest.mark.parametrize(
    ("on", "urged", "words"),
    [
        (date(2026, 3, 23), date(2026, 3, 2), "期限未满"),
        (date(2026, 3, 25), None, "应当催告"),
        (date(2026, 3, 25), date(2026, 3, 20), "催告书送达十日"),
        (date(2026, 3, 25), date(2026, 3, 2), ""),
        (date(2026, 6, 24), date(2026, 3, 2), "已经届满"),
    ],
)
def test_a_court_is_asked_after_the_remedies_time_ten_days_after_the_urging_within_three_months(bureau, on, urged, words):
    decision = served(bureau)
    if urged:
        decision = take(bureau, decision, "urge", urged, urged_on=urged)
    if words:
        with pytest.raises(NotAllowed, match=words):
            take(bureau, decision, "ask_court", on, court="荷塘区人民法院")
    else:
        decision = take(bureau, decision, "ask_court", on, court="荷塘区人民法院")
        assert (decision.state, decision.court_no) == ("enforcing", "荷塘城管强申〔2026〕1号")


def test_whoever_has_no_power_to_coerce_asks_the_court(bureau):
    decision = take(bureau, served(bureau), "urge", date(2025, 11, 3), urged_on=date(2025, 11, 3))
    with pytest.raises(NotAllowed, match="没有行政强制执行权"):
        take(bureau, decision, "coerce", date(2025, 12, 1), coercion_way="划拨")


def test_an_announced_decision_is_deemed_served_by_time_itself(bureau):
    decision = imported(bureau, decided(bureau), "issue", date(2025, 9, 22))
    told = {"method": "public", "sent_on": date(2025, 9, 23), "reason": "下落不明"}
    take(bureau, decision, "announce", date(2025, 9, 23), **told)
    passing_time.lapse(date(2025, 10, 23))
    assert Decision.objects.get().state == "issued"
    passing_time.lapse(date(2025, 10, 24))
    decision = Decision.objects.get()
    assert (decision.state, decision.served_on) == ("served", date(2025, 10, 24))


def test_what_is_registered_for_preservation_lapses_after_seven_working_days(bureau):
    made = in_force(bureau, filed(bureau), date(2025, 9, 26))
    assert made.number == "荷塘城管强措〔2025〕1号" and made.due_on == date(2025, 10, 13)
    passing_time.lapse(date(2025, 10, 14))
    made.refresh_from_db()
    assert (made.state, made.end) == ("ended", "lapsed")


def test_a_seizure_lasts_thirty_days_once_prolonged_and_its_tests_are_not_counted(bureau):
    made = in_force(bureau, filed(bureau), FILED, kind="seizure")
    assert made.due_on == date(2025, 10, 3)
    made = take(bureau, made, "extend", date(2025, 9, 30), extension=30, extended_because="情况复杂")
    assert made.due_on == date(2025, 11, 2)
    with pytest.raises(NotAllowed, match="已经延长过一次"):
        take(bureau, made, "extend", date(2025, 10, 9), extension=10, extended_because="情况复杂")
    made = take(bureau, made, "test", date(2025, 10, 10), test_purpose="成分检测")
    made = take(bureau, made, "tested", date(2025, 10, 20))
    assert made.due_on == date(2025, 11, 12)
    with pytest.raises(NotAllowed, match="仍有没有处理的登记保存或者强制措施|还没有处理"):
        take(bureau, made.case, "cancel", date(2025, 10, 21), end_because="违法事实不成立")


def test_an_urgent_measure_is_approved_within_a_day(bureau):
    made = measure(bureau, filed(bureau), kind="seizure", is_urgent=True)
    made = take(bureau, made, "apply", FILED, delivered_on=FILED, presence="当事人到场")
    assert {row["name"]: row["due"] for row in made.clocks}["ratification"] == "2025-09-04"
    assert take(bureau, made, "ratify", date(2025, 9, 4)).approved_on == date(2025, 9, 4)


def test_nothing_is_taken_before_a_head_approves(bureau):
    made = measure(bureau, filed(bureau))
    with pytest.raises(NotAllowed, match="没有经行政机关负责人批准"):
        take(bureau, made, "apply", FILED, delivered_on=FILED, presence="到场")
    assert Measure.objects.get().state == "proposed"


def test_a_second_extension_needs_those_whom_the_department_names(bureau):
    case = filed(bureau)
    with pytest.raises(NotAllowed, match="先办理第一次延期"):
        take(bureau, case, "extend_again", date(2025, 11, 1), extension=30, extended_no="会议纪要1号")
    with pytest.raises(NotAllowed, match="第一次延长不超过 30 日"):
        take(bureau, case, "extend_term", date(2025, 11, 1), extension=31)
    case = take(bureau, case, "extend_term", date(2025, 11, 1), extension=30)
    case = take(bureau, case, "extend_again", date(2025, 11, 2), extension=30, extended_no="会议纪要1号")
    assert {row["name"]: row["due"] for row in case.clocks}["term"] == "2026-02-02"


def test_the_terms_of_the_day_of_filing_stay(bureau):
    case = filed(bureau)
    rule = PROFILES["market"]
    rule.change({**rule.default, "statement": 3}, "某", "新程序规定", date(2025, 9, 5))
    assert case.terms["statement"] == 5 and concluded(bureau, case).terms["statement"] == 5
