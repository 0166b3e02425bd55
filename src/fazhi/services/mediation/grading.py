"""难易分级 and 民转刑 risk: rules that are tables, with the rule that fired kept and every point explained."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .rules import DIFFICULTY, REPORT_PEOPLE, RISK_LEVELS, RISK_WEIGHTS
from .words import Circumstance, Difficulty, Risk, Signal

if TYPE_CHECKING:
    from .models import Dispute

GRAVE = (Circumstance.DEATH, Circumstance.INJURY, Circumstance.CROSS_COUNTY)
MAJOR = (*GRAVE, Circumstance.MEDIA, Circumstance.CROWD)
HARD = (Circumstance.REPEATED, Circumstance.ORGANS, Circumstance.APPRAISAL)


@dataclass(frozen=True)
class Score:
    """The sum of what each signal weighs, and the level it suggests."""

    points: int
    level: Risk
    reasons: tuple[str, ...]

    def as_words(self) -> str:
        return f"{self.points} 分：{'、'.join(self.reasons)}" if self.reasons else "没有风险信号"


def score(signals: list[str]) -> Score:
    """Add the weights as the city has set them; the level is only a suggestion."""
    weights = RISK_WEIGHTS.value()
    points = sum(weights.get(signal, 0) for signal in signals)
    reasons = tuple(f"{Signal(signal).label} {weights.get(signal, 0)} 分" for signal in signals)
    level = next((Risk(key) for key, least in _from_the_highest(RISK_LEVELS.value()) if points >= least), Risk.BLUE)
    return Score(points, level, reasons)


def _from_the_highest(levels: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(levels.items(), key=lambda item: -item[1])


def why_reported(dispute: "Dispute") -> str:
    """Death, serious injury, several counties, or more people than the city's limit."""
    grave = [Circumstance(key).label for key in dispute.circumstances if key in GRAVE]
    if dispute.people > REPORT_PEOPLE.value(dispute.opened_on):
        grave.append(f"涉及 {dispute.people} 人")
    return "、".join(grave)


def graded(dispute: "Dispute") -> tuple[Difficulty, str]:
    """The strictest rule that fires, with its words."""
    return next(_fired(dispute, DIFFICULTY.value(dispute.opened_on)))


def _fired(dispute: "Dispute", limits: dict[str, int]) -> Iterator[tuple[Difficulty, str]]:
    # What was agreed, once it is: a high claim must not raise the grade, and with it the subsidy.
    people, amount = dispute.people, (dispute.agreement_amount if dispute.is_agreed else dispute.claimed) or 0
    if why := why_reported(dispute):
        yield Difficulty.MAJOR, why
    yield from _circumstantial(dispute, MAJOR, Difficulty.MAJOR)
    yield from _numeric(Difficulty.MAJOR, (people, limits["major_people"], "人"), (amount, limits["major_amount"], "元"))
    yield from _circumstantial(dispute, HARD, Difficulty.HARD)
    yield from _numeric(
        Difficulty.HARD,
        (people, limits["hard_people"], "人"),
        (amount, limits["hard_amount"], "元"),
        (dispute.session_count, limits["hard_sessions"], "次调解"),
    )
    if dispute.result == "oral":
        yield Difficulty.SIMPLE, "当场达成口头协议"
    yield Difficulty.ORDINARY, "不具备其他情形"


def _circumstantial(dispute: "Dispute", keys: tuple[Circumstance, ...], level: Difficulty) -> Iterator[tuple[Difficulty, str]]:
    for key in keys:
        if key in dispute.circumstances:
            yield level, key.label


def _numeric(level: Difficulty, *measures: tuple[Any, int, str]) -> Iterator[tuple[Difficulty, str]]:
    for value, least, unit in measures:
        if value >= least:
            yield level, f"达到 {least} {unit}"
