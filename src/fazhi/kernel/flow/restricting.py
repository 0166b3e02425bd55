"""Restricting who may see a record, and lifting it: each an act with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fazhi.kernel.calendar.moments import today
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Grant, Person
from fazhi.kernel.org.paths import lineage
from fazhi.kernel.org.roles import LEADER
from fazhi.kernel.records import restricted
from fazhi.kernel.records.querysets import lock
from fazhi.kernel.records.restricted import Restriction

from .models import Reminder
from .refusals import NotAllowed

LAW = "个人信息保护法 第二十八条第二款"


def may_restrict(record: Any, person: Person) -> bool:
    """Who handles a record, registers such records there, or leads there."""
    return getattr(record, "handler_id", None) == person.pk or person.may_at(record.path, LEADER, *record.keepers())


def may_lift(restriction: Restriction, person: Person) -> bool:
    return restriction.approver_id == person.pk


def near(record: Any) -> QuerySet[Person]:
    """Whoever might be named: people with a reading role over the record's place."""
    held = Grant.objects.on(today()).filter(role__in=record.readers, unit__path__in=lineage(record.path))
    return Person.objects.on(today()).filter(pk__in=held.values("person")).select_related("unit")


@transaction.atomic
def restrict(record: Any, person: Person, ground: str, approver: Person, people: Iterable[Person], reason: str) -> Restriction:
    """Close a record to all but the team, its handler and the approver; raises NotAllowed or ValidationError."""
    if not may_restrict(record, person):
        raise NotAllowed("限制查阅由承办人、登记人员或者领导办理，您没有这个岗位", LAW)
    if not reason.strip():
        raise ValidationError({"reason": "限制查阅必须写明理由"})
    locked = lock(record)
    if restricted.of(locked):
        raise ValidationError("这一件已经限制查阅")
    made = Restriction.objects.create(
        of=record._meta.label_lower,
        record_id=record.pk,
        ground=ground,
        reason=reason.strip(),
        approver=approver,
        since=timezone.now(),
        set_by=person,
    )
    made.people.set({each.pk for each in (*people, person, getattr(record, "handler", None)) if each is not None})
    Reminder.objects.filter(of=made.of, record_id=record.pk, person=None).delete()
    book.write(book.Act(locked, "restrict", f"限制查阅：{made}", actor=person, reason=reason, law=LAW))
    return made


@transaction.atomic
def lift(record: Any, person: Person, reason: str) -> None:
    """Open a record again; the approver's act, with its reason."""
    locked, found = lock(record), restricted.of(record)
    if found is None:
        raise ValidationError("这一件没有限制查阅")
    if not may_lift(found, person):
        raise NotAllowed(f"解除限制由核准人{found.approver}办理", LAW)
    if not reason.strip():
        raise ValidationError({"reason": "解除限制必须写明理由"})
    Restriction.objects.filter(pk=found.pk).update(lifted_at=timezone.now(), lifted_by=person, lift_reason=reason.strip())
    book.write(book.Act(locked, "lift", "解除限制查阅", actor=person, reason=reason, law=LAW))
