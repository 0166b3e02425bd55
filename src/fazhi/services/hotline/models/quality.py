"""质检抽样: which calls of a month are checked, drawn by rank under a key that is set after the list is fixed."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case

from ..roles import READERS
from .calls import Call


class QualityDraw(Case):
    """One month of one hotline; who has the list, the key and `kernel/ledger/log/sampling` draws the same calls again."""

    month = models.DateField("月份", help_text="填这个月的任何一天")
    share = models.PositiveSmallIntegerField("随机抽样比例（%）", editable=False, default=0)
    listed = models.PositiveIntegerField("接通通数", editable=False, default=0)
    list_sha256 = models.CharField("名单指纹", max_length=64, editable=False, blank=True)
    key = models.CharField("抽样密钥", max_length=64, editable=False, blank=True)
    at_random = models.PositiveIntegerField("随机抽中", editable=False, default=0)
    of_unhappy = models.PositiveIntegerField("不满意的", editable=False, default=0)
    of_danger = models.PositiveIntegerField("有险情的", editable=False, default=0)
    of_new = models.PositiveIntegerField("新人的", editable=False, default=0)

    readers: ClassVar = READERS
    search_fields: ClassVar = "title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "质检抽样"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "month"],
                condition=~Q(state="void"),
                name="hotline_one_draw_a_month",
                violation_error_message="这个月已经抽过样",
            ),
        ]

    def clean(self) -> None:
        self.month = self.month.replace(day=1)
        self.title = f"{self.month.year}年{self.month.month}月话务质检抽样"
        if self.month > self.opened_on:
            raise ValidationError({"month": "这个月还没有到"})

    @property
    def drawn(self) -> int:
        return self.at_random + self.of_unhappy + self.of_danger + self.of_new

    @shown("已质检")
    def checked(self) -> str:
        """How far it has come."""
        calls = Call.objects.filter(unit=self.unit_id, opened_on__year=self.month.year, opened_on__month=self.month.month)
        done = calls.exclude(drawn_as="").filter(checked_on__isnull=False).count()
        return f"{done} / {self.drawn} 通"
