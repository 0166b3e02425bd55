"""The clocks that run on a case: they live in the case's own row, so a step reads and writes them with it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any

from fazhi.kernel.calendar import Period, Reckoning, UnknownYear, day_start, legal_day, reckon

from .declared import Clock, Due, Flow, flow_of

# name, label, start, due, state: running|paused|met|missed|void, pauses, extra, ended, law;
# not_before where the year's holidays are not announced; a clock of hours also has the moments begun_at and ends_at, and is late within its last day.
Running = dict[str, Any]


def period_of(due: Due, case: Any) -> Period | None:
    """The period of a clock, which a case may choose by its kind."""
    return due if due is None or isinstance(due, Period) else due(case)


def begin(case: Any, flow: type[Flow], on: date, at: datetime | None = None) -> None:
    """What registering starts: the clock of the first state, and those that run from there across states."""
    if flow.start.clock:
        start(case, flow.start.clock, on, at)
    for clock in flow.clocks.values():
        if clock.starts_with(flow.register):
            start(case, clock, on, at)


def start(case: Any, clock: Clock, on: date, at: datetime | None = None) -> None:
    """Begin to count, hours from the moment of the act; a clock that already runs begins anew."""
    period = period_of(clock.period, case)
    begin = clock.since(case) if clock.since else on
    if period is not None and period.in_hours and not isinstance(begin, datetime):
        begin = at or (begin and day_start(begin))
    if period is None or begin is None:
        return
    case.clocks = [row for row in case.clocks if row["name"] != clock.name]
    case.clocks.append(
        {
            "name": clock.name,
            "label": clock.label,
            "start": legal_day(begin).isoformat(),
            **_ends(period, begin),
            "state": "running",
            "pauses": [],
            "extra": 0,
            "law": period.law,
            "length": str(period),
        }
    )


def carry(name: str, before: Any, after: Any) -> None:
    """Let a clock of one case run on in another, with the pauses and extensions it had; both flows declare it alike."""
    for row in before.clocks:
        if row["name"] == name:
            kept = {key: value for key, value in row.items() if key != "ended"}
            after.clocks = [each for each in after.clocks if each["name"] != name]
            after.clocks.append(deepcopy(kept) | {"state": "running"})
            after.due_on = nearest_due(after)


def _ends(period: Period, begin: date | datetime) -> dict[str, Any]:
    """The last day, or None while the year's holidays are not published: then nothing is claimed to be in time."""
    try:
        last = period.due(begin)
    except UnknownYear:
        return {"due": None, "not_before": period.not_before(begin).isoformat(), **_begun(begin)}
    moments = {"ends_at": last.isoformat()} if isinstance(last, datetime) else {}
    return {"due": legal_day(last).isoformat(), **moments, **_begun(begin)}


def _begun(begin: date | datetime) -> dict[str, str]:
    return {"begun_at": begin.isoformat()} if isinstance(begin, datetime) else {}


def begin_of(row: Running) -> date | datetime:
    """From when a clock runs: a day, or for hours a moment."""
    return datetime.fromisoformat(row["begun_at"]) if row.get("begun_at") else date.fromisoformat(row["start"])


def end_of(row: Running) -> date | datetime | None:
    """Until when: a day, or for hours a moment; None while nobody can say."""
    if row.get("ends_at"):
        return datetime.fromisoformat(row["ends_at"])
    return date.fromisoformat(row["due"]) if row["due"] else None


def _has_passed(row: Running, on: date, at: datetime | None) -> bool:
    if row.get("ends_at") and at is not None:
        return at > datetime.fromisoformat(row["ends_at"])
    return bool(row["due"]) and on.isoformat() > row["due"]


def stop(case: Any, name: str, on: date, at: datetime | None = None) -> None:
    """Stop counting; whether the day was kept stays on record."""
    for row in running(case):
        if row["name"] == name:
            late = row["state"] == "running" and _has_passed(row, on, at)
            clock = flow_of(case).clock_named(name)
            missed = late and not (clock and clock.theirs)
            row |= {"state": "missed" if missed else "void" if late else "met", "ended": on.isoformat()}
            case.overran = case.overran or missed


