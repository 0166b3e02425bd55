"""What hangs on a call: who was told of a danger, whom it was passed on to, who listened to it, how it was judged."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records.fields import SensitiveText
from fazhi.kernel.records.models import Part

from ..rules import PASS_SCORE
from ..words import PassedTo, Purpose, Sample
from .calls import Call


class Alarm(Part):
    """红色通道: the police were told, at once, with the least they need."""

    of = models.ForeignKey(Call, models.CASCADE, related_name="alarms")
    told_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="通知的公安派出所")
    told_others = models.CharField("同时通知", max_length=200, blank=True, help_text="例如：司法所、妇联、民政、村（居）委会")
    told_at = models.DateTimeField("通知时间", null=True, editable=False)
    situation = SensitiveText("险情", privacy="P3", help_text="只写处置必需的情况")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "报警"

    def __str__(self) -> str:
        return str(self.told_unit)


class Passing(Part):
    """转办: one call may be at once an application for aid and for mediation; what became of each is heard back."""

    of = models.ForeignKey(Call, models.CASCADE, related_name="passings")
    kind = models.CharField("转办事项", max_length=10, choices=PassedTo)
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="接收单位")
    consents = models.BooleanField("来电人同意转办并提供个人信息", default=False)
    passed_on = models.DateField("转办日期", null=True, editable=False)
    accepted_on = models.DateField("接收日期", null=True, blank=True)
    returned_because = models.CharField("退回理由", max_length=300, blank=True)
    result = models.TextField("办理结果", blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "话务转办"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.to}"

    def clean(self) -> None:
        if not self.consents:
            raise ValidationError({"consents": "转办要把来电人的信息提供给接收单位，须经本人同意（个人信息保护法 第二十三条）"})

    @property
    def is_open(self) -> bool:
        return not (self.result or self.returned_because)


class Listening(Part):
    """听录音: who, when, what for; a recording is heard by nobody who has not said so first."""

    of = models.ForeignKey(Call, models.CASCADE, related_name="listenings")
    person = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="听录音的人")
    at = models.DateTimeField("时间", null=True, editable=False)
    purpose = models.CharField("用途", max_length=10, choices=Purpose)
    why = models.CharField("说明", max_length=200, help_text="写明是哪件工单、投诉，或者哪个机关的什么文书")
    was_intact = models.BooleanField("与校验值一致", null=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "听录音记录"

    def __str__(self) -> str:
        return f"{self.person} {self.get_purpose_display()}"


class QualityCheck(Part):
    """质检: six items of twenty at most, never by whoever answered."""

    of = models.ForeignKey(Call, models.CASCADE, related_name="checks")
    checker = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="质检员")
    sample = models.CharField("抽样", max_length=8, choices=Sample)
    manners = models.PositiveSmallIntegerField("用语（满分15）")
    listening = models.PositiveSmallIntegerField("倾听（满分15）")
    accuracy = models.PositiveSmallIntegerField("准确（满分30）")
    citing = models.PositiveSmallIntegerField("引用（满分15）")
    telling = models.PositiveSmallIntegerField("告知（满分15）")
    secrecy = models.PositiveSmallIntegerField("保密（满分10）")
    is_fatal = models.BooleanField("致命差错", default=False, help_text="泄露来电人信息、答复错误造成损失、对危险没有报警")
    feedback = models.CharField("反馈", max_length=300, blank=True)
    score = models.PositiveSmallIntegerField("得分", default=0, editable=False)
    is_passed = models.BooleanField("合格", default=False, editable=False)

    MOST: ClassVar = {"manners": 15, "listening": 15, "accuracy": 30, "citing": 15, "telling": 15, "secrecy": 10}

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "质检"

    def __str__(self) -> str:
        return f"{self.score}分"

    def clean(self) -> None:
        if faults := {name: f"最多 {most} 分" for name, most in self.MOST.items() if getattr(self, name) > most}:
            raise ValidationError(faults)
        if self.is_fatal and not self.feedback.strip():
            raise ValidationError({"feedback": "致命差错写明是什么"})
        self.score = 0 if self.is_fatal else sum(getattr(self, name) for name in self.MOST)
        self.is_passed = self.score >= PASS_SCORE.value()
