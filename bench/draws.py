"""A draw of 2,000 from 1,000,000 targets with 10,000 inspectors and avoidances: plan, draw and proof file, beside random.sample.

BENCH_TARGETS=100000 for a smaller one. The bar is 10 s together, proof included. The peer picks as a spreadsheet would: nobody can check it.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from fazhi.norms.spot_checks.drawing import Avoidance, Inspector, Target, draw, key_of, plan_of, proof_of, source_text

TARGETS, BAR = int(os.environ.get("BENCH_TARGETS", 1_000_000)), 10.0
REGIONS = [f"{county}镇{n}" for county in "甲乙丙丁戊" for n in range(14)]
SKILLS = ("价格", "广告", "特种设备", "食品")
SOURCES = [{"name": "快乐8", "at": "2025-10-20T21:35:00+08:00", "where": "福彩网"}]


def lists() -> tuple[list[Target], list[Inspector], list[Avoidance]]:
    chance = random.Random(1)
    classes = chance.choices("ABCD", (60, 25, 10, 5), k=TARGETS)
    targets = [Target(f"91{n:016d}", classes[n], REGIONS[n % 70], (SKILLS[n % 4],)) for n in range(TARGETS)]
    people = [Inspector(f"p{n:06d}", REGIONS[n % 70], tuple(sorted(chance.sample(SKILLS, 2)))) for n in range(10_000)]
    pairs = {(f"p{chance.randrange(10_000):06d}", f"91{chance.randrange(TARGETS):016d}") for _ in range(50_000)}
    return targets, people, [Avoidance(one, other, "亲属") for one, other in sorted(pairs)]


def timed(what: str, act: Callable[[], Any]) -> tuple[Any, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    made = act()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"| {what:44} | {cpu:6.1f} s | {wall:6.1f} s |", flush=True)
    return made, cpu


def main() -> None:
    held = lists()
    ratio = Fraction(2000, TARGETS)
    print(f"{TARGETS:,} targets, 10,000 inspectors, {len(held[2]):,} avoidances, load {os.getloadavg()[0]:.1f}")
    print(f"| {'':44} | {'CPU':>8} | {'wall':>8} |")
    promised = {"甲局": "00" * 32, "乙局": "11" * 32}
    given = {"ratios": dict.fromkeys("ABCD", ratio), "commitments": promised, "sources": SOURCES, "load": 3}
    plan, one = timed(
        "lists checked, rooted and put into a plan", lambda: plan_of(id="bench", title="基准", **_named(held), **given)
    )
    key = key_of(plan, [], source_text([list(range(1, 21))]))
    made, two = timed("draw of targets and teams", lambda: draw(plan, key, *held))
    sources = [{"name": "快乐8", "numbers": list(range(1, 21))}]
    text, three = timed("proof file", lambda: json.dumps(proof_of(plan, made, key, *held, {}, sources), ensure_ascii=False))
    timed("peer: random.sample, two people each, unproved", lambda: peer(*held[:2]))
    total = one + two + three
    print(
        f"{len(made.picks):,} picks, {len(made.unfilled)} unfilled, proof {len(text.encode()) / 1e6:.0f} MB, {total:.1f} s CPU, bar {BAR:.0f}"
    )
    if total > BAR:
        print("bars missed: the draw", file=sys.stderr)


def _named(held: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(("targets", "inspectors", "avoidances"), held, strict=True))


def peer(targets: list[Target], people: list[Inspector]) -> list[Any]:
    chance = random.SystemRandom()
    return [(target, chance.sample(people, 2)) for target in chance.sample(targets, 2000)]


main()
