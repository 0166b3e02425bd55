"""Telling whoever works on a case what it did not do itself: what one of the public did, or what a rule did by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.calendar.moments import today

from .models import Reminder

if TYPE_CHECKING:
    from .acting import Acting
    from .declared import Step

NEWS = "news:"  # in the place of a clock's name


def tell(case: Any, key: str, sentence: str, person: Any = None) -> None:
    """One sentence to the handler, to somebody named, or to the case's unit; the same on one day once."""
    Reminder.objects.bulk_create([_told(case, key, sentence, person)], ignore_conflicts=True)


def tell_each(case: Any, key: str, sentence: str, people: Iterable[Any]) -> None:
    """The same sentence to several, each of whom has it once."""
    told = [_told(case, f"{key}:{person.pk}", sentence, person) for person in people]
    Reminder.objects.bulk_create(told, ignore_conflicts=True)


def _told(case: Any, key: str, sentence: str, person: Any) -> Reminder:
    return Reminder(
        of=registry.label(case),
        record_id=case.pk,
        clock=f"{NEWS}{key}"[:60],
        due_on=today(),
        ahead=0,
        path=case.path,
        person_id=person.pk if person else case.handler_id,
        sentence=f"{case.title}：{sentence}"[:300],
        at=timezone.now(),
    )


def tell_of_the_public(case: Any, step: Step, act: Acting) -> None:
    """What was done from outside waits for somebody to look."""
    who = act.holder.known_as if act.holder else "群众"
    tell(case, f"{step.name}:{act.part.pk if act.part else ''}", f"{who}在网上办理了“{step.label}”")


def is_news(row: Reminder) -> bool:
    """Whether a reminder tells what happened, not by when something is due."""
    return row.clock.startswith(NEWS)
