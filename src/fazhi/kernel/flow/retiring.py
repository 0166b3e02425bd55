"""保存期限届满: what need not be kept any longer is shown to people; nothing is destroyed unless one of them says so (个人信息保护法 第四十七条第一款第二项)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger import book
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import LEADER
from fazhi.kernel.records.models import Case, record_models
from fazhi.kernel.records.retention import KEEP_YEARS, kept_until

from . import erasing
from .refusals import NotAllowed

LAW = "个人信息保护法 第四十七条第一款第二项"
TOLD = "retention_due"
MOST = 200  # shown and decided at once


@dataclass(frozen=True, slots=True)
class Due:
    """A concluded record whose term has ended."""

    record: Any
    kept_until: date

    @property
    def key(self) -> str:
        return f"{registry.label(type(self.record))}:{self.record.pk}"


def due(on: date, person: Person | None = None) -> Iterator[Due]:
    """Records whose term ended before a day, and that were not erased yet; of one person's view, where one is named."""
    for model in record_models():
        if issubclass(model, Case):
            rows = _concluded(model, on) if person is None else _concluded(model, on).filter(pk__in=_seen(model, person))
            for record in rows.iterator(chunk_size=500):
                if (until := kept_until(record)) and until < on:
                    yield Due(record, until)


def _concluded(model: type[models.Model], on: date) -> Any:
    terms = KEEP_YEARS.value()
    years = terms.get(registry.label(model), terms.get("", 0))
    gone = Event.objects.filter(of=registry.label(model), act="erase", title=erasing.WHOLE).values("record_id")
    # A day more than the years: February has its own ideas, and `kept_until` decides.
    closed = model._base_manager.filter(closed_on__year__lte=on.year - years) if years else model._base_manager.none()
    return closed.exclude(pk__in=gone).select_related("unit").order_by("closed_on", "pk")


def _seen(model: Any, person: Person) -> Any:
    return model.objects.visible_to(person).values("pk")


def confirm(found: Due, person: Person, reason: str) -> Event:
    """Erase what a record says of people, because somebody who leads its unit says so; the record stays, and is counted.

    Raises NotAllowed for anybody else, ValidationError without a reason, UnderDuty where the term has not ended.
    """
    if not person.may_at(found.record.path, LEADER):
        raise NotAllowed(f"保管期满的档案，由{found.record.unit}的领导确认以后才能删除", LAW)
    return erasing.erase(found.record, person, LAW, reason)


def tell(today: date) -> int:
    """Once for each ended term put down in the ledger that it waits for a person, by unit; how many wait in all. Destroys nothing."""
    since = _told_until()
    waiting = list(due(today))
    fresh = Counter(one.record.unit_id for one in waiting if since is None or one.kept_until >= since)
    for unit in Unit.objects.filter(pk__in=fresh).order_by("path"):
        told = f"{fresh[unit.pk]} 件档案保管期满，等待确认"
        at = datetime.combine(today, time(), timezone.get_current_timezone())
        book.write(book.Act(None, TOLD, told, unit=unit, law=LAW, via="schedule", at=at))
    return len(waiting)


def _told_until() -> date | None:
    """The day of the last word on it: what ended before has been told."""
    last = Event.objects.filter(act=TOLD).order_by("-happened_at").values_list("happened_at", flat=True).first()
    return timezone.localdate(last) if last else None
