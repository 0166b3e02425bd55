"""The draw: published vectors, fairness, the order of lists, avoidance and load. Rows R1 to R4."""

import json
import math
import os
import random
from collections import Counter
from fractions import Fraction
from hashlib import md5, sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.material import shared_data

from ..drawing import Avoidance, Inspector, NotDrawable, Target, draw, key_of, must_be_drawable, quota, root_of_list, source_text
from .drawing_of import RATIOS, drawn, lists, planned


def vectors(name):
    return json.loads((shared_data("vectors") / "draw" / name).read_text())


def test_r1_the_sources_are_written_as_rfc_3797_writes_them_and_lead_to_its_picks():
    told = vectors("rfc3797_reference.json")
    text, left = source_text(told["sources"]), list(range(1, told["pool"] + 1))
    assert text == told["key"]
    for row in told["rows"]:
        about = (row["i"] - 1).to_bytes(2, "big")  # the rounds are counted from nothing
        made = md5(about + text.encode() + about).hexdigest()
        assert made.upper() == row["md5"]
        assert left.pop(int(made, 16) % len(left)) == row["selected"]


def test_r1_the_hash_is_the_one_of_the_samplers_of_election_audits():
    for case in vectors("sha256_sampler.json")["cases"]:
        told = case["data"]
        made = [
            1 + int(sha256(f"{told['seed']},{count}".encode()).hexdigest(), 16) % told["total"]
            for count in range(1, told["count"] + 1)
        ]
        assert made == case["expected"]


# --- fairness: N draws of k from n; the corrected statistic of draws without replacement ---------------------------------------

# Of a fifth it takes ten thousand draws to find a tilt, of a twentieth two hundred thousand.
ROUNDS, TILT = (200_000, 0.05) if os.environ.get("FAZHI_TORTURE") else (10_000, 0.2)
AMOUNT, PICKED, STAFF = 40, 4, 6


def counted(tilt=0.0):
    """How often each of forty was among four, and with whom of six; with a tilt, the first is slipped in that much more often."""
    targets = [Target(f"t{n:02d}", "A") for n in range(AMOUNT)]
    people = [Inspector(f"p{n}") for n in range(STAFF)]
    plan = {
        "id": "r2",
        "strata": [{"code": "A", "size": AMOUNT, "numerator": PICKED, "denominator": AMOUNT}],
        "pools": [["skills"]],
        "team": 2,
    }
    counts, pairs, chance = Counter(), Counter(), random.Random(5)
    for number in range(ROUNDS):
        key = sha256(b"r2 %d" % number).digest()
        made = draw({**plan, "load": 0}, key, targets, [] if tilt else people).picks
        picks = [pick.target for pick in made]
        pairs.update((pick.target, own) for pick in made for own in pick.team)
        if tilt and "t00" not in picks and chance.random() < tilt * PICKED / (AMOUNT - PICKED):
            picks[0] = "t00"
        counts.update(picks)
    return [counts[target.id] for target in targets], [pairs[target.id, one.id] for target in targets for one in people]


def p_value(counts):
    """Of X² = Σ(O−E)²/E × (n−1)/(n(1−k/n)), by Wilson and Hilferty's normal approximation."""
    expected = ROUNDS * PICKED / AMOUNT
    statistic = sum((found - expected) ** 2 for found in counts) / expected * (AMOUNT - 1) / (AMOUNT * (1 - PICKED / AMOUNT))
    freedom = AMOUNT - 1
    z = ((statistic / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / math.sqrt(2 / (9 * freedom))
    return math.erfc(z / math.sqrt(2)) / 2


def worst(counts, chance=PICKED / AMOUNT):
    """The largest deviation of one of them in standard deviations."""
    return max(abs(found - ROUNDS * chance) for found in counts) / math.sqrt(ROUNDS * chance * (1 - chance))


def test_r2_draws_are_fair_and_a_tilt_is_found():
    (fair, pairs), (tilted, _) = counted(), counted(tilt=TILT)
    assert 0.0005 <= p_value(fair) <= 0.9995 and worst(fair) < 4.2
    assert worst(pairs, PICKED / AMOUNT * 2 / STAFF) < 4.6, (
        "nobody meets an object more often than chance: one in a thousand of 240"
    )
    assert worst(tilted) > 4.2, "one in a thousand over forty of them, with Bonferroni's correction"


# --- lists --------------------------------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.integers(1, 50))
def test_r3_the_order_in_which_lists_were_entered_changes_nothing(chance, seed):
    objects, people, avoided = lists(seed, 30, 10)
    plan = planned(objects, people, avoided, seed)
    key = key_of(plan, [], "1.2.3./")
    first = draw(plan, key, objects, people, avoided).picks
    for each in (objects, people, avoided):
        chance.shuffle(each)
    assert planned(objects, people, avoided, seed) == plan
    assert draw(plan, key, objects, people, avoided).picks == first


def test_r3_another_bit_of_the_source_gives_another_draw():
    one, other = drawn(3)[1], drawn(3, numbers=(3, 8, 15, 23))[1]
    assert {pick.target for pick in one.picks if pick.stratum != "C"} != {
        pick.target for pick in other.picks if pick.stratum != "C"
    }


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ([Target("a1", "A"), Target("b", "A"), Target("a1", "B")], "第 3 行：代码“a1”与第 1 行重复"),
        ([Target("ａ1", "A")], "第 1 行：代码“ａ1”只能由半角"),
        ([Target("a1", "A", "荷塘\u200b区")], "不能唯一书写"),
        ([Target("a1", "A", "e\u0301")], "不能唯一书写"),
        ([Target("a1", "A", "", ("b", "a"))], "按字符顺序"),
    ],
)
def test_r3_what_stands_twice_or_only_looks_alike_is_refused_before_the_commitment(targets, said):
    with pytest.raises(NotDrawable, match=said):
        must_be_drawable(targets, [], [])


