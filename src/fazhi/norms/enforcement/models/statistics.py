"""行政执法统计年报: what a body did in a year by kind of act; counted from its records, checked, signed, frozen, published."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from fazhi.kernel.flow.gates import asked_gate, gate
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case, Part

from ..roles import KEEPERS, READERS
from ..statistics_words import CellKind
from .bodies import EnforcementBody

ADDRESS = ("http://", "https://")


class YearReport(Case):
    """One body, one year; what is wrong in a signed one is put right by another that says so, never by changing it."""

    body = models.ForeignKey(EnforcementBody, models.PROTECT, related_name="+", verbose_name="执法机关")
    year = models.PositiveSmallIntegerField("年度")
    counted_at = models.DateTimeField("统计时间", null=True, editable=False)
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="自检人")
    published_on = models.DateField("公开日期", null=True, blank=True)
    address = models.CharField("公开网址", max_length=200, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+", verbose_name="更正的年报")
    because = models.CharField("更正说明", max_length=300, blank=True, editable=False)

    readers: ClassVar = READERS
    search_fields: ClassVar = "title"
    acts_with: ClassVar = "body__unit"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "执法统计年报"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "year"],
                condition=Q(corrects=None) & ~Q(state="corrected"),
                name="enforcement_one_report_a_year",
                violation_error_message="这个执法机关这一年度已经有年报；要改的，用“更正”",
            ),
        ]

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS

    def clean(self) -> None:
        self.title = f"{self.body.name}{self.year}年度行政执法统计年报"[:160]
        if not 1996 <= self.year <= self.opened_on.year:
            raise ValidationError({"year": f"年度在 1996 到 {self.opened_on.year} 之间"})
        others = YearReport.objects.filter(body=self.body_id, year=self.year).exclude(pk=self.pk).exclude(state="corrected")
        if self.state in ("", "compiled") and self.corrects_id is None and others.exists():
            raise ValidationError({"year": f"{self.body}{self.year}年度已经有年报；要改的，用“更正”"})

    @gate("年度还没有结束，不能自检、签发")
    def is_over(self) -> bool:
        return self.counted_at is not None and self.counted_at.year > self.year

    @gate("分项之和与总数不一致，请重新汇总")
    def adds_up(self) -> bool | str:
        rows = {row.kind: row for row in self.rows("cells")}
        whole = rows.get(CellKind.PENALTY)
        parts = [rows[kind].amount for kind in CellKind.of_penalties() if kind in rows]
        if whole is None or whole.amount == sum(parts):
            return True
        return f"行政处罚总数 {whole.amount} 与分项之和 {sum(parts)} 不一致，请重新汇总"

    @asked_gate("公开网址以 http:// 或者 https:// 开头")
    def has_address(self) -> bool:
        return self.address.startswith(ADDRESS)

    @shown("行政处罚（宗）")
    def penalties(self) -> Any:
        return self._amount(CellKind.PENALTY)

    @shown("行政检查（宗）")
    def inspections(self) -> Any:
        return self._amount(CellKind.INSPECTION)

    def _amount(self, kind: CellKind) -> int | None:
        row = self.told(kind)
        return row.amount if row else None

    def told(self, kind: CellKind) -> Any:
        return next((row for row in self.rows("cells") if row.kind == kind), None)


class StatCell(Part):
    """One figure of the report: counted from records, or told by hand where the platform keeps none, with its source."""

    of = models.ForeignKey(YearReport, models.CASCADE, related_name="cells")
    kind = models.CharField("项目", max_length=24, choices=CellKind, editable=False)
    amount = models.PositiveIntegerField("宗数", default=0)
    money = models.DecimalField("金额（元）", max_digits=16, decimal_places=2, null=True, blank=True)
    is_counted = models.BooleanField("由记录统计", default=False, editable=False)
    source = models.CharField("手工填报的依据", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "年报数字"

    def __str__(self) -> str:
        return self.get_kind_display()
