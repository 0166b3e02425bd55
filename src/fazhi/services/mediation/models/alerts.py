"""风险预警: a quarrel that may become a crime, told to whom it concerns in time."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.calendar import Days, Period
from fazhi.kernel.flow.gates import asked_gate
from fazhi.kernel.org.models import Unit
from fazhi.kernel.records.fields import SensitiveText, Several
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from .. import grading
from ..roles import OFFICE
from ..rules import ALERT_DAYS
from ..words import AlertKind, AlertOutcome, RaisedBy, Risk, Signal
from .disputes import Dispute
from .leads import DisputeLead


class RiskAlert(Case):
    """民转刑预警: scored by rules, decided by a person, hidden from village users, purged after it is closed."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, null=True, blank=True, related_name="alerts", verbose_name="调解案件")
    lead = models.ForeignKey(DisputeLead, models.PROTECT, null=True, blank=True, related_name="alerts", verbose_name="排查线索")
    kind = models.CharField("预警类别", max_length=10, choices=AlertKind, default=AlertKind.CRIME)
    is_missed = models.BooleanField("漏警（激化以后才登记）", default=False)
    signals = Several("风险信号", Signal)
    level = models.CharField("等级", max_length=10, choices=Risk)
    points = models.PositiveSmallIntegerField("评分", default=0, editable=False)
    explained = SensitiveText("评分说明", blank=True, editable=False)
    raised_by = models.CharField("发现方式", max_length=10, choices=RaisedBy, default=RaisedBy.PERSON)
    brief = SensitiveText("情况")
    people = models.PositiveIntegerField("涉及人数", default=2)
    told_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="通报的公安派出所")
    told_office = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="通报的司法所")
    told_at = models.DateTimeField("通报时间", null=True, blank=True, editable=False)
    response = SensitiveText("处置情况", blank=True)
    outcome = models.CharField("结果", max_length=10, choices=AlertOutcome, blank=True)
    review = models.TextField("复盘", blank=True)
    resolved_on = models.DateField("解除日期", null=True, blank=True, editable=False)
    purged_on = models.DateField("清除日期", null=True, blank=True, editable=False)

    readers: ClassVar = OFFICE
    numbering: ClassVar = Numbering("（{year}）{unit}预警第{serial:03d}号", kind="预警")

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "风险预警"

    def clean(self) -> None:
        if not self.dispute_id and not self.lead_id:
            raise ValidationError({"dispute": "请选择预警所依据的调解案件或者排查线索"})

    def limit(self) -> Period:
        return Days(ALERT_DAYS.value()[self.level], roll=False)

    def eve_of_raising(self) -> date:
        """The day before, so that one day ends on the day itself."""
        return self.opened_on - timedelta(days=1)

    def assess(self, act: Any) -> None:
        """The score is shown with its reasons; the level stays what a person has chosen."""
        score = grading.score(self.signals)
        self.points, self.explained = score.points, score.as_words()
        self.title = self.title or f"{self.get_level_display()}色预警：{self.dispute or self.lead}"[:160]

    def tell(self, act: Any) -> None:
        """The police get the least they need; the case itself stays here."""
        self.told_at = act.at
        if self.told_unit:
            act.hand_over(
                self,
                "police.alert",
                self.told_unit,
                reason=f"{self.get_level_display()}色预警",
                content=self.brief,
                details={"level": self.level, "people": self.people},
            )

    @asked_gate("红色、橙色预警要写明通报的公安派出所和司法所", law="人民调解法 第二十五条")
    def somebody_is_told(self) -> bool:
        told = (self.told_unit_id, self.told_office_id)
        return all(told) if self.level in (Risk.RED, Risk.ORANGE) else any(told)

    @asked_gate("激化的、漏警的，必须复盘：何时有信号、谁知道、哪一步漏了")
    def is_reviewed(self) -> bool:
        return bool(self.review.strip()) or not (self.is_missed or self.outcome == AlertOutcome.ESCALATED)

    def resolve(self, act: Any) -> None:
        self.resolved_on = act.on

    def purge(self, act: Any) -> None:
        """What was said about people goes; level, times and outcome stay for the figures."""
        self.purged_on = act.on
        self.signals, self.brief, self.explained, self.response = [], "已清除", "", ""
