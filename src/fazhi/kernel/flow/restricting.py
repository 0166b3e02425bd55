"""Restricting who may see a record, by hand or by the rule; letting more see it, and lifting it: each an act with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.calendar.moments import today
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Grant, Person, Unit
from fazhi.kernel.org.paths import lineage
from fazhi.kernel.org.roles import LEADER, Role
from fazhi.kernel.records import restricted
from fazhi.kernel.records.querysets import lock
from fazhi.kernel.records.restricted import Ground, Restriction

from .models import Reminder
from .refusals import NotAllowed
from .telling import tell_each

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


def narrow(record: Any, person: Person | None, grounds: list[Ground]) -> Restriction | None:
    """Close a record by itself when a fact of class P3 is recorded, within the act's transaction.

    To its team, the nearest who assign, and the nearest leader as approver. What was lifted for a reason stays open.
    """
    known = list(Restriction.objects.filter(of=registry.label(record), record_id=record.pk))
    standing = next((row for row in known if row.lifted_at is None), None)
    fresh = [ground for ground in grounds if not any(row.ground == ground for row in known)]
    if standing or not fresh:
        if standing:
            standing.people.add(*_new_in(standing, record.team()))
        return standing
    heads = nearest(record, record.assigners())
    approver = next(iter(nearest(record, record.openers()) or heads or [person]))
    if approver is None:  # nobody is there yet to whom it could be left
        return None
    made = Restriction.objects.create(
        of=registry.label(record),
        record_id=record.pk,
        ground=fresh[0],
        reason=f"登记的内容{'、'.join(ground.label for ground in fresh)}，按规则自动限制查阅",
        approver=approver,
        since=timezone.now(),
        set_by=person,
        is_automatic=True,
    )
    made.people.set({each.pk for each in (*record.team(), *heads, person) if each is not None})
    Reminder.objects.filter(of=made.of, record_id=record.pk, person=None).delete()
    book.write(book.Act(record, "restrict", f"限制查阅：{made}", actor=person, reason=made.reason, law=LAW, via="rule"))
    told = f"{made}，已自动限制为承办团队和核准人可见，请核对团队"
    tell_each(record, "restricted", told, {approver.pk: approver, **{head.pk: head for head in heads}}.values())
    return made


def pass_down(record: Any, others: Iterable[Any], person: Person | None) -> None:
    """Restrict what a restricted record has opened, within the act's transaction: in its own unit to the same people.

    What is opened of a report does not say who reported, and is open to whoever works on it.
    """
    found = restricted.of(record)
    if found is None or found.ground == Ground.REPORTER:
        return
    for other in others:
        if other.unit_id != record.unit_id:
            narrow(other, person, [Ground(found.ground)])
        elif restricted.of(other) is None:
            made = Restriction.objects.create(
                of=registry.label(other),
                record_id=other.pk,
                ground=found.ground,
                reason=f"随{record.number or record}一并限制查阅",
                approver=found.approver,
                since=timezone.now(),
                set_by=person,
                is_automatic=True,
            )
            made.people.set({*found.people.all(), *other.team()})
            book.write(book.Act(other, "restrict", f"限制查阅：{made}", actor=person, reason=made.reason, law=LAW, via="rule"))


def _new_in(found: Restriction, team: Iterable[Person]) -> list[Person]:
    known = set(found.people.values_list("pk", flat=True))
    return [each for each in team if each.pk not in known]


def nearest(record: Any, roles: tuple[Role, ...]) -> list[Person]:
    """The holders of a role at the record's own place, or at the nearest place above it where there are some."""
    return [grant.person for grant in _nearest(record.path, roles)]


def nearest_unit(unit: Unit, roles: tuple[Role, ...]) -> Unit:
    """The unit itself, or the nearest above it where somebody holds one of the roles."""
    return next((grant.unit for grant in _nearest(unit.path, roles)), unit)


def _nearest(path: str, roles: tuple[Role, ...]) -> list[Grant]:
    held = Grant.objects.on(today()).filter(role__in=roles, unit__path__in=lineage(path)).select_related("person", "unit")
    found = sorted(held, key=lambda grant: (-len(grant.unit.path), grant.pk))
    return [grant for grant in found if grant.unit.path == found[0].unit.path]


def may_widen(restriction: Restriction, record: Any, person: Person) -> bool:
    """The approver, and whoever of the team handles or keeps the record."""
    return may_lift(restriction, person) or (may_restrict(record, person) and restriction.people.filter(pk=person.pk).exists())


@transaction.atomic
def widen(record: Any, person: Person, people: Iterable[Person], reason: str) -> Restriction:
    """Let more people see a restricted record, for a reason; raises NotAllowed or ValidationError."""
    locked, found = lock(record), restricted.of(record)
    if found is None:
        raise ValidationError("这一件没有限制查阅")
    if not may_widen(found, record, person):
        raise NotAllowed(f"增加可以查阅的人，由核准人{found.approver}或者承办团队里的承办人办理", LAW)
    if not reason.strip():
        raise ValidationError({"reason": "扩大查阅范围必须写明理由"})
    fresh = _new_in(found, people)
    if not fresh:
        raise ValidationError({"people": "选的人都已经看得到这一件"})
    found.people.add(*fresh)
    names = "、".join(each.name for each in fresh)
    book.write(book.Act(locked, "widen", f"增加查阅人员：{names}", actor=person, reason=reason, law=LAW))
    return found


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
