"""A request: who asks, in what capacity, for what, about which records, and what came of it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.flow import copying, erasing
from fazhi.kernel.flow.gates import gate
from fazhi.kernel.ledger import book
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.kernel.records.fields import CitizenNumber, PersonName, Phone, SensitiveText
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering


class RightsRequest(Case):
    """权利请求."""

    class Kind(models.TextChoices):
        COPY = "copy", "查阅、复制"
        CORRECT = "correct", "更正、补充"
        ERASE = "erase", "删除"
        WITHDRAW = "withdraw", "撤回同意"
        EXPLAIN = "explain", "解释处理规则"

    class Asker(models.TextChoices):
        SELF = "self", "本人"
        GUARDIAN = "guardian", "监护人"
        AGENT = "agent", "委托代理人"
        KIN = "kin", "死者近亲属"

    kind = models.CharField("请求事项", max_length=10, choices=Kind)
    name = PersonName("请求人")
    asker = models.CharField("身份", max_length=10, choices=Asker, default=Asker.SELF)
    id_number = CitizenNumber("证件号", blank=True)
    phone = Phone("电话")
    wish = SensitiveText("请求内容")
    is_identified = models.BooleanField("已核验身份", default=False)
    identified_by = models.CharField(
        "核验方式", max_length=100, blank=True, help_text="例如：窗口核对身份证原件；委托书和双方证件"
    )
    decision = models.TextField("办理情况", blank=True)
    refused_because = models.TextField("不予办理的理由", blank=True)
    done_on = models.DateField("办结日期", null=True, blank=True, editable=False)

    readers: ClassVar = (CLERK, LEADER)
    numbering: ClassVar = Numbering("（{year}）{unit}权请第{serial:03d}号", kind="权请")
    search_fields: ClassVar = "number title name"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "个人信息权利请求"

    def take_down(self, act: Any) -> None:
        self.title = self.title or f"请求{self.get_kind_display()}个人信息"

    @gate("还没有核验请求人的身份，不能办理", law="个人信息保护法 第五十条")
    def is_known(self) -> bool:
        return self.is_identified

    @gate("删除、更正、撤回同意的，先登记涉及哪些档案")
    def names_records(self) -> bool:
        return self.kind in (self.Kind.COPY, self.Kind.EXPLAIN) or bool(self.rows("targets"))

    def carry_out(self, act: Any) -> None:
        """Erase what was asked for, or note on each record what was handed over; all of it, or nothing."""
        self.done_on = act.on
        for target in self.rows("targets"):
            record = target.record(act.person)
            if self.kind in (self.Kind.ERASE, self.Kind.WITHDRAW):
                self._erase_from(record, act)
            else:
                title = f"按请求{self.get_kind_display()}个人信息"
                book.write(book.Act(record, "release", title, actor=act.person, reason=self.number, law=copying.LAW))

    def _erase_from(self, record: Any, act: Any) -> None:
        """What names the asker, and nobody else."""
        numbers = [number for number in (self.id_number, self.phone) if number]
        rows = {(type(row), row.pk): row for number in numbers for row in copying.rows_of(record, number)}
        if not rows:
            raise ValidationError(f"{record.number}里没有请求人的证件号或者电话，请核对")
        for row in rows.values():
            part = row if isinstance(row, Part) else None
            erasing.erase(record, act.person, self._basis(), f"{self.number}，{self.get_asker_display()}请求", part)

    def _basis(self) -> str:
        return f"{erasing.LAW}{'第三项' if self.kind == self.Kind.WITHDRAW else ''}"

    def refuse(self, act: Any) -> None:
        self.done_on = act.on


class Target(Part):
    """涉及的档案, by its number."""

    of = models.ForeignKey(RightsRequest, models.CASCADE, related_name="targets")
    number = models.CharField("档案编号", max_length=120)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "涉及的档案"

    def __str__(self) -> str:
        return self.number

    def record(self, person: Any) -> Any:
        """The record of this number within somebody's scope; raises ValidationError where there is none."""
        for kind in copying.kinds():
            if found := kind.objects.visible_to(person).filter(number=self.number).select_related("unit").first():
                return found
        raise ValidationError(f"没有编号为“{self.number}”的档案，或者不在您可看的范围之内")
