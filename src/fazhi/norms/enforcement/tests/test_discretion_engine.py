"""The engine of discretion: the published examples of each model, exact."""

from decimal import Decimal as D

import pytest

from fazhi.norms.enforcement.discretion import AMBIGUOUS, Range, Row, Scale, Undecided, bands, clamped, weigh
from fazhi.norms.enforcement.discretion_words import DiscretionLevel as L

# 广东生态: start 20 %, a factor's grades add their percent, of a maximum of one million.
WEIGHTS = Scale(
    "weights",
    Range(D(100_000), D(1_000_000)),
    (
        Row("排放去向", "一般区域", weight=D(0)),
        Row("排放去向", "饮用水水源保护区", weight=D(20)),
        Row("超标倍数", "一倍以下", weight=D(5)),
        Row("超标倍数", "三倍以上", weight=D(25)),
    ),
)
TIERS = Scale(
    "tiers",
    Range(D(2_000), D(20_000)),
    (
        Row("", "主动消除危害后果", L.LIGHTER, low=D(2_000), high=D(7_400)),
        Row("", "违法面积不足十平方米", L.USUAL, low=D(7_400), high=D(14_600)),
        Row("", "二次以上", L.HEAVIER, low=D(14_600), high=D(20_000)),
        Row("", "拒不改正", L.HEAVIER, low=D(14_600), high=D(20_000)),
        Row("", "首次违法", L.MITIGATED, low=D(500), high=D(1_999)),
        Row("", "及时改正", L.MITIGATED, low=D(500), high=D(1_999)),
    ),
    needs_all=frozenset({L.MITIGATED}),
)
MATRIX = Scale(
    "matrix",
    Range(D(20_000), D(200_000)),
    (
        Row("程度", "较轻", low=D(20_000), high=D(40_000), column="没有"),
        Row("程度", "较轻", low=D(40_000), high=D(80_000), column="一次以上"),
        Row("程度", "严重", low=D(120_000), high=D(170_000), column="没有"),
        Row("程度", "严重", low=D(170_000), high=D(200_000), column="一次以上"),
    ),
    second="近一年同类违法",
)


def test_the_general_rule_cuts_three_four_three():
    cut = bands("general", Range(D(20_000), D(200_000)))
    assert cut[L.LIGHTER] == Range(D(20_000), D(74_000))
    assert cut[L.USUAL] == Range(D(74_000), D(146_000))
    assert cut[L.HEAVIER] == Range(D(146_000), D(200_000))


def test_it_cuts_multiples_alike_and_takes_them_of_the_base():
    scale = Scale("bands", Range(D(5), D(10)), is_multiple=True)
    assert bands("general", scale.law)[L.LIGHTER] == Range(D(5), D("6.5"))
    found = weigh(scale, {}, D("1234.56"), L.HEAVIER)
    assert found.range == Range(D("10493.76"), D("12345.60")) and found.law == Range(D("6172.80"), D("12345.60"))
    with pytest.raises(Undecided, match="计算基数"):
        weigh(scale, {}, None, L.HEAVIER)


def test_agriculture_halves_two_bounds_and_cuts_a_maximum_at_thirty_and_sixty():
    assert bands("agriculture", Range(D(1_000), D(5_000)))[L.LIGHTER] == Range(D(1_000), D(3_000))
    cut = bands("agriculture", Range(None, D(10_000)))
    assert (cut[L.LIGHTER], cut[L.HEAVIER]) == (Range(D(0), D(3_000)), Range(D(6_000), D(10_000)))


def test_ecology_takes_points_of_one_bound():
    assert bands("ecology", Range(None, D(50_000)))[L.LIGHTER] == Range(D(10_000), D(10_000))
    assert bands("ecology", Range(D(1_000), None))[L.HEAVIER] == Range(D(5_000), D(5_000))


def test_weights_add_up_from_the_start_and_what_is_not_proved_is_lowest():
    found = weigh(WEIGHTS, {"排放去向": "饮用水水源保护区"})
    assert (found.percent, found.range) == (D(45), Range(D(450_000), D(450_000)))
    assert "超标倍数：一倍以下（5%）" in found.why
    assert weigh(WEIGHTS, {}).level == L.LIGHTER


def test_weights_never_pass_the_maximum_nor_fall_below_the_minimum():
    heavy = Scale("weights", Range(D(300_000), D(1_000_000)), (Row("后果", "轻", weight=D(0)), Row("后果", "重", weight=D(95))))
    assert weigh(heavy, {"后果": "重"}).range.high == D(1_000_000)
    assert weigh(heavy, {"后果": "轻"}).range == Range(D(300_000), D(300_000))


def test_an_unknown_grade_is_said_with_those_there_are():
    with pytest.raises(Undecided, match="一倍以下、三倍以上"):
        weigh(WEIGHTS, {"超标倍数": "二倍"})


def test_of_tiers_on_one_side_the_farthest_holds():
    found = weigh(TIERS, {"违法面积不足十平方米": "是", "拒不改正": "是"})
    assert (found.level, found.range) == (L.HEAVIER, Range(D(14_600), D(20_000)))


def test_tiers_on_both_sides_are_weighed_by_a_person():
    told = {"主动消除危害后果": "是", "二次以上": "是"}
    with pytest.raises(Undecided, match=AMBIGUOUS[:8]):
        weigh(TIERS, told)
    assert weigh(TIERS, told, direction=L.LIGHTER).level == L.LIGHTER


def test_a_tier_that_needs_all_needs_all_and_may_lie_below_the_law():
    with pytest.raises(Undecided, match="没有认定"):
        weigh(TIERS, {"首次违法": "是"})
    assert weigh(TIERS, {"首次违法": "是", "及时改正": "是"}).range == Range(D(500), D(1_999))


def test_a_matrix_crosses_two_factors():
    found = weigh(MATRIX, {"程度": "严重", "近一年同类违法": "一次以上"})
    assert (found.level, found.range) == (L.HEAVIER, Range(D(170_000), D(200_000)))
    assert weigh(MATRIX, {}).range == Range(D(20_000), D(40_000))


def test_nothing_leads_above_the_law():
    assert clamped(Range(D(10), D(30)), Range(D(5), D(20))) == Range(D(10), D(20))
    assert clamped(Range(D(30), D(40)), Range(D(5), D(20))) == Range(D(20), D(20))
    assert clamped(Range(D(1), D(2)), Range(D(5), D(20))) == Range(D(5), D(5))
