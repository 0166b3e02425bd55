"""等级评定: what a mediator has done, beside what the city asks of each grade; the rating itself is given by people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Q, QuerySet

from fazhi.kernel import registry

from .rules import GRADE_CONDITIONS
from .words import AGREED, AlertOutcome, Grade, Result

if TYPE_CHECKING:
    from .models import Mediator

DAYS_IN_YEAR = 365.25


@dataclass(frozen=True)
class Achievement:
    """Years of service, disputes concluded, and per cent of these agreed and agreed by word of mouth."""

    years: int
    cases: int
    success: int
    oral: int
    escalated: int = 0
    hours: int = 0

    def __str__(self) -> str:
        told = f"任职满 {self.years} 年，办结 {self.cases} 件"
        return f"{told}，成功率 {self.success}%，口头协议 {self.oral}%" if self.cases else told


def achieved(mediator: "Mediator", on: date) -> Achievement:
    """One dispute counts once, and only where the mediator was not recused."""
    own = Q(mediators__mediator=mediator, mediators__is_recused=False)
    done = registry.model("mediation.dispute").objects.filter(own, accepted_on__isnull=False, result_on__lte=on, is_false=False)
    roots = done.aggregate(
        cases=Count("root_key", distinct=True),
        agreed=Count("root_key", filter=Q(result__in=AGREED), distinct=True),
        oral=Count("root_key", filter=Q(result=Result.ORAL), distinct=True),
        first=Min("accepted_on"),
    )
    since = min(filter(None, (roots["first"], mediator.term_from)))
    cases = roots["cases"]
    shares = (100 * roots[name] // cases if cases else 0 for name in ("agreed", "oral"))
    years, escalated = int((on - since).days / DAYS_IN_YEAR), _escalated(done)
    return Achievement(years, cases, *shares, escalated, mediator.training_hours)


def _escalated(done: "QuerySet[Any]") -> int:
    """Disputes that became a crime or a riot all the same."""
    return done.filter(alerts__outcome=AlertOutcome.ESCALATED).values("root_key").distinct().count()


def lacking(done: Achievement, asked: dict[str, int]) -> Iterator[str]:
    """What is missing for a grade, in words."""
    if done.years < asked.get("years", 0):
        yield f"任职未满 {asked['years']} 年"
    if done.cases < asked.get("cases", 0):
        yield f"办结不足 {asked['cases']} 件"
    if done.success < asked.get("success_least", 0):
        yield f"成功率不足 {asked['success_least']}%"
    if done.oral > asked.get("oral_most", 100):
        yield f"口头协议超过 {asked['oral_most']}%"
    if done.escalated > asked.get("escalated_most", done.escalated):
        yield f"有 {done.escalated} 件激化"
    if done.hours < asked.get("hours_least", 0):
        yield f"培训不足 {asked['hours_least']} 学时"


def told(mediator: "Mediator", on: date) -> str:
    """What was done, and for each grade that the city has conditions for, the lowest first, whether they are met."""
    done = achieved(mediator, on)
    grades = (
        f"{Grade(grade).label}：{'、'.join(lacks) if (lacks := list(lacking(done, asked))) else '符合条件'}"
        for grade, asked in sorted(GRADE_CONDITIONS.value(on).items(), reverse=True)
    )
    return "；".join((str(done), *grades))
