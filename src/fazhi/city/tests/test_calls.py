"""The hotline's figures: as many calls as the model year, each month above 95.2 %, and what a naive count would take in."""

from collections import Counter, defaultdict
from decimal import Decimal

from fazhi.city import calls
from fazhi.city.windows import MODEL_DAY
from fazhi.kernel import registry

CONTENT, NOT_CONTENT = ("很满意", "满意", "基本满意"), ("不满意", "很不满意")


def test_28460_calls_were_answered_and_others_do_not_count(city):
    found = Counter(ring.result for ring in calls.rings(city.office))
    assert city.as_of == MODEL_DAY and found["接通"] == 28_460
    assert min(found[name] for name in ("放弃", "溢出", "骚扰", "测试")) > 50
    assert sum(found.values()) > 28_460 * 1.02, "who counts every row sees too many"


def months_of(city):
    """By month: what was said of the calls that were answered, None where nobody said anything."""
    months = defaultdict(list)
    for ring in calls.rings(city.office):
        if ring.result == "接通":
            months[ring.rang.month].append(ring.rating)
    return months


def share(told, among):
    return sum(each in told for each in among) / len(among)


def test_every_month_95_2_percent_of_those_who_rated_are_content_and_most_take_part(city):
    months = months_of(city)
    rated = {month: [each for each in said if each in (*CONTENT, *NOT_CONTENT)] for month, said in months.items()}
    assert sorted(months) == list(range(1, 13)) and sum(map(len, months.values())) == 28_460
    assert min(share(CONTENT, said) for said in rated.values()) >= 0.952
    taking_part = {month: len(rated[month]) / len(said) for month, said in months.items()}
    assert all(0.5 < each < 0.9 for each in taking_part.values()), taking_part


def test_who_is_not_content_or_says_nothing_is_in_every_month(city):
    """What a careless count would hide: taken among all calls no month would reach 95 %, and without the unhappy each would reach 100 %."""
    for month, said in months_of(city).items():
        assert all(each in said for each in (*NOT_CONTENT[:1], "拒评", None)), month
        assert share(CONTENT, said) < 0.95 < share((*CONTENT, None, "拒评"), said) < 1, month


def test_a_month_of_94_9_percent_is_not_told_as_above_95():
    indicator = registry.find("indicators", registry.find("figures", "K4").indicator)
    claim = indicator.wording.write(Decimal("95.2"), indicator.unit)
    assert (
        "95%以上" in claim and indicator.wording.holds(claim, Decimal("95.2")) and indicator.wording.holds(claim, Decimal("95"))
    )
    assert not indicator.wording.holds(claim, Decimal("94.9")) and "95%以上" not in indicator.wording.write(
        Decimal("94.9"), indicator.unit
    )


def test_an_order_comes_of_a_call_that_was_answered(city):
    answered = {ring.key for ring in calls.rings(city.office) if ring.result == "接通"}
    rows = list(calls.orders(city.office))
    assert 400 < len(rows) < 800 and {row["通话号"] for row in rows} <= answered
    assert all(row["登记日期"] <= row.get("办结日期", row["登记日期"]) <= city.as_of for row in rows)
