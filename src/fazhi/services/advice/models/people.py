"""Who asks, and what is asked."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fazhi.kernel.records.fields import Address, CitizenNumber, PersonName, Phone, SensitiveText, SensitiveWord, Several
from fazhi.kernel.records.models import Part
from fazhi.kernel.records.secret import found_by

from ..words import AccessNeed, Contact, ReplyBy, Sex
from .consultations import Consultation

GUARDED_UNTIL = 14  # 个人信息保护法 第三十一条第一款


class Asker(Part):
    """咨询人; who asks without a name leaves no more than how to be addressed and reached."""

    of = models.ForeignKey(Consultation, models.CASCADE, related_name="askers")
    name = PersonName("姓名", blank=True)
    alias = models.CharField("称呼", max_length=40, blank=True, help_text="例如：王先生")
    sex = models.CharField("性别", max_length=10, choices=Sex, blank=True)
    id_number = CitizenNumber("证件号", blank=True)
    phone = Phone("电话", blank=True)
    address = Address("联系地址", blank=True)
    contact_note = SensitiveWord(
        "联系提示", max_length=100, blank=True, privacy="P3", help_text="例如：勿打电话、仅限晚上；短信不写事项"
    )
    language = models.CharField("语言、方言", max_length=40, blank=True, help_text="例如：苗语、听不懂普通话")
    access_needs = Several("无障碍需求", AccessNeed)
    contact = models.CharField("可否联系", max_length=12, choices=Contact, blank=True)
    guardian = PersonName("陪同的监护人", blank=True)
    key = models.CharField(max_length=32, blank=True, editable=False, db_index=True)

    untold: ClassVar = "key"

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "咨询人"
        indexes = [found_by("id_number", "advice_asker_id"), found_by("phone", "advice_asker_phone")]

    def __str__(self) -> str:
        return self.name or self.alias or "匿名"

    def clean(self) -> None:
        """Nobody who asks without a name is registered by one (个人信息保护法 第六条第二款)."""
        self.key = key_of(self.id_number or self.phone)
        if self.of.is_anonymous and (self.name or self.id_number):
            raise ValidationError({"id_number": "匿名咨询不登记姓名和证件号，只留称呼和联系方式（个人信息保护法 第六条第二款）"})
        if not self.of.is_anonymous and not self.name:
            raise ValidationError({"name": "请填写咨询人姓名；不愿意留姓名的，选“匿名”"})
        if self.of.reply_by in (ReplyBy.PHONE, ReplyBy.MESSAGE) and not self.phone:
            raise ValidationError({"phone": "用电话、短信回复的，要留下能打通的电话"})
        if self.of.reply_by == ReplyBy.LETTER and not self.address:
            raise ValidationError({"address": "用信函回复的，要留下联系地址"})

    @property
    def is_unaccompanied_child(self) -> bool:
        """Under fourteen and alone."""
        return bool(self.id_number) and not self.guardian and age_on(self.id_number, self.of.opened_on) < GUARDED_UNTIL


class Question(Part):
    """问题 and 追问, each as it was put; sensitive, and therefore in no list and no search."""

    of = models.ForeignKey(Consultation, models.CASCADE, related_name="questions")
    text = SensitiveText("问题")
    asked_at = models.DateTimeField("提出时间", default=timezone.now, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "问题"

    def __str__(self) -> str:
        return self.text[:20]


def key_of(known: str) -> str:
    """What tells one asker from another without naming anybody; blank when nothing does."""
    return salted_hmac("fazhi.advice.asker", known, algorithm="sha256").hexdigest()[:32] if known else ""


def age_on(id_number: str, day: date) -> int:
    """Completed years on a day, by a citizen number."""
    born = date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
