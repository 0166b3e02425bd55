"""Registers: records without a life of their own (committees, mediators); entered and amended, alone or by the thousand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.models import Record
from fazhi.kernel.records.querysets import lock

from . import acting
from .docket import Docket
from .doors import REFUSED, after_the_other, or_refused, plain, what_changed, written
from .late import Late
from .refusals import NotAllowed, Stale

Parts = dict[str, list[Model]]


def note_entry(
    docket: Docket,
    record: Record,
    person: Person | None,
    at: datetime,
    parts: Parts | None = None,
    *,
    roles: tuple[Role, ...] = (),
    via: str = "desk",
    key: str = "",
    reason: str = "",
) -> None:
    """Check a new record and note it for writing; raises NotAllowed or ValidationError."""
    if not acting.holds(person, record.unit.path, roles or record.keepers()):
        raise NotAllowed(f"您没有在{record.unit.name}登记{record._meta.verbose_name}的权限")
    record.recorded_by, record.event_at, record.version, record.path = person, at, 1, record.unit.path
    docket.open(record, parts or {})
    record.clean_fields(exclude=[column.name for column in record._meta.fields if column.is_relation])
    acting.check(record, [part for rows in (parts or {}).values() for part in rows])
    if record.numbering:
        docket.number(record, timezone.localdate(at).year)
    docket.acted(
        record,
        None,
        book.Act(
            record,
            "register",
            f"登记{record._meta.verbose_name}",
            actor=person,
            stands_in_for=person and person.stood_in_for(record.path, *(roles or record.keepers())),
            at=at,
            changes=acting.filled(record),
            reason=reason,
            via=via,
            key=key,
        ),
    )


def enter(
    record: Record,
    person: Person,
    parts: Parts | None = None,
    *,
    at: datetime | None = None,
    key: str = "",
    late: Late | None = None,
) -> Any:
    """Enter one record into its register; the same key again answers with the record that it entered."""
    key = plain(key)
    try:
        with transaction.atomic():
            docket = Docket()
            if late:
                late.check()
                at = late.at
                late.mark(record)
            note_entry(docket, record, person, at or timezone.now(), parts, key=key, reason=late.told("") if late else "")
            docket.write()
    except REFUSED as refusal:
        return or_refused(key, refusal)
    except IntegrityError:
        return after_the_other(key)
    return written(record)


def note_amendment(
    docket: Docket, record: Record, person: Person, data: dict[str, Any], reason: str, *, via: str = "desk"
) -> dict[str, Any]:
    """Change fields of a locked record and note it; answers what changed. Raises NotAllowed or ValidationError."""
    if not reason.strip():
        raise ValidationError({"reason": "修改登记内容必须写明理由"})
    if not acting.holds(person, record.path, record.keepers()):
        raise NotAllowed("您没有修改这份档案的权限")
    docket.note_before(record)
    values = dict(record.__dict__)
    _mend(record, data)
    changes = book.difference(values, record, list(data))
    if changes:
        record.version += 1
        docket.acted(
            record,
            getattr(record, "state", ""),
            book.Act(
                record,
                "correct",
                "更正登记",
                actor=person,
                stands_in_for=person.stood_in_for(record.path, *record.keepers()),
                changes=changes,
                reason=reason,
                via=via,
            ),
        )
    return changes


@transaction.atomic
def correct(record: Record, person: Person, data: dict[str, Any], *, version: int, reason: str) -> Any:
    """Mend registered particulars, with a reason; states, numbers and clocks are moved by steps alone."""
    locked = lock(record)
    if locked.version != version:
        raise Stale(what_changed(locked, version), locked.version)
    docket = Docket()
    note_amendment(docket, locked, person, data, reason)
    docket.write()
    return locked


@transaction.atomic
def write(dockets: Sequence[Docket]) -> None:
    """Write many noted entries and amendments at once."""
    whole = Docket()
    for docket in dockets:
        whole.take_in(docket)
    whole.write()


def _mend(record: Record, data: dict[str, Any]) -> None:
    errors: dict[str, Any] = {}
    for name, value in data.items():
        column = record._meta.get_field(name)
        if not column.editable:
            raise NotAllowed(f"“{column.verbose_name}”不能直接修改")
        acting.take_in(record, column, value, errors)
    if errors:
        raise ValidationError(errors)
    record.clean()
