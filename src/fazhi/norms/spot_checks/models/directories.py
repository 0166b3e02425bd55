"""抽查事项清单, 检查对象名录, 检查人员名录 and 回避: what a draw is made of, kept before it and fixed by it."""

import secrets
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.law.citations import BadCitation, Citation
from fazhi.kernel.org.dated import Dated
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.credit_codes import CreditCode
from fazhi.kernel.records.models import Record

from ..roles import KEEPERS, READERS
from ..words import Conflict, CreditClass, Method, TargetStatus


class Kept(Record):
    """A row of a directory."""

    readers: ClassVar = READERS

    class Meta(Record.Meta):
        abstract = True

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS


class CheckItem(Kept, Dated):
    """抽查事项: what may be checked at all, under which provision, how often at most."""

    name = models.CharField("抽查事项", max_length=160)
    basis = models.CharField("检查依据", max_length=120)
    object_class = models.CharField("检查对象类别", max_length=60)
    content = models.TextField("抽查内容")
    method = models.CharField("检查方式", max_length=10, choices=Method, default=Method.ON_SITE)
    is_special = models.BooleanField("特殊重点领域", default=False)
    frequency = models.PositiveSmallIntegerField("年度频次上限", null=True, blank=True)

    search_fields: ClassVar = "name"

    class Meta(Kept.Meta):
        verbose_name = verbose_name_plural = "抽查事项"
        constraints = [*Kept.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        try:
            self.basis = str(Citation.parse(self.basis))
        except BadCitation as fault:
            raise ValidationError({"basis": f"没有依据的事项不得抽查：{fault}"}) from fault


def new_salt() -> str:
    return secrets.token_hex(8)


class CheckTarget(Kept):
    """检查对象: an enterprise by its credit code, with its risk class."""

    name = models.CharField("名称", max_length=100)
    credit_code = CreditCode("统一社会信用代码", unique=True)
    object_class = models.CharField("对象类别", max_length=60)
    region = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="所在地")
    address = models.CharField("地址", max_length=200, blank=True)
    credit_class = models.CharField("信用风险分类", max_length=1, choices=CreditClass)
    status = models.CharField("状态", max_length=14, choices=TargetStatus, default=TargetStatus.ACTIVE)
    pass_salt = models.CharField("企业检查码编次", max_length=32, default=new_salt, editable=False)

    search_fields: ClassVar = "name credit_code"
    looked_up_with: ClassVar = "avoidances"
    untold: ClassVar = "pass_salt"

    class Meta(Kept.Meta):
        verbose_name = verbose_name_plural = "检查对象"

    def __str__(self) -> str:
        return self.name


class CheckInspector(Kept):
    """检查人员: with a certificate that must be good on the day of the check."""

    name = models.CharField("姓名", max_length=60)
    staff_no = models.CharField("人员编号", max_length=40, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="平台账号人员")
    certificate_no = models.CharField("执法证号", max_length=40)
    certificate_until = models.DateField("执法证有效期至")
    classes = models.CharField("可以检查的对象类别（用“、”隔开，空白为全部）", max_length=200, blank=True)
    region = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="只在所在地检查")
    is_available = models.BooleanField("可以派出", default=True)

    search_fields: ClassVar = "name staff_no"

    class Meta(Kept.Meta):
        verbose_name = verbose_name_plural = "检查人员"

    def __str__(self) -> str:
        return self.name

    def is_certified(self, day: date) -> bool:
        return day <= self.certificate_until


class Avoidance(Kept):
    """回避: this inspector never checks this target; known before the draw."""

    inspector = models.ForeignKey(CheckInspector, models.CASCADE, related_name="avoidances", verbose_name="检查人员")
    target = models.ForeignKey(CheckTarget, models.CASCADE, related_name="avoidances", verbose_name="检查对象")
    reason = models.CharField("理由", max_length=10, choices=Conflict)
    note = models.CharField("说明", max_length=160, blank=True)

    search_fields: ClassVar = "number"

    class Meta(Kept.Meta):
        verbose_name = verbose_name_plural = "回避"

    def __str__(self) -> str:
        return f"{self.inspector}回避{self.target}"

    def clean(self) -> None:
        if Avoidance.objects.filter(inspector=self.inspector_id, target=self.target_id).exclude(pk=self.pk).exists():
            raise ValidationError({"target": f"{self.inspector}对{self.target}的回避已经登记"})
