"""投诉: whoever was asked for money, or was treated unfairly, can say so."""

from typing import Any, ClassVar

from django.db import models

from fazhi.kernel.records.fields import PersonName, Phone
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from ..roles import OFFICE
from ..words import ComplaintKind
from .committees import Mediator


class Complaint(Case):
    """调解投诉; seen by the bureau, not by the committee that it is about."""

    kind = models.CharField("投诉事项", max_length=10, choices=ComplaintKind, default=ComplaintKind.FEE)
    complainant = PersonName("投诉人")
    phone = Phone("电话", blank=True)
    mediator = models.ForeignKey(Mediator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被投诉调解员")
    content = models.TextField("情况")
    is_true = models.BooleanField("属实", null=True, blank=True)
    answer = models.TextField("处理结果", blank=True)

    readers: ClassVar = OFFICE
    numbering: ClassVar = Numbering("（{year}）{unit}调诉第{serial:03d}号", kind="调诉")
    search_fields: ClassVar = "number title complainant"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "调解投诉"

    def take_down(self, act: Any) -> None:
        self.title = self.title or f"投诉{self.get_kind_display()}"
