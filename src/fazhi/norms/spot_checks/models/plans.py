"""年度抽查计划: which item is drawn when, in which ratio for each class of risk, together with whom; what is drawn of it is told beside it."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from fazhi.kernel.flow.gates import gate
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering

from ..roles import READERS
from ..rules import FREQUENCY
from ..words import CreditClass
from .directories import CheckItem

TOGETHER = "优化营商环境条例 第五十四条第一款"
ratio = partial(
    models.DecimalField,
    max_digits=5,
    decimal_places=2,
    default=Decimal(0),
    validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
)
month = partial(models.PositiveSmallIntegerField, validators=[MinValueValidator(1), MaxValueValidator(12)])


class CheckPlan(Case):
    """A unit's checks of a year. `mergeable` says which lines would meet the same objects in the same months one after the other."""

    year = models.PositiveSmallIntegerField("年度", validators=[MinValueValidator(2000), MaxValueValidator(2200)])
    mergeable = models.TextField("可以合并、联合的安排", blank=True, editable=False)
    filed_to = models.CharField("备案机关", max_length=100, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, editable=False)
    summary = models.TextField("执行情况", blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}抽查计划〔{year}〕{serial}号", kind="抽查计划")
    search_fields: ClassVar = "number title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "年度抽查计划"

    def clean(self) -> None:
        self.title = self.title or f"{self.unit.name}{self.year}年度抽查计划"[:160]

    @property
    def standing(self) -> "list[PlanLine]":
        return [row for row in self.rows("lines") if not row.is_dropped]

    def line_of(self, item_id: int, day: date) -> "PlanLine | None":
        """What is planned of an item: the line of that month, or else the first that was not drawn yet."""
        mine = [row for row in self.standing if row.item_id == item_id]
        in_month = [row for row in mine if row.starts_on <= day <= row.ends_on]
        waiting = [row for row in mine if row.drawn_on is None]
        return next(iter([*in_month, *waiting, *mine]), None)

    @gate("计划里还没有抽查安排")
    def has_lines(self) -> bool:
        return bool(self.standing)

    @gate("清单以外的事项、已经失效的事项不得列入计划")
    def items_hold(self) -> bool | str:
        ended = [str(row.item) for row in self.standing if not row.item.holds(row.starts_on)]
        return f"{'、'.join(ended)}在计划的月份不在抽查事项清单的有效期内" if ended else True

    @gate("同一事项安排的次数超过年度频次上限")
    def keeps_frequency(self) -> bool | str:
        times: dict[CheckItem, int] = {}
        for row in self.standing:
            times[row.item] = times.get(row.item, 0) + 1
        over = [f"{item}安排 {n} 次" for item, n in times.items() if n > (item.frequency or FREQUENCY.value(self.opened_on))]
        return f"{'、'.join(over)}，超过年度频次上限" if over else True

    def publish(self, act: Any) -> None:
        self.published_on = act.on

    def compare(self, act: Any) -> None:
        """Tell what could be one visit; drawn up by the kind of object and by months that meet."""
        known = [row for row in self.standing if row is not act.part and (row.pk is None or row.pk != act.part.pk)]
        rows = known if act.part.is_dropped else [*known, act.part]  # as the act has it, whether or not it is written yet
        pairs = [(a, b) for n, a in enumerate(rows) for b in rows[n + 1 :] if a.meets(b)]
        self.mergeable = "\n".join(f"{a.item}与{b.item}（{a.item.object_class}，{a.months}、{b.months}）" for a, b in pairs)


class PlanLine(Part):
    """计划安排: one draw of one item. What it came to is written by the draw."""

    of = models.ForeignKey(CheckPlan, models.CASCADE, related_name="lines")
    item = models.ForeignKey(CheckItem, models.PROTECT, related_name="+", verbose_name="抽查事项")
    scope = models.CharField("对象范围", max_length=120, blank=True)
    ratio_a = ratio("A 类比例（%）")
    ratio_b = ratio("B 类比例（%）")
    ratio_c = ratio("C 类比例（%）")
    ratio_d = ratio("D 类比例（%）")
    month_from = month("开始月份")
    month_to = month("结束月份")
    departments = models.CharField("联合部门", max_length=200, blank=True)
    lead = models.CharField("牵头部门", max_length=60, blank=True)
    targets = models.PositiveIntegerField("计划检查对象数", null=True, blank=True)
    starts_on = models.DateField("计划开始日期", editable=False)
    ends_on = models.DateField("计划结束日期", editable=False)
    drawn_on = models.DateField("抽取日期", null=True, editable=False)
    drawn_targets = models.PositiveIntegerField("抽中的对象", null=True, editable=False)
    is_in_time = models.BooleanField("按计划的月份抽取", default=False, editable=False)
    is_dropped = models.BooleanField("不再列入", default=False, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "计划安排"
        indexes = [models.Index(fields=["starts_on"], name="spot_checks_planline_from")]

    def __str__(self) -> str:
        return f"{self.item}（{self.months}）"

    def clean(self) -> None:
        if self.month_to < self.month_from:
            raise ValidationError({"month_to": "结束月份不能早于开始月份；跨年的分两年列"})
        if bool(self.departments.strip()) != bool(self.lead.strip()):
            raise ValidationError({"lead": "部门联合的，写明牵头部门和联合部门"})
        ratios = list(self.ratios.values())
        if not any(ratios):
            raise ValidationError({"ratio_d": "至少写一类的抽查比例"})
        if ratios != sorted(ratios):
            raise ValidationError({"ratio_d": "风险高的比例不得低于风险低的"})
        year = self.of.year
        self.starts_on = date(year, self.month_from, 1)
        self.ends_on = date(year, self.month_to, monthrange(year, self.month_to)[1])

    @property
    def ratios(self) -> dict[str, Decimal]:
        """From the lowest risk to the highest."""
        return {each.value: getattr(self, f"ratio_{each.value.lower()}") for each in CreditClass}

    @property
    def months(self) -> str:
        return f"{self.month_from}月" if self.month_from == self.month_to else f"{self.month_from}至{self.month_to}月"

    def meets(self, other: "PlanLine") -> bool:
        """Whether both would call on the same objects in the same months, each by itself."""
        same = self.item_id != other.item_id and self.item.object_class == other.item.object_class
        apart = not self.departments or not other.departments
        return same and apart and self.month_from <= other.month_to and other.month_from <= self.month_to

    def note(self, act: Any, drawn: int) -> None:
        """What the draw came to; a line that is drawn anew after a draw was given up tells of the later one."""
        self.drawn_on, self.drawn_targets, self.is_in_time = act.on, drawn, self.starts_on <= act.on <= self.ends_on
