"""裁量情况: what a benchmark made of one party's case, kept as it was reckoned; a later decision of the case takes a new row."""

from decimal import Decimal

from django.db import models

from fazhi.kernel.records.models import Part

from ..discretion_words import DiscretionLevel
from .benchmarks import ScaleItem
from .decisions import Decision


class DiscretionUse(Part):
    """A benchmark applied: circumstances, level, the range and the law's, and why."""

    of = models.ForeignKey(Decision, models.CASCADE, related_name="uses")
    item = models.ForeignKey(ScaleItem, models.PROTECT, related_name="+", verbose_name="裁量基准")
    told = models.JSONField("认定的情形", default=dict, editable=False)
    base_amount = models.DecimalField("计算基数（元）", max_digits=14, decimal_places=2, null=True, editable=False)
    level = models.CharField("裁量阶次", max_length=10, choices=DiscretionLevel, editable=False)
    percent = models.DecimalField("累计权重（%）", max_digits=5, decimal_places=2, null=True, editable=False)
    low = models.DecimalField("裁量下限（元）", max_digits=14, decimal_places=2, null=True, editable=False)
    high = models.DecimalField("裁量上限（元）", max_digits=14, decimal_places=2, null=True, editable=False)
    law_low = models.DecimalField("法定下限（元）", max_digits=14, decimal_places=2, null=True, editable=False)
    law_high = models.DecimalField("法定上限（元）", max_digits=14, decimal_places=2, null=True, editable=False)
    explanation = models.TextField("裁量说明", blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "裁量情况"

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.range_told}"

    @property
    def range_told(self) -> str:
        if self.low == self.high:
            return f"{self.low}元"
        return f"{self.low if self.low is not None else 0}元—{'' if self.high is None else f'{self.high}元'}"

    def holds(self, amount: Decimal) -> bool:
        return (self.low is None or amount >= self.low) and (self.high is None or amount <= self.high)
