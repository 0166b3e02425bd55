"""Days that the city has entered: a new year's notice before the package knows it, or a day off of its own."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError, connection, models, transaction

from .days import Arranged, local
from .notices import Notice


class DayOff(models.Model):
    """A day off or a make-up working day, and the document that says so; goes before what the package says."""

    date = models.DateField("日期", unique=True)
    working = models.BooleanField("上班", default=False, help_text="补班的休息日选“上班”，放假的日子不选。")
    name = models.CharField("名称", max_length=60)
    source = models.CharField("依据文件", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "放假与补班"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}{'补班' if self.working else ''}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        forget_now_and_after_commit()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        forget_now_and_after_commit()
        return deleted

    @classmethod
    def announce(cls, notice: Notice) -> int:
        """Take over a year's notice in one act, in place of what the same document said before."""
        with transaction.atomic():
            cls.objects.filter(models.Q(source=notice.source, date__year=notice.year) | models.Q(date__in=notice.days)).delete()
            rows = [
                cls(date=day, working=entry.working, name=entry.name, source=entry.source) for day, entry in notice.days.items()
            ]
            cls.objects.bulk_create(rows)
        forget_now_and_after_commit()
        return len(rows)

    @classmethod
    def arranged(cls) -> Mapping[datetime.date, Arranged]:
        """All entered days; none before the table is there, so that the calendar works without a database."""
        try:
            rows = list(cls.objects.values_list("date", "working", "name", "source"))
        except DatabaseError:
            return {}
        return {day: Arranged(working, name, source) for day, working, name, source in rows}


def forget_now_and_after_commit() -> None:
    """Another thread may read the old days between the change and its commit."""
    local.forget()
    connection.on_commit(local.forget)
