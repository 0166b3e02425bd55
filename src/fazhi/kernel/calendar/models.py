"""Days that the city has entered: a new year's notice before the package knows it, or a day off of its own."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, models, transaction

from fazhi.kernel.registry.sealed import Watched

from .days import Arranged, local
from .notices import Notice

Changes = dict[str, list[str | None]]  # day → [what was entered for it, what is now]
# Rooms above leave a function here that learns of a change within its transaction.
on_change: list[Callable[[Changes], None]] = []


class DayOff(Watched):
    """A day off or a make-up working day, and the document that says so; goes before what the package says."""

    date = models.DateField("日期", unique=True)
    working = models.BooleanField("上班", default=False, help_text="补班的休息日选“上班”，放假的日子不选。")
    name = models.CharField("名称", max_length=60)
    source = models.CharField("依据文件", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "放假与补班"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.told}"

    @property
    def told(self) -> str:
        return f"{self.name}{'补班' if self.working else '放假'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        with telling():
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with telling():
            return super().delete(*args, **kwargs)

    @classmethod
    def announce(cls, notice: Notice) -> int:
        """Take over a year's notice in one act, in place of what the same document said before."""
        with telling():
            cls.objects.filter(models.Q(source=notice.source, date__year=notice.year) | models.Q(date__in=notice.days)).delete()
            rows = [
                cls(date=day, working=entry.working, name=entry.name, source=entry.source) for day, entry in notice.days.items()
            ]
            cls.objects.bulk_create(rows)
        return len(rows)

    @classmethod
    def arranged(cls) -> Mapping[datetime.date, Arranged]:
        """All entered days; none before the table is there, so that the calendar works without a database."""
        try:
            rows = list(cls.objects.values_list("date", "working", "name", "source"))
        except DatabaseError:
            return {}
        return {day: Arranged(working, name, source) for day, working, name, source in rows}


@contextmanager
def telling() -> Iterator[None]:
    """One transaction, at whose end whoever follows the calendar learns which days changed."""
    with transaction.atomic():
        before = _entered()
        yield
        after = _entered()
        forget_now_and_after_commit()
        days = sorted(day for day in before.keys() | after.keys() if before.get(day) != after.get(day))
        for follow in on_change if days else ():
            follow({day: [before.get(day), after.get(day)] for day in days})


def _entered() -> dict[str, str]:
    return {row.date.isoformat(): f"{row.told}（{row.source}）" for row in DayOff.objects.all()}


def forget_now_and_after_commit() -> None:
    """Another thread may read the old days between the change and its commit."""
    local.forget()
    connection.on_commit(local.forget)
