"""When the calendar changes, the ledger is told, and every running clock is counted anew, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.calendar.models import Changes, DayOff, on_change
from fazhi.kernel.ledger import book

from . import clocks
from .declared import Flow
from .docket import Docket

AT_ONCE = 1000
TITLE = "放假安排变化，期限重新计算"


def follow(changes: Changes) -> None:
    """Tell the ledger which days changed, then move the due days that depend on them."""
    book.write(book.Act(DayOff(), "calendar", "放假与补班安排变化", changes=changes, via="console"))
    for flow in registry.on("flows").values():
        for cases in _open_cases(flow):
            docket = Docket()
            for case in cases:
                _recount(docket, case, last_changed=max(changes))
            docket.write()


def _open_cases(flow: type[Flow]) -> Iterator[list[Any]]:
    """The cases that are not closed, locked, so many at once."""
    keys = list(flow.model.objects.filter(closed_on=None).values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        cases = flow.model.objects.select_for_update(of=("self",)).select_related("unit")
        yield list(cases.filter(pk__in=keys[start : start + AT_ONCE]))


def _recount(docket: Docket, case: Any, last_changed: str) -> None:
    docket.note_before(case)
    if moved := dict(_moved(case, last_changed)):
        case.due_on, case.version = clocks.nearest_due(case), case.version + 1
        docket.acted(case, case.state, book.Act(case, "recount", TITLE, changes=moved, via="calendar"))


def _moved(case: Any, last_changed: str) -> Iterator[tuple[str, list[str | None]]]:
    """The clocks whose last day is another now: label → [old, new]."""
    for row in clocks.running(case):
        if row["state"] == "running" and row["start"] <= last_changed and (due := clocks.due_anew(case, row)) != row["due"]:
            yield row["label"], [row["due"], due]
            row["due"] = due


on_change.append(follow)
