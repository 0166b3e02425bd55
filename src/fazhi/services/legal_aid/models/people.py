"""受援人 and 代为申请人: one matter may have thirty recipients; somebody may apply for them."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.crypto import salted_hmac

from fazhi.kernel.records.fields import Address, CitizenNumber, PersonName, Phone, SensitiveWord, Several
from fazhi.kernel.records.models import Part
from fazhi.kernel.records.secret import found_by

from ..words import AccessNeed, AgentKind, Capacity, Contact, Ended, Group, Sex
from .cases import AidCase

ADULT = 18  # 未成年人保护法 第二条
CITIZEN_NUMBER = 18  # digits; what cannot be decrypted is shorter


class Recipient(Part):
    """受援人; who leaves a group matter stays on its list with the day and the reason."""

    of = models.ForeignKey(AidCase, models.CASCADE, related_name="recipients")
    name = PersonName("姓名")
    sex = models.CharField("性别", max_length=10, choices=Sex, blank=True)
    id_number = CitizenNumber("证件号", blank=True)
    born_on = models.DateField("出生日期", null=True, blank=True)
    phone = Phone("电话", blank=True)
    address = Address("联系地址", blank=True)
    ethnicity = SensitiveWord("民族", max_length=20, blank=True)
    groups = Several("特殊群体", Group)
    capacity = models.CharField("民事行为能力", max_length=10, choices=Capacity, default=Capacity.FULL)
    language = models.CharField("语言、方言", max_length=40, blank=True)
    access_needs = Several("无障碍需求", AccessNeed)
    contact = models.CharField("可否联系", max_length=12, choices=Contact, blank=True)
    contact_note = SensitiveWord("联系提示", max_length=100, blank=True, privacy="P3")
    key = models.CharField(max_length=32, blank=True, editable=False, db_index=True)
    consented_on = models.DateField("同意调解、和解日期", null=True, blank=True, editable=False)
    ended_on = models.DateField("退出日期", null=True, blank=True)
    ended_because = models.CharField("退出原因", max_length=12, choices=Ended, blank=True)

    untold: ClassVar = "key"

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "受援人"
        indexes = [found_by("id_number", "legal_aid_recipient_id"), found_by("phone", "legal_aid_recipient_tel")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A birthday follows from the number, a minor from the birthday."""
        self.born_on = self.birthday
        self.key = salted_hmac(
            "fazhi.legal_aid.recipient", self.id_number or self.phone or self.name, algorithm="sha256"
        ).hexdigest()[:32]
        if self.born_on and self.born_on > self.of.opened_on:
            raise ValidationError({"born_on": f"出生日期不能晚于收到申请之日 {self.of.opened_on}"})

    @property
    def stands(self) -> bool:
        return self.ended_on is None

    @property
    def birthday(self) -> date | None:
        """As it was told, or by the citizen number."""
        if self.born_on or len(self.id_number) != CITIZEN_NUMBER:
            return self.born_on
        return date(int(self.id_number[6:10]), int(self.id_number[10:12]), int(self.id_number[12:14]))

    @property
    def is_minor(self) -> bool:
        """By the day on which the application came, or as it was said."""
        on, born = self.of.opened_on, self.birthday
        if born and on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < ADULT:
            return True
        return Group.MINOR in self.groups

    @property
    def is_incapable(self) -> bool:
        return self.capacity != Capacity.FULL


class Representative(Part):
    """代为申请人: who applies for another, and by what right."""

    of = models.ForeignKey(AidCase, models.CASCADE, related_name="representatives")
    name = PersonName("姓名")
    kind = models.CharField("身份", max_length=14, choices=AgentKind)
    relation = models.CharField("与受援人的关系", max_length=40, blank=True)
    id_number = CitizenNumber("证件号", blank=True)
    phone = Phone("电话", blank=True)
    guardian_infringes = models.BooleanField("法定代理人侵犯其合法权益", default=False)
    letter_on = models.DateField("申请委托书（推选书）日期", null=True, blank=True)
    scope = models.CharField("委托事项和权限", max_length=200, blank=True)
    is_special = models.BooleanField("特别授权", default=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "代为申请人"

    def __str__(self) -> str:
        return f"{self.name}（{self.get_kind_display()}）"

    def clean(self) -> None:
        if self.kind in (AgentKind.ENTRUSTED, AgentKind.SPOKESMAN) and self.letter_on and not self.scope.strip():
            raise ValidationError({"scope": "授权委托书必须记明委托事项和权限（民事诉讼法 第六十二条第二款）"})
