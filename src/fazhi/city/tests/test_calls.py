"""The hotline's figures: as many calls as the model year, each month above 95.2 %, and what a naive count would take in."""

from collections import Counter, defaultdict

from fazhi.city import calls
from fazhi.city.windows import MODEL_DAY


def test_28460_calls_were_answered_and_others_do_not_count(city):
    found = Counter(ring.result for ring in calls.rings(city.office))
    assert city.as_of == MODEL_DAY and found["接通"] == 28_460
    assert min(found[name] for name in ("放弃", "溢出", "骚扰", "测试")) > 50


def test_every_month_is_content(city):
    months = defaultdict(list)
    for ring in calls.rings(city.office):
        if ring.rating and ring.rating != "拒评":
            months[ring.rang.month].append(ring.rating in ("很满意", "满意", "基本满意"))
    assert len(months) == 12 and min(sum(each) / len(each) for each in months.values()) >= 0.952


def test_an_order_comes_of_a_call_that_was_answered(city):
    answered = {ring.key for ring in calls.rings(city.office) if ring.result == "接通"}
    rows = list(calls.orders(city.office))
    assert 400 < len(rows) < 800 and {row["通话号"] for row in rows} <= answered
    assert all(row["登记日期"] <= row.get("办结日期", row["登记日期"]) <= city.as_of for row in rows)
