"""What stands around an answer: recusal of a lawyer, an alarm, a follow-up."""

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records.fields import SensitiveText
from fazhi.kernel.records.models import Part

from ..words import Rating, VisitMethod
from .consultations import Consultation


class Recusal(Part):
    """利益冲突: who may not take this matter; the asker is not told whose client the other side is."""

    of = models.ForeignKey(Consultation, models.CASCADE, related_name="recusals")
    lawyer = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False, null=True, verbose_name="回避人")
    ground = models.CharField("情形", max_length=200, help_text="例如：本所与对方有委托关系；近亲属；已为对方提供咨询")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "利益冲突回避"

    def __str__(self) -> str:
        return str(self.lawyer)


class Alarm(Part):
    """红色通道: whom we told of a danger, and what came of it."""

    of = models.ForeignKey(Consultation, models.CASCADE, related_name="alarms")
    told_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="通知的公安派出所")
    told_others = models.CharField("同时通知", max_length=200, blank=True, help_text="例如：司法所、妇联、民政、村（居）委会")
    told_at = models.DateTimeField("通知时间", null=True, editable=False)
    situation = SensitiveText("险情", privacy="P3", help_text="只写处置必需的情况")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "红色通道"

    def __str__(self) -> str:
        return str(self.told_unit)


class FollowUp(Part):
    """回访; who is not reached or declines has not said to be satisfied."""

    of = models.ForeignKey(Consultation, models.CASCADE, related_name="follow_ups")
    visited_on = models.DateField("回访日期", null=True, editable=False)
    method = models.CharField("方式", max_length=10, choices=VisitMethod, default=VisitMethod.PHONE)
    is_reached = models.BooleanField("是否联系上", default=True)
    rating = models.CharField("满意度", max_length=2, choices=Rating, blank=True)
    comment = models.TextField("意见", blank=True)
    new_risk = models.BooleanField("发现新隐患", default=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "回访"

    def __str__(self) -> str:
        return str(self.visited_on)

    def clean(self) -> None:
        if not self.is_reached and self.rating:
            raise ValidationError({"rating": "没有联系上的，不能登记满意度"})
