"""A visit, who came along, and what was answered."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.flow.gates import gate
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.kernel.records.fields import CitizenNumber, PersonName, Phone
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering


class Visit(Case):
    """来访."""

    class Topic(models.TextChoices):
        ADVICE = "advice", "法律咨询"
        DISPUTE = "dispute", "纠纷调解"
        OTHER = "other", "其他"

    topic = models.CharField("事项类型", max_length=20, choices=Topic)
    question = models.TextField("来访事由")
    answer = models.TextField("答复内容", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    amount = models.DecimalField("涉及金额", max_digits=14, decimal_places=2, null=True, blank=True)

    readers: ClassVar = (CLERK, LEADER)
    numbering: ClassVar = Numbering("{unit}访〔{year}〕{serial}号", kind="访")
    search_fields: ClassVar = "number title visitors__name"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "来访"

    def clean(self) -> None:
        if self.answered_on and self.answered_on < self.opened_on:
            raise ValidationError({"answered_on": "答复日期不能早于来访日期"})

    @gate("没有登记来访人，不能答复", law="人民调解法 第三条", mended_by="bring")
    def somebody_came(self) -> bool:
        return bool(self.visitors.all())

    def note_answer(self, act: object) -> None:
        """The day of the answer is the day of the act."""
        self.answered_on = act.on


class Visitor(Part):
    """来访人."""

    of = models.ForeignKey(Visit, models.CASCADE, related_name="visitors")
    name = PersonName("姓名")
    id_number = CitizenNumber("证件号码", blank=True)
    phone = Phone("电话", blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "来访人"

    def __str__(self) -> str:
        return self.name
