"""Draws for tests, made without a database: the same number gives the same draw."""

import random
from fractions import Fraction

from ..drawing import Avoidance, Inspector, Target, commitment_to, draw, key_of, plan_of, proof_of, revealed, source_text

SOURCES = ({"name": "快乐8 2025123期", "at": "2025-10-20T21:35:00+08:00", "where": "福彩网"},)
REASONS = ("亲属", "原单位", "上次检查过同一对象")


def lists(seed=1, targets=60, inspectors=16):
    """Three strata, three regions, two skills, and one avoidance in twenty pairs."""
    chance = random.Random(seed)
    regions, skills = ("荷塘区", "菱湖区", "渔歌县"), ("食品", "特种设备")
    objects = [
        Target(f"91{seed:04d}{n:06d}", chance.choice("ABC"), chance.choice(regions), tuple(sorted(chance.sample(skills, 1))))
        for n in range(targets)
    ]
    people = [
        Inspector(f"p{seed}-{n}", chance.choice((*regions, "")), tuple(sorted(chance.sample(skills, chance.randint(1, 2)))))
        for n in range(inspectors)
    ]
    avoided = {(one.id, other.id) for one in people for other in objects if chance.random() < 0.05}
    return objects, people, [Avoidance(one, other, chance.choice(REASONS)) for one, other in sorted(avoided)]


RATIOS = {"A": Fraction(1, 10), "B": Fraction(1, 3), "C": Fraction(1)}


def codes(seed=1):
    return {name: f"{seed:032x}{place:032x}" for place, name in enumerate(("市场监管局", "市司法局", "文旅局"), 1)}


def planned(objects, people, avoided, seed=1, **changed):
    given = {"ratios": RATIOS, "load": 4, "sources": SOURCES} | changed
    promised = {name: commitment_to(code) for name, code in codes(seed).items()}
    told = {"commitments": promised} | given
    return plan_of(id=f"2025-{seed:03d}", title="餐饮服务抽查", targets=objects, inspectors=people, avoidances=avoided, **told)


def drawn(seed=1, numbers=(3, 8, 15, 22), left_out=(), **changed):
    """(proof file, the draw, its lists)."""
    held = lists(seed)
    plan = planned(*held, seed, **changed)
    shown = {name: code for name, code in codes(seed).items() if name not in left_out}
    key = key_of(plan, revealed(plan, shown), source_text([list(numbers)]))
    made = draw(plan, key, *held)
    sources = [{"name": SOURCES[0]["name"], "numbers": sorted(numbers)}]
    return proof_of(plan, made, key, *held, shown, sources), made, held
