"""来访登记: whoever is asked first answers for it until somebody has taken it over."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from fazhi.kernel.flow.gates import asked_gate
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records.fields import PersonName, Phone, SensitiveText, Several
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.querysets import NOWHERE, in_offices

from ..roles import READERS
from ..words import AT_ONCE, Category, Disposition, Group, Priority, Rating, Slot
from .sites import Site


class Reception(Case):
    """One visit to one site; `handler` is who was asked first (首问责任人)."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="receptions", verbose_name="接待平台")
    is_anonymous = models.BooleanField("匿名", default=False)
    visitor = PersonName("来访人", blank=True)
    phone = Phone("联系电话", blank=True)
    groups = Several("特殊群体", Group)
    is_cared_for = models.BooleanField("特殊群体来访", default=False, editable=False)
    category = models.CharField("事项类别", max_length=16, choices=Category)
    matter = SensitiveText("来访事由")
    booked_for = models.DateField("预约日期", null=True, blank=True)
    booked_slot = models.CharField("预约时段", max_length=10, choices=Slot, blank=True)
    priority = models.CharField("优先", max_length=8, choices=Priority, default=Priority.ORDINARY)
    # 去向
    disposition = models.CharField("去向", max_length=16, choices=Disposition, blank=True)
    answer = models.TextField("答复", blank=True)
    cited = models.CharField("引用法条", max_length=200, blank=True)
    missing = models.TextField("一次性告知的缺项", blank=True)
    told_once = models.BooleanField("已一次性告知", default=False)
    consents = models.BooleanField("来访人同意转办并提供个人信息", default=False)
    handed_to = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转办单位")
    handed_times = models.PositiveSmallIntegerField("转办次数", default=0, editable=False)
    result = models.TextField("办理结果", blank=True)
    rating = models.CharField("评价", max_length=1, choices=Rating, blank=True)
    complaint = models.TextField("投诉内容", blank=True)
    reply = models.TextField("投诉答复", blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("（{year}）{unit}访字第{serial:05d}号", kind="访")
    search_fields: ClassVar = "number title visitor"
    narrows_scope: ClassVar = True
    acts_with: ClassVar = "site"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "来访"

    @classmethod
    def scope_of(cls, person: Person | None, on: date | None = None) -> Q:
        """By place; in a village's room whoever received somebody alone, for its office knows everybody who comes."""
        if person is None:
            return NOWHERE
        own = Q(handler=person) | Q(recorded_by=person)
        return in_offices(person, *READERS, on=on) | (own if person.scope(*READERS, on=on) else NOWHERE)

    def clean(self) -> None:
        self.title = self.title or f"{self.get_category_display()}来访"
        if self.is_anonymous and self.visitor:
            raise ValidationError({"visitor": "匿名来访不登记姓名"})
        if not self.is_anonymous and not self.visitor:
            raise ValidationError({"visitor": "填写来访人姓名；不愿意留姓名的，选“匿名”"})

    def day_expected(self) -> Any:
        """The day before the visit, so that one day ends on the day itself."""
        return (self.booked_for or self.opened_on) - timedelta(days=1)

    @property
    def is_at_once(self) -> bool:
        return self.disposition in AT_ONCE

    @asked_gate("当场答复写明答复内容；法律咨询至少引用一条法条")
    def is_answered(self) -> bool | str:
        if not self.answer.strip():
            return "当场办结的，写明答复内容或者告知的去处"
        needs = self.category == Category.ADVICE and self.disposition == Disposition.ANSWERED
        return not needs or bool(self.cited.strip()) or "法律咨询的答复至少引用一条法条"

    @asked_gate("当场办结选“当场答复”或者“非职责告知”；其他去向用“转办”")
    def closes_at_once(self) -> bool:
        return self.is_at_once

    @asked_gate("转办选接收的去向；当场办结的用“当场办结”")
    def goes_elsewhere(self) -> bool:
        return not self.is_at_once

    @asked_gate("转办要把来访人的信息提供给接收单位，须经本人同意", law="个人信息保护法 第二十三条")
    def visitor_consents(self) -> bool:
        return self.consents or self.disposition == Disposition.POLICE

    @asked_gate("材料不齐的，把缺项一次写全")
    def tells_all(self) -> bool:
        return bool(self.missing.strip())

    @property
    def last_diversion(self) -> Any:
        return next(iter(reversed(self.rows("diversions"))), None)


class Diversion(Part):
    """一次转办: to whom, taken over or returned with a reason."""

    of = models.ForeignKey(Reception, models.CASCADE, related_name="diversions")
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="接收单位")
    disposition = models.CharField("去向", max_length=16, choices=Disposition)
    accepted_on = models.DateField("接收日期", null=True, editable=False)
    returned_because = models.CharField("退回理由", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "转办记录"

    def __str__(self) -> str:
        return f"{self.get_disposition_display()}：{self.to}"
