"""What follows a decision: payments, instalments, remedies."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.records.models import Part

from ..execution_words import CollectGround, PaidBy, RemedyKind, RemedyResult
from .decisions import Decision


class Payment(Part):
    """缴款: to the bank; into an officer's hand only where the law says so, with the ministry's own receipt."""

    of = models.ForeignKey(Decision, models.CASCADE, related_name="payments")
    paid_on = models.DateField("缴款日期")
    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2)
    channel = models.CharField("缴款渠道", max_length=12, choices=PaidBy, default=PaidBy.BANK)
    receipt_no = models.CharField("票据号", max_length=60, blank=True)
    collect_ground = models.CharField("当场收缴的理由", max_length=10, choices=CollectGround, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "缴款"

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount:,}元"

    def clean(self) -> None:
        if self.amount is not None and self.amount <= 0:
            raise ValidationError({"amount": "缴款金额应当大于零"})


class Instalment(Part):
    """分期: what is due when."""

    of = models.ForeignKey(Decision, models.CASCADE, related_name="instalments")
    due_on = models.DateField("应缴日期")
    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "分期"

    def __str__(self) -> str:
        return f"{self.due_on} {self.amount:,}元"


class Remedy(Part):
    """复议、诉讼 against the decision; while one runs no late fee is added and no court is asked to enforce."""

    of = models.ForeignKey(Decision, models.CASCADE, related_name="remedies")
    kind = models.CharField("途径", max_length=16, choices=RemedyKind)
    organ = models.CharField("复议机关或者法院", max_length=100)
    filed_on = models.DateField("受理日期")
    result = models.CharField("结果", max_length=12, choices=RemedyResult, blank=True)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    result_no = models.CharField("决定书、裁判文书文号", max_length=120, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "复议和诉讼"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.get_result_display()}"


def last_day(instalments: list[Instalment]) -> date | None:
    """The end of the last instalment: from here the three months of court enforcement run (行政处罚法 第七十二条第二款)."""
    return max((row.due_on for row in instalments), default=None)
