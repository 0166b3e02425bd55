"""Who looked at sensitive data: by duty once a record and day, without one only for a reason; kept apart from what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person

from .fields import SensitiveText

NEWEST = 20
TAKEN = ("reveal", "release")  # acts of the ledger that told somebody sensitive data


class Reading(models.Model):
    """Somebody read the sensitive texts of a record in full, because they work on it."""

    of = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="查阅人")
    day = models.DateField("日期")
    at = models.DateTimeField("时间")
    what = models.CharField("内容", max_length=60)
    via = models.CharField("途径", max_length=20)

    class Meta:
        verbose_name = verbose_name_plural = "查阅记录"
        constraints = [models.UniqueConstraint(fields=["of", "record_id", "person", "day", "what"], name="read_once_a_day")]
        indexes = [models.Index(fields=["of", "record_id", "-at"], name="readings_of")]


@dataclass(frozen=True, slots=True)
class Look:
    """One line of who looked: the person, when, at what, and why."""

    person: str
    at: datetime
    what: str
    reason: str


def note(records: Iterable[Any], person: Person, what: str, via: str = "desk") -> None:
    """Note that these records were read in full; a second time on the same day adds nothing."""
    now = timezone.now()
    day = timezone.localdate(now)
    rows = [Reading(of=registry.label(r), record_id=r.pk, person=person, day=day, at=now, what=what, via=via) for r in records]
    Reading.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def looks_at(record: Any) -> list[Look]:
    """The newest looks at a record, by duty and for a reason."""
    mine = {"of": registry.label(record), "record_id": record.pk}
    read = Reading.objects.filter(**mine).select_related("person").order_by("-at")[:NEWEST]
    asked = Event.objects.filter(**mine, act__in=TAKEN).select_related("actor").order_by("-id")[:NEWEST]
    looks = [Look(str(row.person), row.at, row.what, "履行职责") for row in read]
    looks += [Look(str(event.actor or ""), event.recorded_at, event.title, event.reason) for event in asked]
    return sorted(looks, key=lambda look: look.at, reverse=True)[:NEWEST]


def is_sensitive(model: type[models.Model]) -> bool:
    """Whether rows of a kind hold texts that are read in full by those who work on them."""
    return any(isinstance(field, SensitiveText) for field in model._meta.fields)
