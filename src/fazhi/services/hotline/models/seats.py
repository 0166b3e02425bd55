"""坐席: who sits where, in what state, speaking what."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.org.models import Person
from fazhi.kernel.records.models import Case

from ..roles import READERS


class SeatSession(Case):
    """From signing in to signing out; one at a time for a person and for a seat."""

    seat_no = models.CharField("坐席号", max_length=20)
    agent = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="坐席员")
    language = models.CharField("方言", max_length=60, blank=True)
    signed_in_at = models.DateTimeField("上线时间", null=True, editable=False)
    signed_out_at = models.DateTimeField("下线时间", null=True, editable=False)

    readers: ClassVar = READERS
    search_fields: ClassVar = "title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "坐席"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["seat_no", "unit"],
                condition=~Q(state="offline"),
                name="hotline_seat_once",
                violation_error_message="这个坐席号正在使用",
            ),
            models.UniqueConstraint(
                fields=["agent"],
                condition=~Q(state="offline"),
                name="hotline_agent_once",
                violation_error_message="这名坐席员已经在线",
            ),
        ]

    def clean(self) -> None:
        self.title = f"{self.seat_no}号坐席"
