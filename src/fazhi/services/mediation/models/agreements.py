"""What was agreed, term by term; whether it is kept; and what the court says of it."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import Unit
from fazhi.kernel.records.fields import PersonName
from fazhi.kernel.records.models import Part

from ..words import ApplyForm, ConfirmationResult, RefuseGround, SignMethod, TermKind, VenueBasis
from .disputes import Dispute


class Agreement(Part):
    """调解协议: in writing it takes effect with the last of the signatures and the seal, by word of mouth when it is reached."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="agreements")
    ordinal = models.PositiveSmallIntegerField("第几份", default=1, editable=False)
    form = models.CharField("形式", max_length=10, choices=ApplyForm, default=ApplyForm.WRITTEN)
    facts = models.TextField("纠纷主要事实", blank=True)
    issues = models.TextField("争议事项", blank=True)
    liability = models.TextField("各方责任", blank=True)
    copies = models.PositiveSmallIntegerField("份数", null=True, blank=True, help_text="当事人各执一份，调委会留存一份")
    sign_method = models.CharField("签署方式", max_length=12, choices=SignMethod, default=SignMethod.PAPER)
    parties_signed_on = models.DateField("各方当事人签名日期", null=True, blank=True)
    mediator_signed_on = models.DateField("调解员签名日期", null=True, blank=True)
    sealed_on = models.DateField("调委会盖章日期", null=True, blank=True)
    effective_on = models.DateField("生效日期", null=True, blank=True, editable=False)
    witness = PersonName("在场见证人", blank=True, help_text="口头协议写明；没有见证人的，附现场照片")
    is_partial = models.BooleanField("部分协议", default=False)
    rest = models.TextField("没有达成一致的事项", blank=True, help_text="部分协议写明，其余的留空")
    is_paper_waived = models.BooleanField("当事人认为无需制作协议书", default=False)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="变更的原协议", editable=False
    )
    is_superseded = models.BooleanField("已被新协议取代", default=False, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "调解协议"

    def __str__(self) -> str:
        return f"{self.get_form_display()}协议（{self.ordinal}）{'，已被取代' if self.is_superseded else ''}"

    def clean(self) -> None:
        if self.is_partial and not self.rest.strip():
            raise ValidationError({"rest": "部分协议应当写明还有哪些事项没有达成一致"})
        if self.form == ApplyForm.WRITTEN and not self.copies:
            raise ValidationError({"copies": "书面协议应当写明份数：当事人各执一份，调委会留存一份（人民调解法 第二十九条）"})

    @property
    def day_of_effect(self) -> date | None:
        """The last of the parties' signatures, the mediator's and the seal; none while one is missing."""
        days = (self.parties_signed_on, self.mediator_signed_on, self.sealed_on)
        return max(days) if all(days) else None


class Term(Part):
    """协议条款: who owes whom what, by when; instalments are terms of their own."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="terms")
    # By its ordinal: within one act neither the agreement nor its terms have keys yet. Nought while it is only proposed.
    agreement_no = models.PositiveSmallIntegerField("所属协议", default=0, editable=False)
    is_dropped = models.BooleanField("已撤下或者被取代", default=False, editable=False)
    kind = models.CharField("内容类别", max_length=12, choices=TermKind, default=TermKind.DEED)
    obligor = PersonName("义务人")
    obligee = PersonName("权利人", blank=True)
    content = models.TextField("履行内容")
    amount = models.DecimalField("履行金额", max_digits=14, decimal_places=2, null=True, blank=True)
    method = models.CharField("履行方式", max_length=100, blank=True)
    due_on = models.DateField("履行期限", null=True, blank=True)
    performed_on = models.DateField("履行日期", null=True, blank=True)
    proof = models.CharField("履行凭证", max_length=200, blank=True)
    reported_on = models.DateField("义务人报告履行日期", null=True, blank=True, editable=False)
    denied_on = models.DateField("权利人表示没有履行日期", null=True, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "协议条款"

    def __str__(self) -> str:
        return self.content[:40]

    def clean(self) -> None:
        if self.amount is not None and self.amount < 0:
            raise ValidationError({"amount": "履行金额不能是负数"})
        if self.kind == TermKind.MONEY and not self.amount:
            raise ValidationError({"amount": "给付金钱的条款，请写明金额"})
        if self.obligor and self.obligor == self.obligee:
            raise ValidationError({"obligee": "义务人和权利人不能是同一人"})
        if self.due_on and self.due_on < self.of.opened_on:
            raise ValidationError({"due_on": f"履行期限 {self.due_on} 不能早于申请日期 {self.of.opened_on}"})

    @property
    def is_proposed(self) -> bool:
        """Recorded, and not yet part of an agreement."""
        return not self.agreement_no and not self.is_dropped

    @property
    def obligors(self) -> set[str]:
        return names_in(self.obligor)

    @property
    def obligees(self) -> set[str]:
        return names_in(self.obligee)

    @property
    def vagueness(self) -> str:
        """What a court would find unclear: who, what, to whom, when."""
        lacks = [
            word
            for word, given in (
                ("义务人", self.obligor),
                ("履行内容", self.content),
                ("履行期限", self.due_on or self.method),
                ("权利人", self.obligee or self.amount is None),
            )
            if not given
        ]
        return "、".join(lacks)


SEVERAL = re.compile("[、，,]")


def names_in(text: str) -> set[str]:
    """Who is named, where several may be."""
    return {name.strip() for name in SEVERAL.split(text) if name.strip()}


class JudicialConfirmation(Part):
    """司法确认: applied for together within thirty days of effect."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="confirmations")
    is_joint = models.BooleanField("双方共同申请", default=False)
    is_voluntary = models.BooleanField("双方确认自愿、内容真实", default=False)
    is_lawful = models.BooleanField("不违反法律强制性规定，不损害国家、社会公共利益和他人合法权益，不违背公序良俗", default=False)
    applied_on = models.DateField("申请日期", null=True, blank=True, editable=False)
    court = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="人民法院")
    venue_basis = models.CharField("管辖依据", max_length=12, choices=VenueBasis, default=VenueBasis.COMMITTEE)
    court_no = models.CharField("法院案号", max_length=80, blank=True)
    accepted_on = models.DateField("法院受理日期", null=True, blank=True, editable=False)
    decided_on = models.DateField("裁定日期", null=True, blank=True, editable=False)
    result = models.CharField("结果", max_length=14, choices=ConfirmationResult, blank=True)
    refused_for = models.CharField("驳回、不予受理的情形", max_length=8, choices=RefuseGround, blank=True)
    ground = models.CharField("裁定书写明的理由", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "司法确认"

    def __str__(self) -> str:
        return f"{self.court} {self.get_result_display() or '审查中'}"
