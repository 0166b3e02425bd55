"""服务事项清单 and 服务人员名录: what is provided on which ground, and by whom, taken in from the yearly registers."""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from fazhi.kernel.law.citations import BadCitation, Citation
from fazhi.kernel.org.dated import Dated
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import Several
from fazhi.kernel.records.models import Record

from ..roles import KEEPERS, OF_VILLAGES
from ..words import Category, Level, Licence, Profession

# A document of the city or the province has a number of its own: 莲司发〔2023〕5号.
DOCUMENT_NUMBER = re.compile(r"〔\d{4}〕\d+号")


class Kept(Record):
    """A row of a register."""

    readers: ClassVar = OF_VILLAGES

    class Meta(Record.Meta):
        abstract = True

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS


class ServiceItem(Kept, Dated):
    """服务事项: one line of the published list; free of charge, or with what it costs."""

    code = models.CharField("事项编码", max_length=40, unique=True)
    name = models.CharField("事项名称", max_length=100)
    category = models.CharField("类别", max_length=16, choices=Category)
    is_free = models.BooleanField("无偿", default=True)
    fee_note = models.CharField("收费说明", max_length=200, blank=True)
    basis = models.CharField("依据", max_length=160)
    audience = models.CharField("服务对象", max_length=200, blank=True)
    materials = models.TextField("所需材料", blank=True)
    process = models.TextField("办理流程", blank=True)
    days = models.PositiveSmallIntegerField("办理时限（工作日）", null=True, blank=True)
    levels = Several("提供层级", Level)
    is_published = models.BooleanField("已公布", default=True)

    search_fields: ClassVar = "code name"

    class Meta(Kept.Meta):
        verbose_name = verbose_name_plural = "服务事项"
        constraints = [*Kept.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not self.is_free and not self.fee_note.strip():
            raise ValidationError({"fee_note": "不是无偿的事项，写明收费标准和依据"})
        if not self.levels:
            raise ValidationError({"levels": "写明由哪些层级的平台提供"})
        if not DOCUMENT_NUMBER.search(self.basis):
            try:
                self.basis = str(Citation.parse(self.basis))
            except BadCitation as fault:
                raise ValidationError({"basis": f"依据写法律条文，或者带〔年份〕号的文件：{fault}"}) from fault


class Provider(Kept):
    """服务人员: a lawyer, a notary, an expert …, by licence; checked each year, never typed as free text elsewhere."""

    name = models.CharField("姓名", max_length=60)
    profession = models.CharField("类别", max_length=12, choices=Profession)
    licence_no = models.CharField("执业证号", max_length=40, unique=True)
    organisation = models.CharField("执业机构", max_length=100)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="平台账号人员")
    specialties = models.CharField("专长", max_length=160, blank=True)
    languages = models.CharField("语言方言", max_length=80, blank=True)
    licence = models.CharField("执业状态", max_length=12, choices=Licence, default=Licence.PRACTISING)
    checked_on = models.DateField("最近年度考核日期", null=True, blank=True)
    may_show_phone = models.BooleanField("同意公开联系电话", default=False)
    phone = models.CharField("公开联系电话", max_length=20, blank=True)

    search_fields: ClassVar = "name licence_no"

    class Meta(Kept.Meta):
        verbose_name = verbose_name_plural = "服务人员"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.phone and not self.may_show_phone:
            raise ValidationError({"phone": "本人没有同意公开的，不登记联系电话"})
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": "年度考核日期还没有到"})

    @property
    def is_practising(self) -> bool:
        return self.licence == Licence.PRACTISING
