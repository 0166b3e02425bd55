"""联席会议: one meeting on several matters; who came, what was decided, who does it by when, and what came of it."""

from datetime import date, timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import LEADER, Role
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering

from ..roles import HEADS
from .disputes import Dispute
from .links import LinkScheme, LinkSchemeItem


class JointMeeting(Case):
    """联席会议、联调会商; `unit` convenes it and sees to it that what was decided is done."""

    opened_on = models.DateField("登记日期", editable=False)
    held_on = models.DateField("召开日期")
    place = models.CharField("地点", max_length=100, blank=True)
    chair = models.CharField("主持人", max_length=60, blank=True)
    scheme = models.ForeignKey(
        LinkScheme, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="联动体系"
    )
    item = models.ForeignKey(
        LinkSchemeItem, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="体系项目"
    )
    organs = models.CharField("其他参加单位", max_length=300, blank=True)
    summary = models.TextField("会议情况", blank=True)
    issued_on = models.DateField("纪要印发日期", null=True, editable=False)

    readers: ClassVar = (*HEADS, LEADER)
    numbering: ClassVar = Numbering("{unit}联席〔{year}〕{serial}号", kind="联席会议纪要")
    search_fields: ClassVar = "number title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "联席会议"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return HEADS

    def clean(self) -> None:
        if self.item_id and self.scheme_id and self.item.of_id != self.scheme_id:
            raise ValidationError({"item": f"“{self.item.name}”不是“{self.scheme}”的项目"})

    @property
    def awaited(self) -> list["MeetingDecision"]:
        """What was decided and is not yet done, the nearest day first."""
        return sorted((row for row in self.rows("decisions") if not row.done_on), key=lambda row: (row.due_on, row.pk))

    def eve_of_next_decision(self) -> date | None:
        """A day's clock that begins here ends on the nearest day of what nobody has reported on."""
        days = [row.due_on for row in self.awaited if not row.reported_on]
        return min(days) - timedelta(days=1) if days else None


class MeetingMatter(Part):
    """一个议题: a case of mediation, or another matter in words."""

    of = models.ForeignKey(JointMeeting, models.CASCADE, related_name="matters")
    dispute = models.ForeignKey(Dispute, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="调解案件")
    subject = models.CharField("议题", max_length=160, blank=True)
    opinion = models.TextField("研究意见", blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "议题"
        constraints = [
            models.UniqueConstraint(
                fields=["of", "dispute"], name="mediation_meeting_dispute", violation_error_message="这件案件已经列入议题"
            )
        ]

    def __str__(self) -> str:
        return self.subject or (str(self.dispute) if self.dispute else "")

    def clean(self) -> None:
        if not self.dispute_id and not self.subject.strip():
            raise ValidationError({"subject": "请选择调解案件，或者写明议题"})


class MeetingBody(Part):
    """参加单位, and who came for it; who stayed away is on record too."""

    of = models.ForeignKey(JointMeeting, models.CASCADE, related_name="bodies")
    body = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    delegate = models.CharField("参会人", max_length=60, blank=True)
    is_absent = models.BooleanField("没有到会", default=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "参加单位"
        constraints = [
            models.UniqueConstraint(
                fields=["of", "body"], name="mediation_meeting_body", violation_error_message="这个单位已经列入参加单位"
            )
        ]

    def __str__(self) -> str:
        return self.body.name


class MeetingDecision(Part):
    """议定事项: one thing, one unit that answers for it, one day."""

    of = models.ForeignKey(JointMeeting, models.CASCADE, related_name="decisions")
    content = models.CharField("议定事项", max_length=300)
    responsible = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任单位")
    helpers = models.CharField("配合单位", max_length=200, blank=True)
    due_on = models.DateField("落实期限")
    report = models.TextField("落实情况", blank=True)
    reported_on = models.DateField("反馈日期", null=True, blank=True)
    was_in_time = models.BooleanField("按期反馈", null=True, editable=False)
    pressed = models.PositiveSmallIntegerField("督促次数", default=0, editable=False)
    done_on = models.DateField("确认落实日期", null=True, editable=False)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="确认人")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "议定事项"
        indexes = [models.Index(fields=["due_on"], name="mediation_decisions_due")]

    def __str__(self) -> str:
        return self.content

    def clean(self) -> None:
        if self.of.held_on and self.due_on < self.of.held_on:
            raise ValidationError({"due_on": f"落实期限不能早于召开日期（{self.of.held_on}）"})
        if self.reported_on and self.reported_on < self.of.held_on:
            raise ValidationError({"reported_on": f"反馈日期不能早于召开日期（{self.of.held_on}）"})

    @shown("进展")
    def standing(self) -> str:
        """As it stands today, in words."""
        if self.done_on:
            return "已落实"
        if self.reported_on:
            return "已反馈，待确认"
        late = (timezone.localdate() - self.due_on).days
        return f"已逾期{late}天" if late > 0 else "待反馈"