def test_r3_avoidances_of_nobody_and_strata_without_a_ratio_are_refused():
    objects, people, _ = lists()
    with pytest.raises(NotDrawable, match="回避名单第 1 行：名录里没有检查人员“nobody”"):
        planned(objects, people, [Avoidance("nobody", objects[0].id, "亲属")])
    with pytest.raises(NotDrawable, match="风险等级“C”没有写抽查比例"):
        planned(objects, people, [], ratios={"A": Fraction(1), "B": Fraction(1)})
    with pytest.raises(NotDrawable, match="至少两个部门"):
        planned(objects, people, [], commitments={"市司法局": "00" * 32})
    with pytest.raises(NotDrawable, match="不得少于两人"):
        planned(objects, people, [], team=1)


@given(st.integers(0, 400), st.fractions(0, 1, max_denominator=60))
def test_r3_a_quota_is_rounded_up_in_whole_numbers_and_an_empty_stratum_gives_nothing(size, ratio):
    made = quota({"size": size, "numerator": ratio.numerator, "denominator": ratio.denominator})
    assert made == math.ceil(size * ratio) <= size


def test_r3_a_list_of_one_and_of_none_has_a_root():
    assert root_of_list([]) == {"size": 0, "root": sha256(b"").hexdigest()}
    assert root_of_list([Target("a", "A")])["size"] == 1


# --- teams --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(1, 26))
def test_r4_no_avoidance_and_no_load_is_ever_broken_and_who_has_no_team_is_shown(seed):
    told, made, (objects, people, avoided) = drawn(seed)
    needs, can = {each.id: each for each in objects}, {each.id: each for each in people}
    barred = {(each.inspector, each.target) for each in avoided}
    load = Counter(own for pick in made.picks for own in pick.team)
    assert max(load.values()) <= told["plan"]["load"]
    for pick in made.picks:
        assert len(set(pick.team)) == len(pick.team) in (0, 2)
        for own in pick.team:
            assert (own, pick.target) not in barred
            assert set(needs[pick.target].skills) <= set(can[own].skills)
            assert pick.pool > 0 or can[own].region in ("", needs[pick.target].region)
    assert made.unfilled == [pick.target for pick in made.picks if not pick.team]
    sizes = Counter(each.stratum for each in objects)
    assert Counter(pick.stratum for pick in made.picks) == Counter(
        {code: math.ceil(sizes[code] * RATIOS[code]) for code in sizes}
    )


def test_r4_whoever_falls_out_is_followed_by_the_next_in_line_who_may():
    _, made, (_, _, avoided) = drawn(4, load=0)
    pick = next(each for each in made.picks if each.team)
    fallen = pick.team[0]
    by = made.chooser.next_for(pick, fallen)
    assert by and by not in pick.team and Avoidance(by, pick.target, "亲属") not in avoided
    assert made.chooser.order(pick.target, made.chooser.plan["pools"][pick.pool])[:2] in ([pick.team[1], by], [by, pick.team[1]])


def test_r4_with_two_people_for_everything_the_load_leaves_targets_without_a_team():
    objects = [Target(f"t{n}", "C") for n in range(5)]
    people = [Inspector("p1"), Inspector("p2")]
    plan = planned(objects, people, [], load=3)
    made = draw(plan, key_of(plan, [], "1./"), objects, people)
    assert len(made.unfilled) == 2
