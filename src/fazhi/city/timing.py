"""How long a mediation takes: within its limit mostly, suspended or extended at times, late in about 2%."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from fazhi.city.docket import Case
from fazhi.city.people import Row
from fazhi.city.stories import APPRAISALS

LABOUR, MEDICAL = ("10", "11"), "15"
APPRAISED = {"15": (2, 0.22), "06": (0, 0.05), "16": (0, 0.05), "03": (1, 0.04)}
LATE_SHARE, EXTENDED_SHARE = 0.024, 0.03
# Days that leave no doubt: 28 are within any month, 45 are beyond one even when the last day rolls over a long holiday.
WITHIN = 28
LATE = {"labour": (30, 40), "medical": (66, 80), "general": (45, 60)}
ROOM = 90


@dataclass(frozen=True)
class Course:
    accepted: date
    ended: date
    marks: Row = field(default_factory=dict)

    def is_running(self, day: date) -> bool:
        paused, resumed = self.marks.get("中止日期"), self.marks.get("恢复日期")
        return not (paused and resumed and paused < day < resumed)


def course(rng: Random, case: Case) -> Course:
    start = case.taken_on
    room = (case.by - start).days
    if case.oral or case.fate in ("doubled", "transferred"):
        return Course(start, start + timedelta(min(room, rng.choices((0, 1, 2), (84, 11, 5))[0])))
    drawn = rng.random()
    if room > ROOM and case.agreed | (case.fate == "failed"):
        if drawn < LATE_SHARE:
            return Course(start, start + timedelta(rng.randint(*LATE[limit_of(case)])))
        if drawn < LATE_SHARE + EXTENDED_SHARE and limit_of(case) == "general":
            return extended(rng, start)
        if drawn > 1 - APPRAISED.get(case.kind, (0, 0))[1]:
            return appraised(rng, case, start)
    return Course(start, start + timedelta(min(room, days_taken(rng, case))))


def limit_of(case: Case) -> str:
    return "labour" if case.kind in LABOUR else "medical" if case.kind == MEDICAL else "general"


def days_taken(rng: Random, case: Case) -> int:
    """Labour has fifteen days from the application, which may lie two days before the acceptance."""
    most = 12 if case.kind in LABOUR else WITHIN
    least = 0 if case.agreed else 2
    return min(most, max(least, int(rng.lognormvariate(1.6 if case.agreed else 2.2, 0.85))))


def extended(rng: Random, start: date) -> Course:
    marks: Row = {"延期同意日期": start + timedelta(rng.randint(18, 27)), "延期至": start + timedelta(60)}
    return Course(start, start + timedelta(rng.randint(33, 58)), marks)


def appraised(rng: Random, case: Case, start: date) -> Course:
    paused = start + timedelta(rng.randint(2, 6))
    resumed = paused + timedelta(rng.randint(10, 40))
    marks: Row = {"中止日期": paused, "中止原因": APPRAISALS[APPRAISED[case.kind][0]], "恢复日期": resumed}
    return Course(start, resumed + timedelta(rng.randint(1, 8)), marks)


def sessions(rng: Random, case: Case, way: Course) -> list[date]:
    """The last session is the day of the result; none is held while the case is suspended. A transfer may need none."""
    if case.fate in ("doubled", "transferred"):
        return []
    between = [way.accepted + timedelta(n) for n in range((way.ended - way.accepted).days)]
    running = [day for day in between if way.is_running(day)]
    more = 0 if case.oral else rng.choices((0, 1, 2, 3, 4), (66, 22, 7, 3, 2))[0]
    return [*sorted(rng.sample(running, min(more, len(running)))), way.ended]
