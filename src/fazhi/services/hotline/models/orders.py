"""工单: what the line could not settle; one owner, one limit, a call-back by somebody else, and an end somebody is content with."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.flow.gates import asked_gate, gate
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import PersonName, Phone, SensitiveText, SensitiveWord
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.restricted import Ground

from ..roles import BACK_OFFICE, MANAGER, READERS
from ..words import BARRED, Contact, Level, Method, OrderKind, Outcome, Rating, Secrecy, Source
from .calls import Call


class WorkOrder(Case):
    """`unit` is the hotline's centre, `owner` who does the work: it gets a hand-over, and of a report never learns who made it."""

    source = models.CharField("来源", max_length=14, choices=Source)
    call = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name="话务单")
    outside_no = models.CharField("12345工单号", max_length=80, blank=True)
    kind = models.CharField("类型", max_length=12, choices=OrderKind)
    content = SensitiveText("内容")
    secrecy = models.CharField("保密", max_length=10, choices=Secrecy, default=Secrecy.ORDINARY)
    requester = PersonName("诉求人", blank=True)
    phone = Phone("联系电话", blank=True)
    contact = models.CharField("可否回拨", max_length=12, choices=Contact, default=Contact.FREE)
    contact_note = SensitiveWord(
        "联系提示", max_length=100, blank=True, privacy="P3", help_text="例如：只在上午九点到十一点、由女同志打"
    )
    region = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="诉求所在地")
    level = models.CharField("等级", max_length=12, choices=Level, default=Level.ORDINARY)
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主办单位")
    helpers = models.CharField("协办单位", max_length=200, blank=True)
    is_fixed = models.BooleanField("主办已经裁定", default=False, editable=False)
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="受理坐席")
    dispatched_at = models.DateTimeField("派单时间", null=True, editable=False)
    signed_at = models.DateTimeField("签收时间", null=True, editable=False)
    reply = models.TextField("办理结果", blank=True)
    replied_on = models.DateField("回复日期", null=True, editable=False)
    told_on = models.DateField("告知诉求人日期", null=True, blank=True)
    outcome = models.CharField("结果", max_length=12, choices=Outcome, blank=True)
    rating = models.CharField("满意度", max_length=1, choices=Rating, blank=True, editable=False)
    returns = models.PositiveSmallIntegerField("退单次数", default=0, editable=False)
    redone = models.PositiveSmallIntegerField("重办次数", default=0, editable=False)
    told_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="通知的公安派出所")
    is_escalated = models.BooleanField("红色通道", default=False, editable=False)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}工单〔{year}〕{serial:05d}号", kind="工单")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "owner region"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "工单"

    def clean(self) -> None:
        if self.outside_no and WorkOrder.objects.filter(outside_no=self.outside_no).exclude(pk=self.pk).exists():
            raise ValidationError({"outside_no": f"12345工单 {self.outside_no} 已经登记过"})
        if self.source == Source.HOTLINE_12345 and not self.outside_no:
            raise ValidationError({"outside_no": "12345转来的写明它的工单号"})
        if self.contact in BARRED and self.level == Level.ORDINARY and self.kind == OrderKind.RISK:
            raise ValidationError({"level": "有风险又不能回拨的，至少按紧急办理"})

    def grounds_to_restrict(self) -> list[Ground]:
        """Danger at home, and who reports, narrow who may read it: the owner may be an office above the hotline."""
        return [Ground.VIOLENCE] * self.is_escalated + [Ground.REPORTER] * self.is_reporter_hidden

    def team(self) -> list[Person]:
        return [self.taken_by] if self.taken_by else []

    @classmethod
    def assigners(cls) -> tuple[Role, ...]:
        return (BACK_OFFICE, MANAGER)

    @classmethod
    def openers(cls) -> tuple[Role, ...]:
        """The manager: a leader above the hotline may lead whoever is reported."""
        return (MANAGER,)

    @property
    def is_reporter_hidden(self) -> bool:
        return self.secrecy == Secrecy.REPORT

    def to_owner(self, text: str) -> str:
        """A text as the owner may read it: of a report, without whoever made it."""
        for told in filter(None, (self.requester, self.phone) if self.is_reporter_hidden else ()):
            text = text.replace(told, "（举报人）")
        return text

    @gate("举报件的名称里写着诉求人的姓名或者电话，主办单位会看到，请先更正名称")
    def title_names_nobody(self) -> bool:
        return self.to_owner(self.title) == self.title

    @gate("主办已经裁定，不得再次退单；办理有困难的，请热线管理人员协调")
    def may_return(self) -> bool:
        return not self.is_fixed

    @asked_gate("回复写明怎样办理、结果如何，不能只写“已处理”")
    def is_whole(self) -> bool:
        return len(self.reply.strip()) >= 10

    @asked_gate("回复之前联系诉求人，写明告知日期；无法联系、不能回拨的，结果选“无法联系”")
    def citizen_is_told(self) -> bool:
        return self.told_on is not None or self.outcome == Outcome.UNREACHED or self.contact == Contact.UNSAFE

    @gate("还没有回访；不能回拨的，写明理由办结", mended_by="call_back")
    def was_called_back(self) -> bool:
        return any(row.is_reached for row in self.rows("call_backs"))

    @gate("诉求人不安全，不得回拨；写明理由办结")
    def may_be_called(self) -> bool:
        return self.contact != Contact.UNSAFE


class Reversal(Part):
    """退单: who sent it back and why, and how it was decided."""

    of = models.ForeignKey(WorkOrder, models.CASCADE, related_name="reversals")
    by = models.ForeignKey(Unit, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="退单单位")
    reason = models.CharField("退单理由", max_length=300)
    suggested = models.CharField("建议的主办单位", max_length=100, blank=True)
    decided = models.CharField("裁定", max_length=300, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "退单"

    def __str__(self) -> str:
        return self.reason[:30]


class CallBack(Part):
    """回访: by a seat that did not take the call; not reached, or declining to rate, is not content."""

    of = models.ForeignKey(WorkOrder, models.CASCADE, related_name="call_backs")
    by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="回访人")
    on = models.DateField("回访日期", null=True, editable=False)
    method = models.CharField("方式", max_length=8, choices=Method, default=Method.PHONE)
    is_reached = models.BooleanField("是否联系上", default=True)
    rating = models.CharField("满意度", max_length=1, choices=Rating, blank=True)
    comment = models.TextField("意见", blank=True)
    new_risk = models.BooleanField("发现新隐患", default=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "工单回访"

    def __str__(self) -> str:
        return str(self.on)

    def clean(self) -> None:
        if not self.is_reached and self.rating:
            raise ValidationError({"rating": "没有联系上的，不能登记满意度"})
        if self.is_reached and not self.rating:
            raise ValidationError({"rating": "联系上的登记满意度；不愿意评价的，选“拒评”"})
