"""What comes with a case: materials, progress, requests to change the lawyer, complaints, visits."""

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import Person
from fazhi.kernel.records.models import Part

from ..words import MaterialKind, Rating, StepKind, VisitMethod
from .cases import AidCase


class Material(Part):
    """材料; the file itself is attached to the case."""

    of = models.ForeignKey(AidCase, models.CASCADE, related_name="materials")
    kind = models.CharField("类别", max_length=12, choices=MaterialKind)
    title = models.CharField("材料名称", max_length=120)
    copies = models.PositiveSmallIntegerField("份数", default=1)
    received_on = models.DateField("收到日期", null=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "材料"

    def __str__(self) -> str:
        return self.title


class Progress(Part):
    """办理进展; the recipient learns of it (法律援助法 第四十六条第二款)."""

    of = models.ForeignKey(AidCase, models.CASCADE, related_name="progress")
    kind = models.CharField("环节", max_length=14, choices=StepKind)
    done_on = models.DateField("日期")
    note = models.TextField("情况")
    is_told = models.BooleanField("已向受援人通报", default=False)
    reported_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="报告人")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "办理进展"

    def __str__(self) -> str:
        return f"{self.done_on} {self.get_kind_display()}"


class ChangeRequest(Part):
    """更换法律援助人员的请求 (法律援助法 第五十五条)."""

    of = models.ForeignKey(AidCase, models.CASCADE, related_name="changes")
    reason = models.TextField("请求更换的理由")
    asked_on = models.DateField("请求日期", null=True, editable=False)
    lawyer_name = models.CharField("原承办人", max_length=200, blank=True, editable=False)
    answered_on = models.DateField("答复日期", null=True, editable=False)
    is_granted = models.BooleanField("同意更换", null=True, editable=False)
    answer = models.CharField("答复", max_length=200, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "更换申请"

    def __str__(self) -> str:
        return f"{self.asked_on} 请求更换"

    @property
    def is_open(self) -> bool:
        return self.answered_on is None


class AidComplaint(Part):
    """投诉 (法律援助法 第五十五条、第五十六条)."""

    of = models.ForeignKey(AidCase, models.CASCADE, related_name="complaints")
    content = models.TextField("投诉内容")
    made_on = models.DateField("投诉日期", null=True, editable=False)
    result = models.TextField("处理结果", blank=True)
    is_true = models.BooleanField("属实", null=True, blank=True, choices=((True, "是"), (False, "否")))
    told_on = models.DateField("告知投诉人日期", null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "投诉"

    def __str__(self) -> str:
        return f"{self.made_on} 投诉"

    @property
    def is_open(self) -> bool:
        return self.told_on is None


class AidVisit(Part):
    """回访 (法律援助法 第五十九条)."""

    of = models.ForeignKey(AidCase, models.CASCADE, related_name="visits")
    visited_on = models.DateField("回访日期", null=True, editable=False)
    method = models.CharField("方式", max_length=10, choices=VisitMethod, default=VisitMethod.PHONE)
    is_reached = models.BooleanField("是否联系上", default=True)
    was_charged = models.BooleanField("承办人收取财物", default=False)
    rating = models.CharField("满意度", max_length=2, choices=Rating, blank=True)
    comment = models.TextField("意见", blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "回访"

    def __str__(self) -> str:
        return str(self.visited_on)

    def clean(self) -> None:
        if not self.is_reached and self.rating:
            raise ValidationError({"rating": "没有联系上的，不能登记满意度"})
