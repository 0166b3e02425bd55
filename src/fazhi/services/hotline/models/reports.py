"""月度研判报告: a month of the hotline in figures that open into their calls, its topics, places and clusters, and what follows from them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from fazhi.kernel.flow.gates import gate
from fazhi.kernel.indicators import suppression
from fazhi.kernel.indicators.windows import month_end
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering

from ..roles import READERS
from ..words import Topic

TOLD = 5  # topics that are published


class MonthReport(Case):
    """One month of one hotline; a signed one is frozen, and put right by another that says what it corrects."""

    month = models.DateField("月份", help_text="填这个月的任何一天")
    counted_at = models.DateTimeField("统计时间", null=True, editable=False)
    omens = models.TextField("研判", blank=True, help_text="群体性、敏感苗头和原因；险情怎样处置")
    advice = models.TextField("建议", blank=True, help_text="建议哪个部门做什么")
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="审核人")
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="签发人")
    signed_on = models.DateField("签发日期", null=True, editable=False)
    published_on = models.DateField("公布日期", null=True, editable=False)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+", verbose_name="更正的报告")
    because = models.CharField("更正说明", max_length=300, blank=True, editable=False)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}研判〔{year}〕{serial}期", kind="研判")
    search_fields: ClassVar = "number title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "热线研判报告"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "month"],
                condition=Q(corrects=None) & ~Q(state="corrected"),
                name="hotline_one_report_a_month",
                violation_error_message="这个月已经有研判报告；要改的，用“更正”",
            ),
        ]

    def clean(self) -> None:
        self.month = self.month.replace(day=1)
        self.title = f"{self.month.year}年{self.month.month}月12348热线研判报告"
        if self.month > self.opened_on:
            raise ValidationError({"month": "这个月还没有到"})

    @property
    def last(self) -> Any:
        return month_end(self.month)

    @gate("这个月还没有结束，不能审核、签发")
    def is_over(self) -> bool:
        return self.counted_at is not None and self.counted_at.date() > self.last

    @gate("写明研判和建议；没有苗头的，写“没有发现”")
    def is_judged(self) -> bool:
        return bool(self.omens.strip() and self.advice.strip())

    @shown("月份")
    def month_told(self) -> str:
        return f"{self.month.year}年{self.month.month}月"

    @shown("接通")
    def calls_told(self) -> str:
        return self._told("hotline.calls")

    @shown("满意率")
    def satisfied_told(self) -> str:
        """Never without how many took part."""
        return f"{self._told('hotline.satisfaction')}（参评率 {self._told('hotline.participation')}）"

    @shown("接通")
    def calls_published(self) -> str:
        return self._published("hotline.calls")

    @shown("接通率")
    def connected_published(self) -> str:
        return self._published("hotline.connect_rate")

    @shown("满意率")
    def satisfied_published(self) -> str:
        """Never without how many took part."""
        return f"{self._published('hotline.satisfaction')}（参评率：{self._published('hotline.participation')}）"

    @shown("主要事项")
    def topics_published(self) -> str:
        """The five most frequent; what is small could be somebody, and is not even named: the total would tell it."""
        rows = sorted((row for row in self.topics.all() if row.calls), key=lambda row: (-row.calls, row.topic))[:TOLD]
        return "、".join(f"{row} {row.calls}通" for row in rows if not suppression.is_small(row.calls)) or "—"

    def _told(self, code: str) -> str:
        return next((row.now for row in self.figures.all() if row.code == code), "—")

    def _published(self, code: str) -> str:
        found = next((row for row in self.figures.all() if row.code == code), None)
        return "—" if found is None else suppression.instead() if found.is_small else found.now

    def figure(self, code: str) -> Any:
        return next((row for row in self.rows("figures") if row.code == code), None)


class ReportFigure(Part):
    """One figure, this month, the month before and the same month of the year before, as the indicator of its name said."""

    of = models.ForeignKey(MonthReport, models.CASCADE, related_name="figures")
    code = models.CharField("指标编码", max_length=60, editable=False)
    label = models.CharField("指标", max_length=60, editable=False)
    now = models.CharField("本月", max_length=30, editable=False)
    before = models.CharField("上月", max_length=30, editable=False)
    year_before = models.CharField("上年同月", max_length=30, editable=False)
    change = models.CharField("环比", max_length=20, editable=False, blank=True)
    year_change = models.CharField("同比", max_length=20, editable=False, blank=True)
    records = models.PositiveIntegerField("所依据的记录", default=0, editable=False)
    is_small = models.BooleanField("小到不公布", default=False, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "数字"

    def __str__(self) -> str:
        return self.label


class ReportTopic(Part):
    """What people rang about, the most frequent first."""

    of = models.ForeignKey(MonthReport, models.CASCADE, related_name="topics")
    topic = models.CharField("事项", max_length=16, choices=Topic, editable=False)
    calls = models.PositiveIntegerField("本月", default=0, editable=False)
    before = models.PositiveIntegerField("上月", default=0, editable=False)
    year_before = models.PositiveIntegerField("上年同月", default=0, editable=False)
    share = models.DecimalField("占比（%）", max_digits=4, decimal_places=1, default=0, editable=False)
    change = models.CharField("环比", max_length=20, editable=False, blank=True)
    year_change = models.CharField("同比", max_length=20, editable=False, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "来电事项"

    def __str__(self) -> str:
        return self.get_topic_display()


class ReportPlace(Part):
    """Where they rang from: towns, those with most calls first, with the calls in danger among them."""

    of = models.ForeignKey(MonthReport, models.CASCADE, related_name="places")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="乡镇（街道）", editable=False)
    calls = models.PositiveIntegerField("本月", default=0, editable=False)
    before = models.PositiveIntegerField("上月", default=0, editable=False)
    dangers = models.PositiveIntegerField("人身危险", default=0, editable=False)
    topic = models.CharField("最多的事项", max_length=16, choices=Topic, blank=True, editable=False)
    change = models.CharField("环比", max_length=20, editable=False, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "来电地"

    def __str__(self) -> str:
        return str(self.place)


class ReportCluster(Part):
    """群体性苗头: so many different callers from one town about one thing."""

    of = models.ForeignKey(MonthReport, models.CASCADE, related_name="clusters")
    place = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="乡镇（街道）", editable=False)
    topic = models.CharField("事项", max_length=16, choices=Topic, editable=False)
    callers = models.PositiveIntegerField("不同主叫", default=0, editable=False)
    calls = models.PositiveIntegerField("来电", default=0, editable=False)
    before = models.PositiveIntegerField("上月来电", default=0, editable=False)
    handled = models.CharField("处置", max_length=300, blank=True, help_text="已经告知谁、怎样处置")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "群体性苗头"

    def __str__(self) -> str:
        return f"{self.place}{self.get_topic_display()}"
