"""法律援助人员: who may be assigned, with licence, years in each field, languages, tags; kept by the centre."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.timezone import localdate

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import Several
from fazhi.kernel.records.models import Record

from ..roles import STAFF
from ..words import CRIMINAL, Kind, LawyerKind, Sex, Tag


class AidLawyer(Record):
    """`unit` is the centre that keeps the register; the same person may stand in several centres by one licence number."""

    name = models.CharField("姓名", max_length=60)
    kind = models.CharField("人员类别", max_length=14, choices=LawyerKind, default=LawyerKind.LAWYER)
    sex = models.CharField("性别", max_length=10, choices=Sex, blank=True)
    firm = models.CharField("执业机构", max_length=100)
    firm_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="执业机构（平台单位）"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="平台账号人员")
    licence_no = models.CharField("执业证号", max_length=40, help_text="志愿者填学校、单位的证件号")
    licensed_until = models.DateField("执业证、聘用有效期至")
    civil_since = models.DateField("从事民事业务起", null=True, blank=True)
    criminal_since = models.DateField("从事刑事业务起", null=True, blank=True)
    administrative_since = models.DateField("从事行政业务起", null=True, blank=True)
    languages = models.CharField("语言、方言", max_length=100, blank=True, help_text="用“、”隔开，例如：苗语、手语")
    tags = Several("专长", Tag)
    phone = models.CharField("办公电话", max_length=30, blank=True)
    enrolled_on = models.DateField("列入名册日期", default=localdate)
    is_available = models.BooleanField("可以指派", default=True)

    readers: ClassVar = STAFF
    search_fields: ClassVar = "name licence_no firm"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "法律援助人员"
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "licence_no"], name="legal_aid_lawyer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.firm}）"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return STAFF

    def is_licensed(self, on: date) -> bool:
        return on <= self.licensed_until

    def years_in(self, kind: str, on: date) -> int:
        """Completed years of practice in the field of a kind of case on a day; 0 where none is known."""
        since = self._since(kind)
        return on.year - since.year - ((on.month, on.day) < (since.month, since.day)) if since and since <= on else 0

    def _since(self, kind: str) -> date | None:
        if kind in CRIMINAL:
            return self.criminal_since
        return self.administrative_since if kind in (Kind.ADMINISTRATIVE, Kind.STATE_DAMAGES) else self.civil_since

    def speaks(self, language: str) -> bool:
        return language in self.languages
