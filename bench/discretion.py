"""What if: 100,000 past decisions weighed anew by a benchmark of each model, in one process."""

import random
import time
from decimal import Decimal

from rich.console import Console
from rich.table import Table

from fazhi.norms.enforcement.discretion import Past, Range, Row, Scale, Verdict, rejudge

AMOUNT = 100_000
FACTORS = {f"因素{number}": [f"情形{grade}" for grade in range(5)] for number in range(6)}


def scales() -> dict[str, Scale]:
    """One of each model, of six factors or their like."""
    law = Range(Decimal(10_000), Decimal(1_000_000))
    weights = tuple(
        Row(name, grade, weight=Decimal(place * 3)) for name, grades in FACTORS.items() for place, grade in enumerate(grades)
    )
    first, second = list(FACTORS.values())[:2]
    cells = tuple(
        Row(
            "因素0", grade, low=Decimal(10_000 + 20_000 * (i * 5 + j)), high=Decimal(30_000 + 20_000 * (i * 5 + j)), column=column
        )
        for i, grade in enumerate(first)
        for j, column in enumerate(second)
    )
    tiers = tuple(
        Row("", grade, level, low=law.low, high=law.high)
        for grade, level in zip(first, ("lighter", "usual", "usual", "heavier", "grave"), strict=True)
    )
    return {
        "weights": Scale("weights", law, weights),
        "matrix": Scale("matrix", law, cells, second="因素1"),
        "tiers": Scale("tiers", law, tiers),
        "bands": Scale("bands", law),
    }


def pasts(model: str) -> list[Past]:
    chance = random.Random(4)
    told = [{name: chance.choice(grades) for name, grades in FACTORS.items()} for _ in range(AMOUNT)]
    if model == "tiers":
        told = [{each["因素0"]: "是"} for each in told]
    return [Past(key, each, Decimal(chance.randrange(10_000, 1_000_000)), direction="usual") for key, each in enumerate(told)]


def main() -> None:
    table = Table(title=f"{AMOUNT:,} past decisions, one process")
    for head in ("model", "seconds", "bar", "kept", "within", "above", "below", "open"):
        table.add_column(head)
    for model, scale in scales().items():
        told = pasts(model)
        begun = time.perf_counter()
        counts = dict.fromkeys(Verdict, 0)
        for found in rejudge(scale, told):
            counts[found.verdict] += 1
        spent = time.perf_counter() - begun
        told_of = [str(counts[each]) for each in (Verdict.WITHIN, Verdict.ABOVE, Verdict.BELOW, Verdict.OPEN)]
        table.add_row(model, f"{spent:.2f}", "≤10 s", "yes" if spent <= 10 else "NO", *told_of)
    Console().print(table)


main()