def pause(case: Any, on: date, reason: str, approver: str, names: tuple[str, ...] = ()) -> None:
    """Stop the days of these clocks from counting, from this day on, with who did and why; of all, where none is named."""
    for row in running(case):
        if names and row["name"] not in names:
            continue
        row["pauses"].append([on.isoformat(), None])
        row.setdefault("halts", []).append({"since": on.isoformat(), "reason": reason, "approver": approver})
        row["state"] = "paused"


def resume(case: Any, on: date) -> None:
    """Let the days count again; the last day moves by the days that did not count."""
    for row in running(case):
        if row["state"] == "paused":
            row["pauses"][-1][1] = on.isoformat()
            row["state"] = "running"
            _renew(case, row)


def extend(case: Any, name: str, by: int, reason: str, approver: str) -> None:
    """Lengthen a clock by so many of its own units, with who allowed it and why."""
    for row in running(case):
        if row["name"] == name:
            row["extra"] += by
            row.setdefault("extensions", []).append({"by": by, "reason": reason, "approver": approver})
            _renew(case, row)


def _renew(case: Any, row: Running) -> None:
    row["due"] = due_anew(case, row)


def due_anew(case: Any, row: Running) -> str | None:
    """The last day counted with the calendar as it is now; None while it pauses or the year is unknown."""
    reckoning = explained(case, row)
    if reckoning and isinstance(reckoning.due, datetime):
        row["ends_at"] = reckoning.due.isoformat()
    return legal_day(reckoning.due).isoformat() if reckoning and reckoning.due else None


def running(case: Any) -> Iterator[Running]:
    """The clocks that have not ended."""
    return (row for row in case.clocks if row["state"] in ("running", "paused"))


def nearest(case: Any) -> Running | None:
    """The clock that ends next."""
    return min((row for row in running(case) if row["state"] == "running" and day_of(row)), key=day_of, default=None)


def day_of(row: Running) -> str:
    """The last day of a clock; where holidays are not announced, the day before which it cannot end."""
    return row["due"] or row.get("not_before") or ""


def nearest_due(case: Any) -> date | None:
    """The day by which something must happen next; where holidays are not announced, the day before which it need not."""
    row = nearest(case)
    return date.fromisoformat(day_of(row)) if row else None


def explained(case: Any, row: Running) -> Reckoning | None:
    """Day by day, why this is the last day; None when the declaration or the year is unknown."""
    clock = flow_of(case).clock_named(row["name"])
    period = clock and period_of(clock.period, case)
    if not period:
        return None
    pauses = [(date.fromisoformat(a), date.fromisoformat(b) if b else None) for a, b in row["pauses"]]
    try:
        return reckon(period, begin_of(row), pauses, row["extra"])
    except UnknownYear:
        return None


def move(case: Any, flow: type[Flow], before: str, step: Any, on: date, at: datetime | None = None) -> None:
    """What a step does to the clocks: end what it ends, begin what it begins."""
    entered = case.state if case.state != before else None
    if entered and (old := flow.states[before].clock) and not (step.pauses or step.resumes):
        stop(case, old.name, on, at)
    for clock in flow.clocks.values():
        if clock.stops_with(step):
            stop(case, clock.name, on, at)
    for name in step.ends:
        stop(case, name, on, at)
    if entered and (new := flow.states[entered].clock) and not step.resumes:
        start(case, new, on, at)
    for clock in flow.clocks.values():
        if clock.starts_with(step):
            start(case, clock, on, at)
    if flow.states[case.state].final:
        end_all(case, on)


def end_all(case: Any, on: date) -> None:
    """Nothing runs on a finished case."""
    for row in list(running(case)):
        stop(case, row["name"], on)


def run_out(case: Any, today: date) -> list[Running]:
    """The running clocks whose last day has passed."""
    yesterday = (today - timedelta(days=1)).isoformat()
    return [row for row in running(case) if row["state"] == "running" and row["due"] and row["due"] <= yesterday]
