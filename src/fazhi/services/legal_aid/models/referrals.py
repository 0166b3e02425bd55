"""转介: booked and followed to notaries, appraisers and arbitrators; a service only once they have accepted it."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.calendar import UnknownYear, Years
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.org.models import Unit
from fazhi.kernel.records.fields import PersonName, Phone, shown
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from ..referral_words import IN_PERSON, NotaryMatter, ReferralKind
from ..roles import STAFF
from .cases import AidCase

LABOUR = Years(1, law="劳动争议调解仲裁法 第二十七条第一款")
TOLD = {
    ReferralKind.NOTARY: "向住所地、经常居住地、行为地或者事实发生地的公证机构提出，涉及不动产的向不动产所在地提出（公证法第二十五条）；"
    "遗嘱、生存、收养关系等由本人办理（第二十六条）；自受理之日起十五个工作日内出具，补充材料、核实的时间不计算在内（第三十条）。",
    ReferralKind.APPRAISAL: "司法鉴定机构应当对受援人减收或者免收鉴定费（法律援助法第五十三条第二款）。",
    ReferralKind.ARBITRATION: "须有仲裁协议（仲裁法第四条）；婚姻、收养、监护、扶养、继承纠纷和行政争议不能仲裁（第三条）。",
    ReferralKind.LABOUR_ARBITRATION: "申请仲裁的时效为一年，从知道或者应当知道权利被侵害之日起算；劳动关系存续期间拖欠劳动报酬的不受限制，"
    "劳动关系终止的自终止之日起一年内提出（劳动争议调解仲裁法第二十七条）。",
}


class Referral(Case):
    kind = models.CharField("转介类型", max_length=20, choices=ReferralKind)
    body = models.CharField("机构", max_length=100)
    place = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="住所地、行为地、事实发生地、不动产所在地"
    )
    matter_kind = models.CharField("事项类别", max_length=16, choices=NotaryMatter, default=NotaryMatter.OTHER)
    matter = models.CharField("事项", max_length=200)
    person_name = PersonName("当事人")
    phone = Phone("电话", blank=True)
    by_proxy = models.BooleanField("委托他人办理", default=False)
    has_agreement = models.BooleanField("有仲裁协议", default=False)
    known_on = models.DateField("知道权利被侵害之日", null=True, blank=True)
    in_service = models.BooleanField("劳动关系存续期间拖欠劳动报酬", default=False)
    consents = models.BooleanField("同意转介并提供个人信息", default=False)
    materials = models.TextField("材料清单", blank=True)
    aid_case = models.ForeignKey(
        AidCase, models.PROTECT, null=True, blank=True, related_name="referrals", verbose_name="法律援助案件"
    )
    is_recipient = models.BooleanField("受援人", default=False, editable=False)
    booked_at = models.DateTimeField("预约时间", null=True, blank=True)
    arrived_on = models.DateField("到场日期", null=True, blank=True, editable=False)
    accepted_on = models.DateField("受理日期", null=True, blank=True, editable=False)
    accepted_no = models.CharField("受理编号", max_length=60, blank=True)
    reduced_fee = models.BooleanField("减收、免收费用", default=False)
    issued_on = models.DateField("出具日期", null=True, blank=True, editable=False)
    result = models.CharField("结果", max_length=200, blank=True)

    readers: ClassVar = STAFF
    numbering: ClassVar = Numbering("（{year}）{unit}转介字第{serial:04d}号", kind="转介")
    search_fields: ClassVar = "number title body"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "法律服务转介"

    @property
    def must_come(self) -> bool:
        """A notary hears wills, existence and adoption from the person alone."""
        return self.kind == ReferralKind.NOTARY and self.matter_kind in IN_PERSON

    @shown("办理须知")
    def rules_told(self) -> str:
        """What whoever goes there should know, by the kind of body."""
        return TOLD[self.kind] + (self._lapse() if self.kind == ReferralKind.LABOUR_ARBITRATION else "")

    def _lapse(self) -> str:
        """A year from the day it was known; wages owed while the work goes on are claimed without that limit."""
        if self.known_on is None or self.in_service:
            return ""
        try:
            last = LABOUR.due(self.known_on)
        except UnknownYear:
            return ""
        return f"时效于 {last} 届满。" if self.opened_on <= last else f"时效已于 {last} 届满，请核对有无中止、中断。"

    def clean(self) -> None:
        if self.known_on and self.known_on > self.opened_on:
            raise ValidationError({"known_on": f"知道权利被侵害之日不能晚于登记日期 {self.opened_on}"})

    def take_down(self, act: Acting) -> None:
        """A title that names nobody; whose aid case it is, is a recipient."""
        self.title = self.title or f"转介{self.get_kind_display()}：{self.get_matter_kind_display()}"
        self.is_recipient = self.aid_case_id is not None

    def note_arrival(self, act: Any) -> None:
        self.arrived_on = act.on

    def note_acceptance(self, act: Any) -> None:
        self.accepted_on = act.on

    def note_issue(self, act: Any) -> None:
        self.issued_on = act.on
