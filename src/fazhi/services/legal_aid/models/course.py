"""The course of an aid case: what was decided, who does it, how it ended, what it was worth. One table with the application."""

from django.db import models

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records.models import Case

from ..words import Decision, Grade, Outcome, Rating, Termination, Urgent
from .lawyers import AidLawyer


class Course(Case):
    """Everything that steps fill in after the application has come."""

    # 决定
    missing = models.TextField("需要补充的材料、说明", blank=True)
    missing_told_on = models.DateField("一次性告知补正日期", null=True, blank=True, editable=False)
    supplement_by = models.DateField("补充材料的最后日期", null=True, blank=True)
    supplemented_on = models.DateField("补齐日期", null=True, blank=True, editable=False)
    urgent_ground = models.CharField("先行援助情形", max_length=2, choices=Urgent, blank=True)
    urgent_reason = models.CharField("先行援助的理由", max_length=200, blank=True)
    urgent_on = models.DateField("先行援助日期", null=True, blank=True, editable=False)
    was_refused = models.BooleanField("曾决定不予", default=False, editable=False)
    refused_on = models.DateField("不予决定日期", null=True, blank=True, editable=False)
    decision = models.CharField("决定", max_length=12, choices=Decision, blank=True, editable=False)
    findings = models.TextField("查明的情况", blank=True)
    refused_because = models.TextField("不予援助的理由", blank=True)
    refused_under = models.CharField("不予援助依据的条款", max_length=60, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name="决定人"
    )
    is_decided_late = models.BooleanField("超期决定", default=False, editable=False)
    late_because = models.CharField("超期的原因", max_length=200, blank=True)
    transfer_to = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转送的法律援助机构"
    )
    transfer_told = models.CharField("转送之后", max_length=300, blank=True)
    foreign_basis = models.CharField("外国人、无国籍人适用的法律、条约或者互惠", max_length=160, blank=True)
    objection_text = models.TextField("异议理由", blank=True)
    was_corrected = models.BooleanField("经异议改正", default=False, editable=False)
    # 指派
    lawyer = models.ForeignKey(
        AidLawyer, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="法律援助人员"
    )
    assigned_on = models.DateField("指派日期", null=True, blank=True, editable=False)
    is_assigned_late = models.BooleanField("超期指派", default=False, editable=False)
    departs_because = models.CharField("不合意愿或者超过办案数的理由", max_length=200, blank=True)
    conflict_checked_on = models.DateField("利益冲突核查日期", null=True, blank=True, editable=False)
    practice_years = models.PositiveSmallIntegerField("相关执业年限", null=True, blank=True, editable=False)
    organ_told_on = models.DateField("通知办案机关日期", null=True, blank=True)
    agreement_on = models.DateField("委托协议日期", null=True, blank=True)
    # 结案
    ended_on = models.DateField("办理结束日期", null=True, blank=True)
    outcome = models.CharField("结果", max_length=16, choices=Outcome, blank=True)
    outcome_note = models.TextField("办理情况和结果", blank=True)
    all_consent = models.BooleanField("被代表的受援人均同意", null=True, blank=True, choices=((True, "是"), (False, "否")))
    recovered = models.DecimalField("取得利益、挽回损失", max_digits=14, decimal_places=2, null=True, blank=True)
    reported_on = models.DateField("报送结案材料日期", null=True, blank=True, editable=False)
    is_reported_late = models.BooleanField("超期报送", default=False, editable=False)
    termination_ground = models.CharField("终止情形", max_length=2, choices=Termination, blank=True)
    terminated_because = models.TextField("终止的理由", blank=True)
    terminated_on = models.DateField("终止日期", null=True, blank=True, editable=False)
    repay = models.DecimalField("责令支付的法律援助费用", max_digits=10, decimal_places=2, null=True, blank=True)
    fine = models.DecimalField("罚款", max_digits=8, decimal_places=2, null=True, blank=True)
    quality_score = models.PositiveSmallIntegerField("质量分", null=True, blank=True)
    quality_note = models.CharField("质量评估意见", max_length=200, blank=True)
    grade = models.CharField("质量等次", max_length=10, choices=Grade, blank=True, editable=False)
    subsidy = models.DecimalField("补贴", max_digits=10, decimal_places=2, null=True, blank=True, editable=False)
    is_archived_late = models.BooleanField("超期归档", default=False, editable=False)
    archived_on = models.DateField("归档日期", null=True, blank=True, editable=False)
    paid_on = models.DateField("支付日期", null=True, blank=True)
    rating = models.CharField("满意度", max_length=2, choices=Rating, blank=True)
    # Kept for the figures, which do not look into parts.
    people = models.PositiveIntegerField("受援人数", default=1, editable=False)
    has_special = models.BooleanField("有特殊群体", default=False, editable=False)
    was_changed = models.BooleanField("更换过承办人", default=False, editable=False)
    was_complained = models.BooleanField("被投诉", default=False, editable=False)

    class Meta(Case.Meta):
        abstract = True
