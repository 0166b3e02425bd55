"""The figures of the demonstration year, counted from rows."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from fazhi.city import words as w
from fazhi.city.windows import SIZES
from fazhi.kernel import registry


def root(row):
    return row["首案引用"] or row["台账序号"]


def accepted(rows):
    return [row for row in rows if row["受理日期"]]


def agreed(rows):
    return [row for row in rows if row.get("办理结果") in w.AGREED]


def amount(rows):
    """Once per dispute: a broken agreement made again further up has the same amount twice."""
    return sum({root(row): row["协议金额"] for row in agreed(rows)}.values())


def test_this_year_9174_disputes_were_mediated(city):
    assert len({root(row) for row in accepted(city.disputes[2023])}) == 9174


def test_8901_of_them_were_agreed_and_all_are_concluded(city):
    rows = accepted(city.disputes[2023])
    assert len({root(row) for row in agreed(rows)}) == 8901
    assert all(row["办理结果"] and row["结果日期"] <= city.as_of for row in rows)


def test_the_agreements_come_to_9676_3_wan_yuan_once_per_dispute(city):
    assert amount(city.disputes[2023]) == 96_763_000


def test_a_naive_count_of_rows_sees_too_much(city):
    rows = city.disputes[2023]
    assert 9174 * 1.02 < len(rows) < 9174 * 1.09
    assert len(accepted(rows)) > 9174
    assert sum(row["协议金额"] for row in agreed(rows)) > 96_763_000


def test_the_year_before_had_about_8200(city):
    rows = accepted(city.disputes[2022])
    assert 8100 < len({root(row) for row in rows}) < 8450
    until = [row for row in rows if row["受理日期"] <= date(2022, 12, 4)]
    assert 1.12 < 9174 / len({root(row) for row in until}) < 1.13


def test_the_townships_differ_and_the_counties_have_their_share(city):
    first = [row for row in accepted(city.disputes[2023]) if not row["首案引用"]]
    counties = Counter(row["发生地编码"][:6] for row in first)
    towns = Counter(row["发生地编码"][:9] for row in first)
    assert sorted(counties.values()) == [1472, 1652, 1873, 2031, 2146]
    assert len(towns) == 70
    assert (min(towns.values()), max(towns.values())) == (45, 280)


def test_the_months_are_uneven(city):
    months = Counter(row["受理日期"].month for row in accepted(city.disputes[2023]) if not row["首案引用"])
    assert (months[1], months[11], months[12]) == (612, 921, 69)


def test_21300_contacts_were_answered_in_the_complete_year(city):
    assert sum(bool(row.get("答复时间")) for row in city.consultations[2022]) == 21_300
    assert sum(bool(row.get("答复时间")) for row in city.consultations[2023]) == round(21_300 * 338 / 365)


def test_some_contacts_are_repeats_and_some_have_no_answer(city):
    rows = city.consultations[2022]
    repeats = [row for row in rows if row["重复于"]]
    silent = [row for row in rows if not row.get("答复时间")]
    assert all(row["答复时间"] for row in repeats)
    assert 400 < len(repeats) < 700
    assert 0.02 < len(silent) / len(rows) < 0.05


def test_a_twentieth_to_a_third_of_agreements_are_oral(city):
    rows = agreed(city.disputes[2023])
    assert 0.05 < sum(row["协议形式"] == "口头" for row in rows) / len(rows) < 0.30


def test_about_two_in_a_hundred_are_late(city):
    """Beyond a month (labour: fifteen days from the application), without extension or suspension."""
    rows = [row for row in accepted(city.all_disputes) if not row.get("延期至") and not row.get("中止日期")]
    late = [row for row in rows if (row["结果日期"] - row["受理日期"]).days > (45 if row["纠纷类型"] == "医疗纠纷" else 31)]
    assert 0.01 < len(late) / len(rows) < 0.03


@pytest.mark.parametrize(("as_of", "expected"), [(date(2023, 12, 31), 9907), (date(2024, 6, 30), 4940), (date(2025, 1, 20), 543)])
def test_another_day_scales_to_the_same_yearly_rate(small, as_of, expected):
    rows = small(as_of).disputes[as_of.year]
    assert len({root(row) for row in accepted(rows)}) == pytest.approx(expected / SIZES["small"], abs=1)
    assert all(row["申请日期"] <= as_of for row in rows)


@pytest.mark.parametrize(
    ("code", "exact", "sentence"),
    [
        ("K2", "21300", "年均免费公益法律咨询2万余人次"),
        ("K3", "28460", "12348热线接通2.8万余通"),
        ("K4", "95.2", "12348热线满意率保持在95%以上"),
        ("L4", "9174", "调处矛盾纠纷9174件"),
        ("L5", "97.0242", "调解成功率达97%"),
        ("L6", "96763000", "涉及金额9676.3万元"),
    ],
)
def test_each_figure_is_worded_as_the_article_prints_it(code, exact, sentence):
    """What the rows above come to, in the words of the figure table; and the words do not hold for what would be told otherwise."""
    figure = registry.find("figures", code)
    each = registry.find("indicators", figure.indicator)
    text = each.wording.write(Decimal(exact), each.unit)
    assert figure.sentence.format(text=text) == sentence
    assert each.wording.holds(text, Decimal(exact)) and not each.wording.holds(text, Decimal(exact) * Decimal("0.9"))
