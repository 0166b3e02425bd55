"""先行登记保存 and 行政强制措施: one act on some goods, with a clock that cannot be overlooked."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering

from .. import remedies
from ..penalty_words import COERCIVE, MeasureEnd, MeasureKind
from ..roles import HANDLERS, READERS
from .bodies import PowerItem, Provision
from .case_parts import CaseParty
from .cases import PenaltyCase
from .officers import Officer


class Measure(Case):
    """Approved first, or within a day after an urgent one; ended by a decision, or by time."""

    opened_on = models.DateField("提出日期", editable=False)
    case = models.ForeignKey(PenaltyCase, models.PROTECT, related_name="measures", verbose_name="行政处罚案件")
    party = models.ForeignKey(CaseParty, models.PROTECT, related_name="+", verbose_name="当事人")
    kind = models.CharField("措施", max_length=14, choices=MeasureKind)
    item = models.ForeignKey(
        PowerItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="行政强制事项（先行登记保存不填）"
    )
    basis = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="强制措施依据")
    reason = models.TextField("采取措施的理由")
    is_urgent = models.BooleanField("情况紧急，当场先行采取", default=False)
    first = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="执法人员一")
    second = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="执法人员二")
    place = models.CharField("地点或者账户", max_length=200)
    approved_on = models.DateField("批准日期", null=True, editable=False)
    applied_on = models.DateField("采取日期", null=True, editable=False)
    delivered_on = models.DateField("决定书交付日期", null=True, blank=True)
    presence = models.CharField("到场和笔录情况", max_length=200, blank=True)
    test_purpose = models.CharField("检测、检验、检疫、鉴定事项", max_length=200, blank=True)
    extended_because = models.CharField("延长的理由", max_length=300, blank=True)
    ended_on = models.DateField("处理日期", null=True, editable=False)
    end = models.CharField("处理", max_length=12, choices=MeasureEnd, blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}强措〔{year}〕{serial}号", kind="强制措施")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "case__item case__body__unit__parent case__unit party item basis first second"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "登记保存和强制措施"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return HANDLERS

    def clean(self) -> None:
        if self.case_id and self.party_id and self.party.of_id != self.case_id:
            raise ValidationError({"party": f"{self.party}不是本案的当事人"})
        if self.first_id == self.second_id:
            raise ValidationError({"second": "两名执法人员不能是同一人"})
        if self.is_coercive and not (self.item_id and self.basis_id):
            raise ValidationError({"item": "查封、扣押、冻结请选择行政强制事项和依据"})
        self.title = self.title or f"{self.get_kind_display()}：{self.party}"

    @property
    def is_coercive(self) -> bool:
        return self.kind in COERCIVE

    @property
    def stands(self) -> bool:
        return self.applied_on is not None and self.ended_on is None

    @shown("救济告知")
    def remedy_text(self) -> str:
        return remedies.directly(self.case.body)

    @shown("期限")
    def term(self) -> str:
        """The last day, as the clocks have it now."""
        dues = [row["due"] for row in self.clocks if row["name"] in ("preservation", "sealing", "freezing") and row["due"]]
        return dues[-1] if dues else ""


class MeasureGoods(Part):
    """清单: one thing, with how many and in what state."""

    of = models.ForeignKey(Measure, models.CASCADE, related_name="goods")
    name = models.CharField("名称（账号）", max_length=120)
    specification = models.CharField("规格、型号", max_length=100, blank=True)
    quantity = models.CharField("数量（金额）", max_length=40)
    condition = models.CharField("成色、状态", max_length=100, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "财物清单"

    def __str__(self) -> str:
        return f"{self.name} {self.quantity}"


def standing(measures: list[Any]) -> list[Any]:
    return [each for each in measures if each.stands]
