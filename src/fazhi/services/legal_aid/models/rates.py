"""补贴标准: what a case of a kind is paid with, from a day to a day; set by the province, brought in as data."""

from decimal import Decimal
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from fazhi.kernel.org.dated import Dated
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.models import Record

from ..roles import STAFF
from ..words import Kind


class SubsidyRate(Record, Dated):
    """`unit` is the region where it holds; amounts in yuan a case, free of tax (法律援助法 第五十二条第三款)."""

    kind = models.CharField("案件类型", max_length=16, choices=Kind)
    amount = models.DecimalField("每件补贴", max_digits=10, decimal_places=2)
    each_more = models.DecimalField("群体案件每增加一人", max_digits=10, decimal_places=2, default=Decimal(0))
    most = models.DecimalField("每件最高", max_digits=10, decimal_places=2, null=True, blank=True)
    source = models.CharField("文件依据", max_length=160)

    readers: ClassVar = STAFF
    search_fields: ClassVar = "source"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "法律援助补贴标准"
        constraints = [*Record.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount} 元"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return STAFF

    def clean(self) -> None:
        """One rate a kind, place and day."""
        ends = Q(valid_from__lte=self.valid_to) if self.valid_to else Q()
        same = type(self).objects.filter(ends, unit=self.unit, kind=self.kind).exclude(pk=self.pk)
        if same.filter(Q(valid_to=None) | Q(valid_to__gte=self.valid_from)).exists():
            raise ValidationError({"valid_from": "同一地方、同一类型已有在这段时间有效的标准，先给旧标准填写终止日期"})

    def of(self, people: int) -> Decimal:
        """What a case with so many recipients is paid."""
        total = self.amount + self.each_more * (people - 1)
        return min(total, self.most) if self.most else total
