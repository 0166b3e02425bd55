"""重大执法决定备案: what bodies report of their major decisions, one entry a decision; together they are the list of the year."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.calendar import Days, UnknownYear
from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.roles import SUPERVISOR, Role
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from ..roles import READERS
from ..rules import FILING_DAYS
from ..words import FiledKind
from .cases import Supervision


class Filing(Case):
    """`unit` keeps the list, `body` decided. Of the decision it holds what the list needs, and no name of a party."""

    opened_on = models.DateField("登记日期", editable=False)
    body = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="作出决定的机关")
    kind = models.CharField("执法决定种类", max_length=12, choices=FiledKind)
    decision_no = models.CharField("决定文号", max_length=120)
    decided_on = models.DateField("决定日期")
    received_on = models.DateField("收到备案日期")
    summary = models.TextField("案由和决定内容")
    was_in_time = models.BooleanField("按期报送", null=True, editable=False)
    wanted = models.TextField("要求补充的材料", blank=True)
    supplied = models.TextField("补充情况", blank=True)
    doubts = models.TextField("审查发现的问题", blank=True)
    filed_on = models.DateField("备案日期", null=True, editable=False)
    supervision = models.ForeignKey(
        Supervision, models.PROTECT, null=True, editable=False, related_name="filings", verbose_name="转监督案件"
    )

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}执备〔{year}〕{serial}号", kind="重大执法决定备案")
    search_fields: ClassVar = "number title decision_no"
    acts_with: ClassVar = "body"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "重大执法决定备案"
        indexes = [*Case.Meta.indexes, models.Index(fields=["decided_on"], name="oversight_filings_day")]
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "decision_no"], name="oversight_filed_once", violation_error_message="这份决定已经登记过备案"
            ),
        ]

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (SUPERVISOR,)

    def clean(self) -> None:
        if self.received_on < self.decided_on:
            raise ValidationError({"received_on": "收到备案日期不能早于决定日期"})

    def take_down(self, act: Any) -> None:
        known = Filing.objects.filter(body=self.body, decision_no=self.decision_no).first()
        if known:
            raise ValidationError({"decision_no": f"{self.decision_no}已经登记过备案（{known.opened_on}）"})
        self.title = self.title or f"{self.body}：{self.decision_no}"[:160]
        self.handler = self.handler or act.person
        try:
            self.was_in_time = self.received_on <= Days(FILING_DAYS).due(self.decided_on)
        except UnknownYear:
            self.was_in_time = None
