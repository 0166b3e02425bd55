"""限制查阅: records of minors, domestic violence, whistle-blowers, open to their team and a named approver alone."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person
from fazhi.kernel.registry.sealed import Watched


class Ground(models.TextChoices):
    """Why a record is restricted."""

    MINOR = "minor", "涉及未成年人"
    VIOLENCE = "violence", "涉及家庭暴力"
    REPORTER = "reporter", "涉及举报人、控告人"
    HEALTH = "health", "涉及疾病、自伤风险"
    OTHER = "other", "其他须限制查阅的情形"


class Restriction(Watched):
    """A record withdrawn from all but those named here; lifted, it stays as history."""

    of = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    ground = models.CharField("情形", max_length=10, choices=Ground)
    reason = models.TextField("理由")
    approver = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="核准人")
    people = models.ManyToManyField(Person, related_name="+", verbose_name="承办团队")
    since = models.DateTimeField("限制时间")
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="限制人")
    is_automatic = models.BooleanField("按规则自动限制", default=False)
    lifted_at = models.DateTimeField("解除时间", null=True)
    lifted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="解除人")
    lift_reason = models.TextField("解除理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "限制查阅"
        constraints = [
            models.UniqueConstraint(fields=["of", "record_id"], condition=Q(lifted_at=None), name="restricted_once"),
        ]

    def __str__(self) -> str:
        return self.get_ground_display()


def standing() -> QuerySet[Restriction]:
    """The restrictions that hold now."""
    return Restriction.objects.filter(lifted_at=None)


def standing_of(model: type[models.Model]) -> QuerySet[Restriction]:
    """Those on records of a kind, whoever they are closed to."""
    return Restriction.objects.filter(lifted_at=None, of=registry.label(model))


def closed_as(model: type[models.Model]) -> Subquery:
    """Beside each row of a kind: the ground on which it is restricted now, or nothing."""
    return Subquery(standing_of(model).filter(record_id=OuterRef("pk")).values("ground")[:1])


def ground_of(record: Any) -> str:
    """On which ground a record is restricted, or ought to be by what it tells; asked of the database where it was not read with the row."""
    told = next(iter(record.grounds_to_restrict()), "")
    if "closed_as" not in record.__dict__ and record.pk and not record._state.adding:
        record.closed_as = standing_of(type(record)).filter(record_id=record.pk).values_list("ground", flat=True).first()
    return getattr(record, "closed_as", None) or told


def of(record: Any) -> Restriction | None:
    """What holds of a record."""
    return standing().filter(of=registry.label(record), record_id=record.pk).select_related("approver").first()


def _closed_to(person: Person | None) -> QuerySet[Restriction]:
    team = Restriction.people.through.objects.filter(person=person).values("restriction")
    return Restriction.objects.filter(~Q(approver=person), ~Q(pk__in=team), lifted_at=None)


def kinds_hidden_from(person: Person | None) -> set[str]:
    """The kinds of record, by label, of which this person may not know of some."""
    return set(_closed_to(person).order_by().values_list("of", flat=True).distinct())


def hidden_from(model: type[models.Model], person: Person | None) -> QuerySet[Any]:
    """The keys of the records of a kind that this person may not know of, whatever the scope."""
    return _closed_to(person).filter(of=registry.label(model)).values("record_id")


def closed_rows(rows: QuerySet[Any], person: Person | None) -> QuerySet[Restriction]:
    """The restrictions that keep one of these records from a person: asked record by record, for they are few."""
    kind = registry.label(rows.model)
    return _closed_to(person).filter(Exists(rows.order_by().filter(pk=OuterRef("record_id"))), of=kind)


def open_to(person: Person | None, of: str = "of", key: str = "record_id") -> Q:
    """The condition on rows that name a record by these columns: not one that is closed to the person."""
    return ~Q(Exists(_closed_to(person).filter(of=OuterRef(of), record_id=OuterRef(key))))
