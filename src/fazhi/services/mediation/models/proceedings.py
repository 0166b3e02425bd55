"""What happens while a dispute is mediated: sessions, investigations, evidence, and the visit afterwards."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from fazhi.kernel.org.models import Unit
from fazhi.kernel.records.fields import PersonName, SensitiveText
from fazhi.kernel.records.models import Part

from ..words import EvidenceKind, Injury, Performance, Rating, SessionForm, VisitMethod
from .disputes import Dispute


class Session(Part):
    """调解记录."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="sessions")
    held_at = models.DateTimeField("调解时间", default=timezone.now)
    venue = models.CharField("地点", max_length=100)
    form = models.CharField("形式", max_length=10, choices=SessionForm, default=SessionForm.FACE)
    present = models.CharField("到场人", max_length=300, blank=True)
    statements = SensitiveText("调解情况")
    law_explained = models.TextField("讲解的法律政策", blank=True)
    agreed = models.TextField("无争议事实、一致意见", blank=True)
    disputed = models.TextField("仍有争议", blank=True)
    next_at = models.DateTimeField("下次调解时间", null=True, blank=True)
    is_signed = models.BooleanField("各方已签字", default=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "调解记录"

    def __str__(self) -> str:
        return f"{timezone.localdate(self.held_at)} {self.venue}"

    def clean(self) -> None:
        if timezone.localdate(self.held_at) < self.of.opened_on:
            raise ValidationError({"held_at": "调解时间不能早于申请日期"})


class Investigation(Part):
    """调查记录."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="investigations")
    asked_at = models.DateTimeField("调查时间", default=timezone.now)
    venue = models.CharField("地点", max_length=100)
    asked = PersonName("被调查人")
    asker = PersonName("调查人")
    recorder = PersonName("记录人", blank=True)
    content = SensitiveText("调查内容")
    is_signed = models.BooleanField("被调查人已签字", default=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "调查记录"

    def __str__(self) -> str:
        return f"{self.asked} {timezone.localdate(self.asked_at)}"


class Evidence(Part):
    """证据材料."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="evidence")
    title = models.CharField("名称", max_length=100)
    kind = models.CharField("种类", max_length=12, choices=EvidenceKind, default=EvidenceKind.DOCUMENT)
    provider = PersonName("提供人")
    pages = models.PositiveSmallIntegerField("页数", default=1)
    original_seen = models.BooleanField("已核对原件", default=False)
    is_kept = models.BooleanField("收取了原件", default=False, help_text="扫描以后当面退还，由提供人签收")
    is_returned = models.BooleanField("原件已退还", default=False)
    returned_to = PersonName("签收人", blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "证据材料"

    def __str__(self) -> str:
        return self.title


class Incident(Part):
    """警情: what the police tell with a quarrel that they hand over; the penalty stays with them."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="incidents")
    incident_no = models.CharField("警情号", max_length=60)
    happened_at = models.DateTimeField("警情时间", default=timezone.now)
    station = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="出警单位")
    injury = models.CharField("伤情", max_length=10, choices=Injury, default=Injury.NONE)
    is_security_case = models.BooleanField("已立治安案件", default=False)
    repeats = models.PositiveSmallIntegerField("三十日内同一地点、同一当事人的重复警情（次）", default=0)
    requested_on = models.DateField("当事人书面申请不予处罚日期", null=True, blank=True)
    proved_on = models.DateField("出具履行证明日期", null=True, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "警情"

    def __str__(self) -> str:
        return self.incident_no


class FollowUp(Part):
    """回访: who was not reached or would not rate is not counted as satisfied."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="follow_ups")
    visited_on = models.DateField("回访日期", null=True, blank=True)
    method = models.CharField("方式", max_length=10, choices=VisitMethod)
    is_reached = models.BooleanField("联系上", default=True)
    performance = models.CharField("履行情况", max_length=10, choices=Performance, blank=True)
    rating = models.CharField("满意度", max_length=2, choices=Rating, blank=True)
    comment = models.TextField("意见建议", blank=True)
    is_new_risk = models.BooleanField("新隐患", null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "回访"

    def __str__(self) -> str:
        return f"{self.visited_on or ''} {self.get_method_display()}{'' if self.is_reached else '（未联系上）'}"

    def clean(self) -> None:
        if self.rating and not self.is_reached:
            raise ValidationError({"rating": "没有联系上，不能记满意度"})
