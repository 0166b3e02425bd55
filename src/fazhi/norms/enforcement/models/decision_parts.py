"""What a decision is made of: penalties, statements, hearings, reviews, discussions, services, payments, remedies."""

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.documents.handing_over import MUST_SHOW, ServedBy
from fazhi.kernel.documents.money import written_amount
from fazhi.kernel.records.fields import PersonName
from fazhi.kernel.records.models import Part

from ..penalty_words import (
    OF_MONEY,
    Accepted,
    Attendance,
    HearingResult,
    PenaltyKind,
    ReviewKind,
    ReviewOpinion,
)
from .decisions import Decision
from .officers import Officer


class Penalty(Part):
    """One of the penalties of a decision; 责令改正 is none of them (行政处罚法 第二十八条)."""

    of = models.ForeignKey(Decision, models.CASCADE, related_name="penalties")
    kind = models.CharField("处罚种类", max_length=20, choices=PenaltyKind)
    amount = models.DecimalField("金额（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    base = models.DecimalField("计算基数（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    multiple = models.DecimalField("倍数", max_digits=8, decimal_places=2, null=True, blank=True)
    goods = models.TextField("没收财物", blank=True)
    licence = models.CharField("许可证件名称、编号", max_length=120, blank=True)
    period = models.CharField("期限", max_length=60, blank=True)
    is_dropped = models.BooleanField("不再拟处", default=False, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "处罚"

    def __str__(self) -> str:
        return self.said

    @property
    def said(self) -> str:
        label = self.get_kind_display()
        if self.amount is not None:
            return f"{label}人民币{written_amount(self.amount)}"
        more = "，".join(filter(None, (self.goods, self.licence, self.period)))
        return f"{label}（{more}）" if more else label

    def clean(self) -> None:
        if self.kind in OF_MONEY and not (self.amount and self.amount > 0):
            raise ValidationError({"amount": f"{self.get_kind_display()}请填写金额"})
        if self.kind == PenaltyKind.CONFISCATED_GOODS and not self.goods.strip():
            raise ValidationError({"goods": "请写明没收的财物"})
        if self.kind in (PenaltyKind.SUSPENDED_LICENCE, PenaltyKind.REVOKED_LICENCE) and not self.licence.strip():
            raise ValidationError({"licence": "请写明许可证件名称、编号"})
        if self.kind == PenaltyKind.DETENTION:
            raise ValidationError({"kind": "行政拘留只能由公安机关或者法律规定的其他机关行使（行政处罚法 第十八条第三款）"})


class Statement(Part):
    """陈述申辩, and what the review of it found; it never makes a penalty heavier."""

    of = models.ForeignKey(Decision, models.CASCADE, related_name="statements")
    made_on = models.DateField("提出日期")
    content = models.TextField("陈述申辩意见")
    recheck = models.TextField("复核意见")
    accepted = models.CharField("采纳情况", max_length=10, choices=Accepted)
    reason = models.TextField("采纳或者不采纳的理由")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "陈述申辩"

    def __str__(self) -> str:
        return f"{self.made_on} {self.get_accepted_display()}"


class Hearing(Part):
    """听证: asked for in time, notified seven working days before, chaired by somebody who did not investigate, minuted."""

    of = models.ForeignKey(Decision, models.CASCADE, related_name="hearings")
    asked_on = models.DateField("要求听证日期")
    channel = models.CharField("提出方式", max_length=60, blank=True)
    held_on = models.DateField("听证日期", null=True, blank=True)
    place = models.CharField("听证地点", max_length=160, blank=True)
    notice_no = models.CharField("听证通知书文号", max_length=120, blank=True, editable=False)
    notice_served_on = models.DateField("听证通知送达日期", null=True, blank=True)
    host = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="听证主持人")
    recorder = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记录员")
    is_public = models.BooleanField("公开举行", default=True)
    closed_reason = models.CharField("不公开的理由", max_length=160, blank=True)
    agents = models.CharField("代理人（一至二人）", max_length=100, blank=True)
    attendance = models.CharField("当事人到场", max_length=10, choices=Attendance, blank=True)
    minutes = models.TextField("听证笔录", blank=True)
    signed = models.CharField("笔录签字情况", max_length=160, blank=True)
    report = models.TextField("听证报告", blank=True)
    result = models.CharField("听证结论", max_length=12, choices=HearingResult, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "听证"

    def __str__(self) -> str:
        return f"{self.held_on or self.asked_on} 听证"

    def clean(self) -> None:
        if not self.is_public and not self.closed_reason.strip():
            raise ValidationError({"closed_reason": "听证公开举行；不公开的写明涉及国家秘密、商业秘密或者个人隐私"})


class Review(Part):
    """法制审核 or 案件审核: by somebody who did not investigate; eight points for the first."""

    of = models.ForeignKey(Decision, models.CASCADE, related_name="reviews")
    kind = models.CharField("审核种类", max_length=6, choices=ReviewKind)
    reviewer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="审核人员")
    is_first_time = models.BooleanField("初次从事法制审核", default=False)
    done_on = models.DateField("审核日期")
    points = models.TextField("审核内容（主体、程序、事实证据、适用法律、裁量、权限、文书、涉嫌犯罪）")
    opinion = models.CharField("审核意见", max_length=12, choices=ReviewOpinion)
    reason = models.TextField("意见和理由", blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "审核"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.get_opinion_display()}"

    @property
    def passes(self) -> bool:
        return self.opinion == ReviewOpinion.AGREES

    def clean(self) -> None:
        if not self.passes and not self.reason.strip():
            raise ValidationError({"reason": "不同意的，请写明意见和理由"})


class Discussion(Part):
    """集体讨论: each opinion on its own line."""

    of = models.ForeignKey(Decision, models.CASCADE, related_name="discussions")
    held_on = models.DateField("讨论日期")
    chair = models.CharField("主持人", max_length=40)
    recorder = models.CharField("记录人", max_length=40)
    opinions = models.TextField("各人意见（一行一人：姓名：意见）")
    conclusion = models.TextField("结论性意见")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "集体讨论"

    def __str__(self) -> str:
        return f"{self.held_on} 集体讨论"

    @property
    def speakers(self) -> list[str]:
        lines = (line.replace(":", "：").partition("：") for line in self.opinions.splitlines())
        return list(dict.fromkeys(name.strip() for name, _, opinion in lines if name.strip() and opinion.strip()))


class Service(Part):
    """送达 of the decision; the ways and what each must show are those of the documents' own services."""

    of = models.ForeignKey(Decision, models.CASCADE, related_name="services")
    method = models.CharField("送达方式", max_length=12, choices=ServedBy)
    sent_on = models.DateField("发出或者公告日期", null=True, blank=True)
    served_on = models.DateField("送达日期", null=True, blank=True)
    place = models.CharField("送达地点", max_length=200, blank=True)
    taken_by = PersonName("签收人", blank=True)
    relation = models.CharField("签收人与当事人的关系", max_length=60, blank=True)
    has_consent = models.BooleanField("当事人同意电子送达并签订确认书", default=False)
    mail_number = models.CharField("邮件单号", max_length=40, blank=True)
    witness = PersonName("见证人", blank=True)
    recording = models.CharField("拍照、录像材料", max_length=160, blank=True)
    reason = models.CharField("拒收、公告或者未送达的事由", max_length=300, blank=True)
    failed = models.BooleanField("未能送达", default=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "送达"

    def __str__(self) -> str:
        return self.get_method_display()

    def clean(self) -> None:
        if self.failed:
            return
        errors = {name: said for name, said in MUST_SHOW.get(self.method, {}).items() if not getattr(self, name)}
        if self.method == ServedBy.LEFT and not (self.witness or self.recording):
            errors["witness"] = "留置送达要有见证人，或者拍照、录像"
        if self.method != ServedBy.PUBLIC and not self.served_on:
            errors["served_on"] = "请填写送达日期；没有送到的，勾选“未能送达”"
        if self.sent_on and self.served_on and self.served_on < self.sent_on:
            errors["served_on"] = "送达日期不能早于发出日期"
        if errors:
            raise ValidationError(errors)
