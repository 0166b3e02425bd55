"""Whole lives at once: cases that come from a ledger run through the same gates, and are written by the thousand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Model, prefetch_related_objects
from django.utils import timezone

from fazhi.kernel.calendar.moments import legal_day
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.models import parts_of
from fazhi.kernel.records.rowkeys import next_keys

from . import acting
from .acting import Acting
from .declared import Step, flow_of
from .docket import Docket
from .doors import written
from .refusals import NotAllowed


class Life:
    """One case lived in memory: register, then step after step, each at its own time; a refusal leaves nothing behind."""

    def __init__(self, case: Any, via: str = "import") -> None:
        self.case = case
        self.flow = flow_of(case)
        self.docket = Docket()
        self.via = via
        if not case._state.adding:
            # Steps follow one another before anything is written: what they add must be seen by the next one's gates.
            prefetch_related_objects([case], *parts_of(type(case)))

    def begin(self, person: Person | None, at: date, parts: dict[str, list[Model]] | None = None, key: str = "") -> None:
        """Register; raises NotAllowed or ValidationError."""
        acting.begin(Acting(self.docket, person, moment(at), via=self.via, key=key), self.case, parts or {}, self.flow)

    def take(
        self,
        step: Step,
        person: Person | None,
        at: date,
        data: dict[str, Any] | None = None,
        reason: str = "",
        part: Model | None = None,
    ) -> None:
        """Take a step; raises NotAllowed or ValidationError."""
        via = "schedule" if step.is_automatic_only else self.via
        acting.perform(Acting(self.docket, person, moment(at), data or {}, reason, part, via), self.case, step, self.flow)


def moment(at: date) -> datetime:
    """A ledger knows the day, or a moment of the place's own clock; the hour it does not know is the start of office hours."""
    at = at if isinstance(at, datetime) else datetime.combine(at, time(9))
    return timezone.make_aware(at) if timezone.is_naive(at) else at


def has_come(what: str, on: date) -> None:
    """A ledger tells what was done; nothing was done tomorrow."""
    if legal_day(on) > timezone.localdate():
        raise NotAllowed(f"“{what}”的日期 {on} 还没有到，台账只登记已经办理的事")


def give_keys(cases: Sequence[Any]) -> None:
    """Reserve the primary keys of cases that will be written together; within the transaction that writes them."""
    for case, key in zip(cases, next_keys(type(cases[0]), len(cases)) if cases else (), strict=True):
        case.pk = key


@transaction.atomic
def write(lives: Sequence[Life]) -> None:
    """Write whole lives in a few statements each thousand."""
    docket = Docket()
    for life in lives:
        docket.take_in(life.docket)
    docket.write()
    for life in lives:
        written(life.case)
