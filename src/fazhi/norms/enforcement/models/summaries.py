"""当场处罚: decided on the spot by two officers, written on a numbered form, reported afterwards."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.secret import found_by

from .. import remedies
from ..execution_words import CollectGround, PaidBy
from ..penalty_words import PenaltyKind, Profile
from ..roles import HANDLERS, READERS
from .bodies import EnforcementBody, PowerItem, Provision
from .case_parts import Punishable
from .officers import Officer

SUMMARY_KINDS = [(kind.value, kind.label) for kind in (PenaltyKind.WARNING, PenaltyKind.FINE)]


class SpotPenalty(Case, Punishable):
    """`decided_on` is the day of the act; the number is the form's own."""

    opened_on = models.DateField("登记日期", editable=False)
    item = models.ForeignKey(PowerItem, models.PROTECT, related_name="+", verbose_name="违法行为（执法事项）")
    body = models.ForeignKey(EnforcementBody, models.PROTECT, related_name="+", verbose_name="办案机关（执法主体）")
    profile = models.CharField("程序规定", max_length=12, choices=Profile, default=Profile.GENERAL)
    first = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="执法人员一")
    second = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="执法人员二")
    decided_on = models.DateField("处罚日期")
    act_place = models.CharField("地点", max_length=200)
    facts = models.TextField("违法事实和证据")
    violated = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="违反的规定")
    basis = models.ForeignKey(Provision, models.PROTECT, related_name="+", verbose_name="处罚依据")
    penalty = models.CharField("处罚种类", max_length=20, choices=SUMMARY_KINDS)
    fine = models.DecimalField("罚款金额（元）", max_digits=10, decimal_places=2, null=True, blank=True)
    discretion_ref = models.CharField("适用的裁量基准", max_length=160, blank=True)
    shown_and_told = models.BooleanField("已出示证件、告知事实理由依据并听取陈述申辩", default=False)
    statement = models.CharField("陈述申辩和复核", max_length=300, blank=True)
    refused_to_sign = models.BooleanField("当事人拒绝签收（已在决定书上注明）", default=False)
    correction_order = models.CharField("责令改正", max_length=200, blank=True)
    reported_on = models.DateField("报备日期", null=True, editable=False)
    collect_ground = models.CharField("当场收缴的理由", max_length=10, choices=CollectGround, blank=True)
    receipt_no = models.CharField("财政票据号", max_length=60, blank=True)
    paid_on = models.DateField("缴款日期", null=True, blank=True)
    paid_by = models.CharField("缴款渠道", max_length=12, choices=PaidBy, blank=True)
    handed_in_on = models.DateField("交至行政机关日期", null=True, blank=True)
    banked_on = models.DateField("缴付银行日期", null=True, blank=True)
    revoked_by = models.CharField("撤销的依据", max_length=160, blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}当罚〔{year}〕{serial}号", kind="当场处罚")
    search_fields: ClassVar = "number title name"
    acts_with: ClassVar = "item body__unit__parent first second basis"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "当场处罚"
        indexes = [*Case.Meta.indexes, models.Index(fields=["decided_on"], name="enforcement_summary_day"),
                   found_by("id_number", "enforcement_summary_id")]  # fmt: skip

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return HANDLERS

    def clean(self) -> None:
        self.clean_party()
        if self.first_id == self.second_id:
            raise ValidationError({"second": "两名执法人员不能是同一人"})
        if self.penalty == PenaltyKind.FINE and not (self.fine and self.fine > 0):
            raise ValidationError({"fine": "罚款请填写金额"})
        if self.penalty == PenaltyKind.WARNING and self.fine:
            raise ValidationError({"fine": "警告没有罚款金额"})
        if self.decided_on > self.opened_on:
            raise ValidationError({"decided_on": "处罚日期不能晚于登记日期"})
        self.title = self.title or f"{self.name}{self.item.title.removeprefix('对').removesuffix('的处罚')}"[:160]

    @property
    def is_fine(self) -> bool:
        return self.penalty == PenaltyKind.FINE

    @property
    def said(self) -> str:
        return f"罚款人民币{self.fine:,}元" if self.is_fine else "警告"

    @shown("救济告知")
    def remedy_text(self) -> str:
        return remedies.after_reconsideration(self.body)

    @property
    def officers(self) -> list[Any]:
        return [self.first, self.second]
