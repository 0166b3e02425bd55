"""What the passing of time does: reminders given once, outcomes the law deems to have happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.querysets import within
from fazhi.kernel.records.restricted import open_to

from . import clocks
from .declared import Flow
from .doors import take
from .models import Reminder
from .refusals import NotAllowed

FARTHEST = 60  # days ahead that are looked at


def remind(today: date) -> int:
    """Give each reminder that is due, exactly once however often it runs; the number of new ones."""
    before = Reminder.objects.count()
    for flow in registry.on("flows").values():
        soon = flow.model.objects.filter(due_on__lte=today + timedelta(days=FARTHEST))
        Reminder.objects.bulk_create(_reminders(flow, soon.iterator(2000), today), ignore_conflicts=True, batch_size=500)
    return Reminder.objects.count() - before


def _reminders(flow: type[Flow], cases: Iterator[Any], today: date) -> list[Reminder]:
    return [
        _reminder(case, row, ahead, today)
        for case in cases
        for row in clocks.running(case)
        if row["state"] == "running" and row["due"]
        for ahead in _distances(flow, row, (date.fromisoformat(row["due"]) - today).days)
    ]


def _distances(flow: type[Flow], row: clocks.Running, left: int) -> Iterator[int]:
    """The nearest distance that has been reached; and -1 when the day has passed."""
    clock = flow.clock_named(row["name"])
    if left < 0:
        yield -1
    elif reached := [ahead for ahead in (clock.remind if clock else ()) if left <= ahead]:
        yield min(reached)


def _reminder(case: Any, row: clocks.Running, ahead: int, today: date) -> Reminder:
    due = date.fromisoformat(row["due"])
    told = (
        f"已超过{row['label']}（{due:%m月%d日}）"
        if ahead < 0
        else f"距{row['label']}届满还有 {(due - today).days} 天（{due:%m月%d日}）"
    )
    return Reminder(
        of=registry.label(case),
        record_id=case.pk,
        clock=row["name"],
        due_on=due,
        ahead=ahead,
        path=case.path,
        person_id=case.handler_id,
        sentence=f"{case.title}：{told}"[:300],
        at=timezone.now(),
    )


def reminders_for(person: Person) -> Any:
    """The reminders that nobody has seen yet: one's own first, then those of one's units."""
    return Reminder.objects.filter(within(person.scope()), open_to(person), seen_at=None).order_by("due_on", "-id")


def lapse(today: date) -> list[Any]:
    """Take every step that time takes: the outcome is dated the day after the last day, whenever this runs."""
    return [case for flow in registry.on("flows").values() for case in _lapsed(flow, today)]


def _lapsed(flow: type[Flow], today: date) -> Iterator[Any]:
    if not any(clock.lapses for clock in flow.every_clock()):
        return
    for case in flow.model.objects.filter(due_on__lt=today).select_related("unit"):
        for row in clocks.run_out(case, today):
            clock = flow.clock_named(row["name"])
            if clock and clock.lapses and (done := _take(flow, clock.lapses, case, row)):
                yield done
                break


def _take(flow: type[Flow], name: str, case: Any, row: clocks.Running) -> Any:
    day = date.fromisoformat(row["due"]) + timedelta(days=1)
    at = timezone.make_aware(datetime.combine(day, time()))
    key = f"lapse:{registry.label(case)}:{case.pk}:{row['name']}:{row['due']}"
    try:
        return take(name, case, None, reason=f"{row['label']}届满", at=at, via="schedule", key=key[:64])
    except NotAllowed:
        return None
