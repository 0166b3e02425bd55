"""村（居）法律顾问: contracts with villages, logs that the village confirms, and what is paid for them."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from fazhi.kernel.flow.gates import asked_gate, gate
from fazhi.kernel.org.models import Person, UnitKind
from fazhi.kernel.records.fields import Several
from fazhi.kernel.records.models import Case, Part

from ..roles import OF_VILLAGES
from ..rules import LECTURES_A_QUARTER, LOG_DAYS, VISITS_A_MONTH
from ..words import Activity, Funding, Mode
from .registers import Provider


def least_visits() -> int:
    return VISITS_A_MONTH.value()


def least_lectures() -> int:
    return LECTURES_A_QUARTER.value()


class Contract(Case):
    """顾问合同: `unit` is the village; an adviser may have many of them."""

    adviser = models.ForeignKey(Provider, models.PROTECT, related_name="contracts", verbose_name="法律顾问")
    contract_no = models.CharField("合同号", max_length=60)
    starts_on = models.DateField("合同起")
    ends_on = models.DateField("合同止")
    funding = models.CharField("经费来源", max_length=10, choices=Funding)
    fee = models.DecimalField("合同费用", max_digits=10, decimal_places=2, null=True, blank=True)
    visits = models.PositiveSmallIntegerField("每月到村次数", default=least_visits)
    lectures = models.PositiveSmallIntegerField("每季讲座次数", default=least_lectures)
    on_board = models.BooleanField("上墙公示", default=False)
    has_group = models.BooleanField("已建微信群", default=False)
    looked_at_on = models.DateField("最近核查到村", null=True, editable=False)
    is_short = models.BooleanField("到村没有达到约定", default=False, editable=False)
    ended_on = models.DateField("合同终了日期", null=True, editable=False)
    ended_because = models.CharField("提前终止的理由", max_length=200, blank=True, editable=False)

    readers: ClassVar = OF_VILLAGES
    search_fields: ClassVar = "title contract_no"
    acts_with: ClassVar = "unit adviser"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "顾问合同"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "contract_no"],
                condition=~Q(state="void"),
                name="legal_services_contract_no",
                violation_error_message="这个村（社区）已经登记过这一合同号",
            ),
        ]

    def clean(self) -> None:
        self.title = self.title or f"{self.unit.name}法律顾问合同"
        if self.unit.kind != UnitKind.VILLAGE:
            raise ValidationError({"unit": "顾问合同的一方应当是村（社区）"})
        if self.ends_on <= self.starts_on:
            raise ValidationError({"ends_on": "合同止应当晚于合同起"})
        if self.visits < least_visits():
            raise ValidationError({"visits": f"每月到村不少于 {least_visits()} 次"})

    def runs_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on and (self.ended_on is None or day <= self.ended_on)

    @gate("法律顾问没有执业，合同不能生效", law="律师法 第十三条")
    def is_practising(self) -> bool | str:
        return self.adviser.is_practising or f"{self.adviser}的执业状态是“{self.adviser.get_licence_display()}”"

    @asked_gate("没有上墙公示顾问的姓名、电话和服务时间，合同不能生效")
    def is_on_board(self) -> bool:
        return self.on_board

    @property
    def paid(self) -> Decimal:
        return sum((row.amount for row in self.rows("settlements")), Decimal(0))


class VisitReview(Part):
    """到村核查: once a quarter, whether what the contract says was done, as far as the village has confirmed it; whether or not it is paid for."""

    of = models.ForeignKey(Contract, models.CASCADE, related_name="reviews")
    since = models.DateField("核查自", editable=False)
    until = models.DateField("核查至", editable=False)
    visits = models.PositiveSmallIntegerField("到村次数", default=0, editable=False)
    least_visits = models.PositiveSmallIntegerField("约定到村", default=0, editable=False)
    lectures = models.PositiveSmallIntegerField("讲座次数", default=0, editable=False)
    least_lectures = models.PositiveSmallIntegerField("约定讲座", default=0, editable=False)
    is_met = models.BooleanField("达到约定", default=False, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "到村核查"

    def __str__(self) -> str:
        return f"{self.since}至{self.until}"


class Settlement(Part):
    """结算: what is paid for a stretch of the contract; nothing for a log that the village has not confirmed."""

    of = models.ForeignKey(Contract, models.CASCADE, related_name="settlements")
    since = models.DateField("结算自")
    until = models.DateField("结算至")
    amount = models.DecimalField("金额", max_digits=10, decimal_places=2)
    visits = models.PositiveSmallIntegerField("到村次数", default=0, editable=False)
    lectures = models.PositiveSmallIntegerField("讲座次数", default=0, editable=False)
    served_hours = models.DecimalField("工时", max_digits=6, decimal_places=1, default=0, editable=False)
    is_short = models.BooleanField("没有达到合同次数", default=False, editable=False)
    note = models.CharField("扣减说明", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "顾问费结算"

    def __str__(self) -> str:
        return f"{self.since}至{self.until}"

    def clean(self) -> None:
        if self.until < self.since:
            raise ValidationError({"until": "结算至不能早于结算自"})


class WorkLog(Case):
    """服务日志: one visit or call, confirmed by the village; late ones need a leader's approval."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="logs", verbose_name="顾问合同")
    on = models.DateField("服务日期")
    mode = models.CharField("方式", max_length=8, choices=Mode)
    spent = models.DecimalField("工时（小时）", max_digits=4, decimal_places=1)
    activities = Several("服务内容", Activity, blank=False)
    people = models.PositiveIntegerField("受益人数")
    summary = models.TextField("摘要")
    linked = models.CharField(
        "关联业务编号", max_length=80, blank=True, help_text="同一件事在调解、咨询里登记过的，写它的编号，不重复计数"
    )
    is_late = models.BooleanField("补记", default=False, editable=False)
    is_lecture = models.BooleanField("法治讲座", default=False, editable=False)
    approved_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="补记批准人"
    )
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="村（居）确认人"
    )
    confirmed_on = models.DateField("确认日期", null=True, editable=False)

    readers: ClassVar = OF_VILLAGES
    search_fields: ClassVar = "title"
    acts_with: ClassVar = "unit contract contract__adviser"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "顾问日志"

    def clean(self) -> None:
        if self.unit_id != self.contract.unit_id:
            raise ValidationError({"contract": f"{self.contract}不是{self.unit}的"})
        self.title = self.title or f"{self.unit.name}{self.on:%m月%d日}服务"
        if not self.activities:
            raise ValidationError({"activities": "至少选一项服务内容"})
        if not Decimal(0) < self.spent <= 24:
            raise ValidationError({"spent": "工时在 0 到 24 小时之间"})
        if not self.contract.runs_on(self.on):
            raise ValidationError({"on": f"{self.on}不在合同期内（{self.contract.starts_on}至{self.contract.ends_on}）"})

    def is_late_on(self, day: date) -> bool:
        return (day - self.on).days > LOG_DAYS.value(day)

    @gate("补记超过期限的服务日志，须先经负责人批准", mended_by="approve")
    def is_approved(self) -> bool:
        return not self.is_late or self.approved_by_id is not None
