"""乡镇（街道）综合执法: the team with its four headcounts, and the powers given to a township or taken back."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.calendar.moments import today
from fazhi.kernel.flow.gates import asked_gate, gate
from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case, Part, Record
from fazhi.kernel.records.numbers import Numbering

from ..roles import KEEPERS, READERS
from ..rules import TEAM_CERTIFIED_LEAST
from ..words import ON_BOOKS, Assessment, GrantMode, PostKind, PowerKind, PowerSource, Service
from .bodies import EnforcementBody, PowerItem
from .officers import Officer

GRANTING = "行政处罚法 第二十四条第一款"
ENTRUSTING = "行政处罚法 第二十条第一款"


class TownshipTeam(Record):
    """综合执法队: posts approved, filled, at work and certified are four numbers, never one."""

    name = models.CharField("名称", max_length=100)
    township = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="乡镇（街道）")
    approved_posts = models.PositiveSmallIntegerField("核定编制")
    post_kind = models.CharField("编制类别", max_length=14, choices=PostKind)
    established_no = models.CharField("设立文号", max_length=60)
    established_on = models.DateField("挂牌日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    chief = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="队长")
    vehicles = models.PositiveSmallIntegerField("执法车辆", default=0)
    body_cameras = models.PositiveSmallIntegerField("执法记录仪", default=0)
    has_inquiry_room = models.BooleanField("有询问室", default=False)

    readers: ClassVar = READERS
    search_fields: ClassVar = "name"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "乡镇综合执法队"
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["township"], condition=models.Q(closed_on__isnull=True), name="enforcement_one_team"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS

    def clean(self) -> None:
        if self.township.kind != UnitKind.TOWN:
            raise ValidationError({"township": f"{self.township}不是乡镇（街道）"})
        if self.closed_on and self.closed_on <= self.established_on:
            raise ValidationError({"closed_on": "撤销日期应当晚于挂牌日期"})

    @shown("编制、在编、在岗、持证")
    def headcounts(self) -> str:
        """The four numbers, side by side, as of today."""
        found = Officer.objects.filter(unit=self.unit_id, is_auxiliary=False)
        officers, day = list(found.prefetch_related("certificates__suspensions")), today()
        on_duty = [each for each in officers if each.service == Service.ON_DUTY]
        certified = sum(each.certificate_on(day) is not None for each in on_duty)
        filled = sum(each.service in ON_BOOKS for each in officers)
        told = f"核编 {self.approved_posts}，实有在编 {filled}，在岗 {len(on_duty)}，持证在岗 {certified}"
        least = TEAM_CERTIFIED_LEAST.value()
        return f"{told}；持证不足 {least} 人，不能办案" if certified < least else told


class PowerGrant(Case):
    """承接、委托 or 派驻: powers of a county's department in a township's hands, from when to when. `unit` is the county's keeper."""

    township = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="乡镇（街道）")
    mode = models.CharField("方式", max_length=10, choices=GrantMode)
    support = models.ForeignKey(EnforcementBody, models.PROTECT, related_name="grants", verbose_name="原实施部门")
    decision_no = models.CharField("省级决定或者委托书文号", max_length=100, blank=True)
    decision_published_on = models.DateField("决定或者委托书公布日期", null=True, blank=True)
    list_no = models.CharField("县级清单文号", max_length=100, blank=True)
    taken_up_on = models.DateField("施行日期", null=True, blank=True)
    ends_on = models.DateField("期限至", null=True, blank=True)
    withdrawn_no = models.CharField("收回文号", max_length=100, blank=True)
    withdrawn_on = models.DateField("收回日期", null=True, blank=True)
    pending_cases = models.TextField("未结案件移交清单", blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("（{year}）{unit}赋权第{serial:03d}号", kind="赋权")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "township support__unit"
    read_with: ClassVar = "items__item__bodies items__item__bases__provision"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "乡镇赋权事项"

    def clean(self) -> None:
        self.title = self.title or f"{self.township}{self.get_mode_display()[:2]}{self.support}事项"
        if self.township.kind != UnitKind.TOWN:
            raise ValidationError({"township": f"{self.township}不是乡镇（街道）"})
        if self.taken_up_on and self.ends_on and self.ends_on < self.taken_up_on:
            raise ValidationError({"ends_on": "期限至不能早于施行日期"})

    def holds(self, day: date) -> bool:
        """In the township's hands on that day."""
        return (
            self.taken_up_on is not None
            and self.taken_up_on <= day
            and (self.ends_on is None or day <= self.ends_on)
            and (self.withdrawn_on is None or day < self.withdrawn_on)
        )

    @gate("没有列明事项，不能赋权", law=GRANTING)
    def has_items(self) -> bool:
        return bool(self.rows("items"))

    @gate("要赋予的事项原实施部门并不享有", law="行政处罚法 第十七条")
    def support_holds_items(self) -> bool | str:
        day = self.taken_up_on or self.opened_on
        foreign = [row.item for row in self.rows("items") if not row.item.is_held_by(self.support, day)]
        return f"{self.support}不是这些事项的实施主体：{'、'.join(map(str, foreign))}" if foreign else True

    @gate("只有行政处罚权可以交由乡镇（街道）行使", law=GRANTING)
    def takes_up_penalties_alone(self) -> bool | str:
        other = [row.item for row in self.rows("items") if row.item.kind != PowerKind.PENALTY]
        return f"不是行政处罚：{'、'.join(map(str, other))}" if other and self.mode == GrantMode.TAKEN_UP else True

    @gate("行政强制措施权不得委托", law="行政强制法 第十七条第一款")
    def entrusts_no_coercion(self) -> bool:
        return self.mode != GrantMode.ENTRUSTED or all(row.item.kind != PowerKind.COERCION for row in self.rows("items"))

    @gate("没有评估，或者评估认为不能有效承接", law=GRANTING)
    def is_able(self) -> bool:
        evaluations = self.rows("evaluations")
        return bool(evaluations) and evaluations[-1].outcome == Assessment.ABLE

    @asked_gate("决定、委托书应当公布以后施行", law=GRANTING)
    def is_published_first(self) -> bool | str:
        if not self.decision_published_on or not self.taken_up_on:
            return False
        return self.decision_published_on <= self.taken_up_on or f"公布于 {self.decision_published_on}，晚于施行日期"

    @asked_gate("委托书应当载明期限", law="行政处罚法 第二十条第二款")
    def entrusting_has_term(self) -> bool:
        return self.mode != GrantMode.ENTRUSTED or self.ends_on is not None

    @gate("受委托的组织不得再委托", law="行政处罚法 第二十条第四款")
    def is_not_handed_on(self) -> bool:
        return self.mode != GrantMode.ENTRUSTED or self.support.source != PowerSource.ENTRUSTED

    def withdraw(self, act: Any) -> None:
        self.withdrawn_on = self.withdrawn_on or act.on

    def eve_of_end(self) -> date | None:
        """A period of one day that begins here ends on the last day of the term."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None


class GrantItem(Part):
    """An item among those given."""

    of = models.ForeignKey(PowerGrant, models.CASCADE, related_name="items")
    item = models.ForeignKey(PowerItem, models.PROTECT, related_name="grants", verbose_name="执法事项")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "赋权事项明细"
        constraints = [models.UniqueConstraint(fields=["of", "item"], name="enforcement_grant_item_once")]

    def __str__(self) -> str:
        return str(self.item)


class GrantEvaluation(Part):
    """承接能力评估, before and at intervals after."""

    of = models.ForeignKey(PowerGrant, models.CASCADE, related_name="evaluations")
    held_on = models.DateField("评估日期")
    outcome = models.CharField("结论", max_length=10, choices=Assessment)
    report = models.TextField("评估情况")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "承接评估"

    def __str__(self) -> str:
        return f"{self.held_on} {self.get_outcome_display()}"
