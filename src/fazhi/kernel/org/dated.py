"""What holds from a day to a day, both included."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.registry.sealed import Watched, WatchedQuerySet

# For what has no known beginning: it holds on every day anyone may ask about.
EVER = date(1949, 10, 1)


def in_force(on: date, prefix: str = "") -> Q:
    """The rows that hold on a day."""
    ends = f"{prefix}valid_to"
    return Q(**{f"{prefix}valid_from__lte": on}) & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": on}))


class DatedQuerySet(WatchedQuerySet):
    def on(self, day: date) -> Self:
        """Those that hold on a day."""
        return self.filter(in_force(day))

    in_force = on


class Dated(Watched):
    valid_from = models.DateField("起始日期", default=EVER)
    valid_to = models.DateField("终止日期", null=True, blank=True, help_text="最后有效的一天；空白表示一直有效")

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_dates",
                violation_error_message="终止日期不能早于起始日期",
            )
        ]

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
