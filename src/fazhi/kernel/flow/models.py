"""What flows write beside the case itself: approvals, hand-overs, obligations, reminders."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.org.models import ApprovalLevel, Person, Unit
from fazhi.kernel.records.fields import SensitiveAnswers, SensitiveText
from fazhi.kernel.records.models import Row
from fazhi.kernel.records.restricted import Ground


class Approval(models.Model):
    """One signature at one level on one version of a case; a later change of the case makes it void."""

    is_sealed: ClassVar[bool] = True

    of = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    step = models.CharField("事项", max_length=40)
    level = models.CharField("签批层级", max_length=20, choices=ApprovalLevel)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="签批人")
    agrees = models.BooleanField("同意")
    opinion = models.TextField("意见", blank=True)
    version = models.PositiveIntegerField()
    at = models.DateTimeField("签批时间")

    class Meta:
        verbose_name = verbose_name_plural = "签批"
        indexes = [models.Index(fields=["of", "record_id"], name="approvals_of")]


class HandOver(Row):
    """转办移送: a matter on its way from one unit to another; the same source number never arrives twice."""

    is_sealed: ClassVar[bool] = True
    unsealed: ClassVar[str] = "path"

    class State(models.TextChoices):
        SENT = "sent", "待接收"
        ACCEPTED = "accepted", "已接收"
        RETURNED = "returned", "已退回"
        ANSWERED = "answered", "已反馈"

    kind = models.CharField("接收事项", max_length=60)
    of = models.CharField("来源类别", max_length=60, blank=True)
    record_id = models.BigIntegerField("来源", null=True)
    source_system = models.CharField("来源系统", max_length=40)
    source_no = models.CharField("对方单号", max_length=80)
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="移出单位")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="接收单位")
    path = models.CharField(max_length=72, db_index=True)
    subject = models.CharField("事项", max_length=160)
    content = SensitiveText("移送内容", blank=True)
    reason = models.TextField("理由")
    party_consent = models.BooleanField("当事人同意", default=False)
    details = SensitiveAnswers("附加信息")
    state = models.CharField("状态", max_length=10, choices=State, default=State.SENT)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="移送人")
    sent_at = models.DateTimeField("移送时间")
    due_on = models.DateField("办理期限", null=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="接收人")
    accepted_at = models.DateTimeField("接收时间", null=True)
    returned_at = models.DateTimeField("退回时间", null=True)
    return_reason = models.TextField("退回理由", blank=True)
    result = models.TextField("办理结果", blank=True)
    answered_at = models.DateTimeField("反馈时间", null=True)
    opened_id = models.BigIntegerField("接收后立案", null=True)
    # What its sender restricts stays so on its way: read by those nearest to the receiver alone, and restricted where it arrives.
    ground = models.CharField("限制查阅的情形", max_length=10, choices=Ground, blank=True)
    kept_to = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="限于哪个单位的人员接收")

    class Meta:
        verbose_name = verbose_name_plural = "转办移送"
        constraints = [models.UniqueConstraint(fields=["source_system", "source_no", "kind"], name="arrives_once")]
        indexes = [
            models.Index(fields=["of", "record_id"], name="hand_overs_of"),
            models.Index(fields=["kind", "opened_id"], name="opened_from"),
        ]

    def __str__(self) -> str:
        return self.subject


class ObligationRow(models.Model):
    """What one unit owes for one period; a row that stays open is what is missing."""

    is_sealed: ClassVar[bool] = True
    unsealed: ClassVar[str] = "path"

    rule = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    path = models.CharField(max_length=72, db_index=True)
    period = models.CharField("期间", max_length=10)
    due_on = models.DateField("期限")
    done_at = models.DateTimeField("完成时间", null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="完成人")
    is_zero = models.BooleanField("零报告", default=False)
    note = models.TextField("说明", blank=True)
    record_id = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "应办事项"
        constraints = [models.UniqueConstraint(fields=["rule", "unit", "period"], name="owed_once")]
        indexes = [models.Index(fields=["due_on"], name="owed_by", condition=Q(done_at__isnull=True))]


class Reminder(models.Model):
    """One sentence to whoever must act, given exactly once for each clock and distance."""

    of = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    clock = models.CharField(max_length=60)
    due_on = models.DateField("期限")
    ahead = models.SmallIntegerField("提前天数")
    path = models.CharField(max_length=72, db_index=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sentence = models.CharField("提醒", max_length=300)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "提醒"
        constraints = [models.UniqueConstraint(fields=["of", "record_id", "clock", "due_on", "ahead"], name="reminded_once")]
