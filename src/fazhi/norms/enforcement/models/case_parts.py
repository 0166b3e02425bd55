"""What a penalty case is made of: parties, officers, evidence, who asked for avoidance, what went to the police."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.records.ages import age_on
from fazhi.kernel.records.credit_codes import CreditCode
from fazhi.kernel.records.fields import Address, CitizenNumber, PersonName, Phone
from fazhi.kernel.records.models import Part
from fazhi.kernel.records.querysets import PartQuerySet
from fazhi.kernel.records.secret import found_by

from ..penalty_words import CITIZENS, Asker, EvidenceKind, PartyKind, PoliceAnswer, Responsibility, TransferLevel
from .cases import PenaltyCase
from .officers import Officer


class Punishable(models.Model):
    """Whom a penalty is about: in an ordinary case a part, in a summary penalty the record itself."""

    kind = models.CharField("当事人类型", max_length=14, choices=PartyKind)
    name = PersonName("姓名或者名称", db_index=True)
    id_number = CitizenNumber("公民身份号码", blank=True)
    credit_code = CreditCode("统一社会信用代码", blank=True)
    legal_representative = PersonName("法定代表人、负责人或者经营者", blank=True)
    phone = Phone("电话", blank=True)
    address = Address("住址或者住所", blank=True)
    guardian = PersonName("监护人", blank=True)
    responsibility = models.CharField("责任能力", max_length=10, choices=Responsibility, default=Responsibility.FULL)

    class Meta:
        abstract = True

    @property
    def is_person(self) -> bool:
        return self.kind == PartyKind.PERSON

    @property
    def is_citizen(self) -> bool:
        """As a citizen for thresholds: a natural person or a self-employed one."""
        return self.kind in CITIZENS

    def age_at(self, day: date) -> int | None:
        return age_on(self.id_number, day) if self.is_person and self.id_number else None

    def is_minor_on(self, day: date) -> bool:
        age = self.age_at(day)
        return age is not None and age < 18

    def clean_party(self) -> None:
        if self.is_citizen is False and self.id_number:
            raise ValidationError({"id_number": "单位请填统一社会信用代码，不填公民身份号码"})
        if self.is_person and self.credit_code:
            raise ValidationError({"credit_code": "自然人没有统一社会信用代码"})


class CaseParty(Part, Punishable):
    """当事人."""

    of = models.ForeignKey(PenaltyCase, models.CASCADE, related_name="parties")
    confirmed_address = Address("送达地址确认书所载地址", blank=True)
    consents_electronic = models.BooleanField("签订确认书同意电子送达", default=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "当事人"
        indexes = [
            found_by("id_number", "enforcement_party_id"),
            models.Index(fields=["credit_code"], name="enforcement_party_code"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.clean_party()


class WithOfficer(models.Manager.from_queryset(PartQuerySet)):
    """Read together with the officer and the certificates, by which every act is judged."""

    def get_queryset(self) -> models.QuerySet:
        found = super().get_queryset().select_related("officer")
        return found.prefetch_related("officer__certificates__suspensions")


class CaseOfficer(Part):
    """承办人: at least two, each with a certificate that is good on the day of each act."""

    of = models.ForeignKey(PenaltyCase, models.CASCADE, related_name="investigators")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="执法人员")
    joined_on = models.DateField("承办自", null=True, blank=True)
    left_on = models.DateField("不再承办自", null=True, blank=True, editable=False)
    is_recused = models.BooleanField("已回避", default=False, editable=False)

    objects = WithOfficer()

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "承办人"

    def __str__(self) -> str:
        return str(self.officer)


class Recusal(Part):
    """回避: asked for by a party or the officer; decided by a head, and until then the investigation goes on."""

    of = models.ForeignKey(PenaltyCase, models.CASCADE, related_name="recusals")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="申请回避的对象")
    asked_by = models.CharField("提出", max_length=10, choices=Asker)
    reason = models.TextField("理由")
    is_granted = models.BooleanField("决定回避", null=True, blank=True)
    decided_on = models.DateField("决定日期", null=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "回避"

    def __str__(self) -> str:
        return f"{self.officer}回避"


class Evidence(Part):
    """证据: taken by two officers of the case who were certified that day; what is excluded stays, with its reason."""

    of = models.ForeignKey(PenaltyCase, models.CASCADE, related_name="evidence")
    kind = models.CharField("证据种类", max_length=14, choices=EvidenceKind)
    title = models.CharField("名称", max_length=160)
    content = models.TextField("证明内容或者笔录")
    first = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="取证人一")
    second = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="取证人二")
    obtained_on = models.DateField("取证日期")
    place = models.CharField("取证地点", max_length=160)
    is_original = models.BooleanField("原件、原物", default=True)
    copy_certified = models.BooleanField("复制件核对一致并注明出处", default=False)
    rights_told = models.BooleanField("已出示执法证件并告知权利义务", default=True)
    is_monitoring = models.BooleanField("电子技术监控设备记录", default=False)
    monitoring_reviewed = models.CharField("监控设备法制和技术审核文号", max_length=100, blank=True)
    is_sample = models.BooleanField("抽样取证", default=False)
    sha256 = models.CharField("电子数据校验值", max_length=64, blank=True)
    is_excluded = models.BooleanField("已排除", default=False, editable=False)
    exclude_reason = models.CharField("排除理由", max_length=300, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "证据"

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.first_id == self.second_id:
            raise ValidationError({"second": "两名取证人不能是同一人"})
        if not self.is_original and not self.copy_certified:
            raise ValidationError({"copy_certified": "复制件应当与原件核对一致并注明出处"})


class CrimeTransfer(Part):
    """涉嫌犯罪移送: reported, approved by whoever leads the organ, delivered, answered, and what followed."""

    of = models.ForeignKey(PenaltyCase, models.CASCADE, related_name="transfers")
    reported_on = models.DateField("提出移送报告日期")
    first = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="专案组成员一")
    second = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="专案组成员二")
    charge = models.CharField("涉嫌罪名", max_length=100)
    goods = models.TextField("涉案物品清单", blank=True)
    approved_by = models.CharField("审批人", max_length=10, choices=TransferLevel, blank=True)
    is_approved = models.BooleanField("批准移送", null=True, blank=True)
    refused_because = models.TextField("不批准移送的理由", blank=True)
    approved_on = models.DateField("审批日期", null=True, editable=False)
    transfer_no = models.CharField("移送书文号", max_length=120, blank=True, editable=False)
    police = models.CharField("接受移送的公安机关", max_length=100, blank=True)
    delivered_on = models.DateField("移送日期", null=True, blank=True)
    copied_to_procuratorate = models.BooleanField("抄送人民检察院", default=False)
    answer = models.CharField("公安机关决定", max_length=12, choices=PoliceAnswer, blank=True)
    answered_on = models.DateField("收到通知日期", null=True, blank=True)
    asked_again_on = models.DateField("提请复议或者建议立案监督日期", null=True, blank=True)
    goods_handed_on = models.DateField("移交涉案物品日期", null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "涉嫌犯罪移送"

    def __str__(self) -> str:
        return self.charge

    def clean(self) -> None:
        if self.first_id == self.second_id:
            raise ValidationError({"second": "专案组不得少于两人"})


def chosen(case: PenaltyCase, *officers: Any) -> list[Any]:
    """The same officers as the case knows them, with their certificates already read."""
    known = {row.officer_id: row.officer for row in case.rows("investigators")}
    return [known.get(officer.pk, officer) for officer in officers if officer is not None]
