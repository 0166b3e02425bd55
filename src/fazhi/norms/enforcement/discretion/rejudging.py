"""What if: past decisions weighed anew by a benchmark that is not adopted yet, case by case; and how far like cases lie apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import fmean, pstdev

from .ranges import Range
from .scales import Scale, Undecided, Weighed
from .weighing import weigh


class Verdict(StrEnum):
    """How a past fine stands to a benchmark."""

    ABOVE = "高于新幅度"
    BELOW = "低于新幅度"
    WITHIN = "仍在幅度内"
    OPEN = "不能按新基准判断"


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a decision: circumstances, base, the level that a person chose, the fine."""

    key: int
    told: Mapping[str, str]
    fine: Decimal
    base: Decimal | None = None
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Rejudged:
    """A past decision under a benchmark; `because` says why nothing can be said."""

    key: int
    verdict: Verdict
    now: Weighed | None = None
    because: str = ""


def rejudge(scale: Scale, pasts: Iterable[Past]) -> Iterator[Rejudged]:
    """Weigh each anew, in their order."""
    for past in pasts:
        try:
            now = weigh(scale, past.told, past.base, past.direction)
        except Undecided as lack:
            yield Rejudged(past.key, Verdict.OPEN, because=str(lack))
        else:
            yield Rejudged(past.key, _verdict(now.range, past.fine), now)


def _verdict(found: Range, fine: Decimal) -> Verdict:
    if found.holds(fine):
        return Verdict.WITHIN
    return Verdict.BELOW if found.low is not None and fine < found.low else Verdict.ABOVE


def spread(places: Iterable[float]) -> float | None:
    """同案不同罚离散度: the coefficient of variation of where fines lie in the law's range, (fine − L)/(U − L); None of fewer than two."""
    found = list(places)
    if len(found) < 2 or not (mean := fmean(found)):
        return None
    return pstdev(found) / mean
