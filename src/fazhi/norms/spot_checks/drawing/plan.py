"""The plan of a draw, put into the ledger before any chance falls: whatever could be chosen later is fixed here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Any

from fazhi.kernel.ledger.log.canonical import canonical

from .lists import Avoidance, Inspector, NotDrawable, Target, must_be_drawable, root_of_list

ALGORITHM = "vdr-1"
PLAN = "fazhi-draw-plan@v1"
TEAM = 2  # 行政处罚法 第四十二条: no fewer than two
DEPARTMENTS = 2
# Which of an inspector's traits must fit, pool after pool: the first in which enough are left is taken.
POOLS = (("region", "skills"), ("skills",))


def plan_of(  # noqa: PLR0913  (a plan is what it fixes)
    *,
    id: str,
    title: str,
    targets: Sequence[Target],
    inspectors: Sequence[Inspector],
    avoidances: Sequence[Avoidance] = (),
    ratios: Mapping[str, Fraction],
    commitments: Mapping[str, str],
    sources: Sequence[Mapping[str, str]],
    fallbacks: Sequence[Mapping[str, str]] = (),
    matters: Sequence[str] = (),
    team: int = TEAM,
    load: int = 0,
    pools: Sequence[Sequence[str]] = POOLS,
    reveal_by: str = "",
) -> dict[str, Any]:
    """The plan as canonical JSON can hold it; `load` 0 is no cap. Raises `NotDrawable` for what could not be drawn fairly."""
    must_be_drawable(targets, inspectors, avoidances)
    _must_be_shared(commitments, sources, team)
    return {
        "format": PLAN,
        "algorithm": ALGORITHM,
        "id": id,
        "title": title,
        "matters": list(matters),
        "targets": root_of_list(targets),
        "inspectors": root_of_list(inspectors),
        "avoidances": root_of_list(avoidances),
        "strata": list(_strata(targets, ratios)),
        "team": team,
        "load": load,
        "pools": [list(pool) for pool in pools],
        "codes": [{"department": name, "commitment": commitments[name]} for name in sorted(commitments)],
        "sources": [dict(source) for source in sources],
        "fallbacks": [dict(source) for source in fallbacks],
        "reveal_by": reveal_by,
    }


def _must_be_shared(commitments: Mapping[str, str], sources: Sequence[Mapping[str, str]], team: int) -> None:
    if len(commitments) < DEPARTMENTS or len(set(commitments.values())) < len(commitments):
        raise NotDrawable("至少两个部门各交一个不同的承诺值，任何一方都不能单独决定结果")
    if not sources:
        raise NotDrawable("至少要写一个公开随机源，以及它公布的时间和地方")
    if team < TEAM:
        raise NotDrawable("每个检查对象的检查人员不得少于两人（行政处罚法第四十二条）")


def _strata(targets: Iterable[Target], ratios: Mapping[str, Fraction]) -> Iterable[dict[str, Any]]:
    sizes = Counter(target.stratum for target in targets)
    if missing := sorted(set(sizes) - set(ratios)):
        raise NotDrawable(f"风险等级“{'、'.join(missing)}”没有写抽查比例")
    for code in sorted(ratios):
        ratio = Fraction(ratios[code])
        if not 0 <= ratio <= 1:
            raise NotDrawable(f"风险等级“{code}”的抽查比例应当在 0 到 1 之间")
        yield {"code": code, "size": sizes[code], "numerator": ratio.numerator, "denominator": ratio.denominator}


def quota(stratum: Mapping[str, Any]) -> int:
    """How many are drawn of a stratum: ceil(size × ratio), in whole numbers."""
    return -(-stratum["size"] * stratum["numerator"] // stratum["denominator"])


def fingerprint(plan: Mapping[str, Any]) -> str:
    """SHA-256 of the plan in canonical form: what the ledger commits to."""
    return sha256(canonical(dict(plan))).hexdigest()
