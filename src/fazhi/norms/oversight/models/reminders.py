"""提醒函: the soft tool. It has no form in law, and takes the place of no document that must be issued."""

from typing import Any, ClassVar

from django.db import models

from fazhi.kernel.flow.gates import gate
from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.roles import SUPERVISOR, Role
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from ..roles import READERS
from ..words import ReminderKind, ReminderOutcome

SUPERVISED = "行政处罚法 第七十五条第一款"


class Reminder(Case):
    """`unit` reminds, `body` is reminded; `trigger` names the deadline, the case or the figure that gave the occasion."""

    opened_on = models.DateField("拟函日期", editable=False)
    body = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被提醒单位")
    kind = models.CharField("提醒类型", max_length=10, choices=ReminderKind)
    trigger = models.CharField("触发事项", max_length=160)
    facts = models.TextField("事实")
    is_checked = models.BooleanField("事实已经核实", default=False)
    is_serious = models.BooleanField("存在严重违法或者一票否决情形", default=False)
    basis = models.TextField("依据", blank=True)
    suggestion = models.TextField("建议")
    sent_on = models.DateField("发出日期", null=True, editable=False)
    reply = models.TextField("回复内容", blank=True)
    replied_on = models.DateField("回复日期", null=True, blank=True)
    outcome = models.CharField("处理结果", max_length=10, choices=ReminderOutcome, blank=True)
    escalated_to = models.ForeignKey(
        "oversight.Supervision",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="reminders",
        verbose_name="升级为监督案件",
    )

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}执监提〔{year}〕{serial}号", kind="执法监督提醒函")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "body"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "提醒函"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (SUPERVISOR,)

    @gate("事实还没有核实，不能发提醒函", law=SUPERVISED)
    def is_verified(self) -> bool:
        return self.is_checked

    @gate("存在严重违法情形的，应当立案监督、制发监督文书，不能以提醒函代替", law=SUPERVISED)
    def is_not_grave(self) -> bool:
        return not self.is_serious

    def take_down(self, act: Any) -> None:
        self.title = self.title or f"{self.body}：{self.get_kind_display()}提醒"[:160]
        self.handler = self.handler or act.person

    @gate("回复日期不能早于发函，也不能晚于今天")
    def is_answered_in_time(self) -> bool:
        return self.replied_on is None or self.sent_on is None or self.sent_on <= self.replied_on
