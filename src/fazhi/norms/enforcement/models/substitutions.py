"""代履行: what the party was to do and does not, done by the organ or a third party at the party's cost (行政强制法 第五十条至第五十二条)."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from .. import remedies
from ..execution_words import Harm
from ..roles import HANDLERS, READERS
from .case_parts import CaseParty
from .cases import PenaltyCase
from .officers import Officer

ZERO = Decimal(0)
URGE_NO = Numbering("{unit}代催〔{year}〕{serial}号", kind="代履行催告")
MONEY = {"max_digits": 14, "decimal_places": 2, "null": True, "blank": True}


class Substitution(Case):
    """`duty` is what the decision ordered; urged, decided, served, urged again three days before, done under the organ's eyes, paid for."""

    opened_on = models.DateField("提出日期", editable=False)
    case = models.ForeignKey(PenaltyCase, models.PROTECT, related_name="substitutions", verbose_name="行政处罚案件")
    party = models.ForeignKey(CaseParty, models.PROTECT, related_name="+", verbose_name="当事人")
    order_no = models.CharField("要求履行义务的决定文号", max_length=120)
    duty = models.TextField("应当履行的义务")
    duty_due = models.DateField("履行期限")
    harm = models.CharField("不履行的后果", max_length=10, choices=Harm)
    harm_told = models.TextField("已经或者将要造成的危害")
    is_immediate = models.BooleanField("需要立即清除（道路、河道、航道、公共场所）", default=False)
    urge_no = models.CharField("催告书文号", max_length=120, blank=True, editable=False)
    urged_on = models.DateField("催告书送达日期", null=True, blank=True)
    urged_until = models.DateField("催告书载明的履行期限", null=True, blank=True)
    urge_answer = models.TextField("催告后的陈述申辩和复核", blank=True)
    basis = models.CharField("代履行的依据", max_length=120, blank=True)
    way = models.CharField("代履行的方式", max_length=200, blank=True)
    planned_on = models.DateField("代履行日期", null=True, blank=True)
    subject = models.CharField("标的", max_length=200, blank=True)
    budget = models.DecimalField("费用预算（元）", **MONEY)
    performer = models.CharField("代履行人", max_length=120, blank=True)
    is_third_party = models.BooleanField("委托第三人", default=False)
    has_no_interest = models.BooleanField("第三人没有利害关系", default=False)
    decided_on = models.DateField("决定日期", null=True, editable=False)
    served_on = models.DateField("决定书送达日期", null=True, blank=True)
    reminded_on = models.DateField("代履行三日前的催告日期", null=True, blank=True)
    performed_on = models.DateField("实施日期", null=True, blank=True)
    first = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="到场监督人员一")
    second = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="到场监督人员二")
    signed_by = models.CharField("当事人或者见证人签名情况", max_length=200, blank=True)
    party_was_present = models.BooleanField("当事人在场", default=True)
    told_on = models.DateField("事后通知当事人日期", null=True, blank=True)
    cost = models.DecimalField("实际费用（元）", **MONEY)
    cost_told = models.TextField("费用构成", blank=True)
    paid_on = models.DateField("费用缴清日期", null=True, blank=True)
    cost_note = models.CharField("费用处理", max_length=200, blank=True)
    stopped_because = models.CharField("停止代履行的理由", max_length=300, blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}代决〔{year}〕{serial}号", kind="代履行决定")
    search_fields: ClassVar = "number title order_no"
    acts_with: ClassVar = "case__item case__body__unit__parent case__unit party first second"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "代履行"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return HANDLERS

    def clean(self) -> None:
        if self.case_id and self.party_id and self.party.of_id != self.case_id:
            raise ValidationError({"party": f"{self.party}不是本案的当事人"})
        if self.urged_on and self.urged_until and self.urged_until <= self.urged_on:
            raise ValidationError({"urged_until": "催告书载明的履行期限应当晚于送达日期"})
        if self.first_id and self.first_id == self.second_id:
            raise ValidationError({"second": "两名到场监督人员不能是同一人"})
        if any(amount is not None and amount < ZERO for amount in (self.budget, self.cost)):
            raise ValidationError({"cost": "费用不能小于零"})

    def take_down(self, act: Any) -> None:
        self.title = self.title or f"代履行：{self.party}"[:160]
        self.handler = self.handler or act.person

    def urge(self, act: Any) -> None:
        self.urged_on = self.urged_on or act.on
        act.number(self, URGE_NO, "urge_no")

    def decide(self, act: Any) -> None:
        self.decided_on, self.basis = act.on, self.basis or "行政强制法 第五十条"

    def decide_at_once(self, act: Any) -> None:
        self.decided_on, self.basis = act.on, "行政强制法 第五十二条"
        self.performed_on = self.performed_on or act.on

    def serve(self, act: Any) -> None:
        self.served_on = self.served_on or act.on

    def remind(self, act: Any) -> None:
        self.reminded_on = self.reminded_on or act.on

    def perform(self, act: Any) -> None:
        self.performed_on = self.performed_on or act.on

    def close(self, act: Any) -> None:
        if self.cost and self.paid_on is None and not self.cost_note.strip():
            raise NotAllowed("费用没有缴清的，写明怎样处理", "行政强制法 第五十一条第二款")

    def tell(self, act: Any) -> None:
        self.told_on = self.told_on or act.on

    @shown("救济告知")
    def remedy_text(self) -> str:
        return remedies.directly(self.case.body)

    @property
    def party_name(self) -> str:
        return str(self.party.name)

    @property
    def party_address(self) -> str:
        return str(self.party.address)
