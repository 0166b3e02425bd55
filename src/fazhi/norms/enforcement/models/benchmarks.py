"""裁量基准 and 轻微违法清单: dated files of a maker, each with its items; a benchmark's item knows how it is weighed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from fazhi.kernel.flow.gates import gate
from fazhi.kernel.law.citations import BadCitation, Citation
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.paths import lineage
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case, Part, Record

from ..discretion import Range, Row, Scale, bands
from ..discretion_words import (
    BandRule,
    BenchmarkForm,
    BenchmarkKind,
    BenchmarkModel,
    DecisionWord,
    DiscretionLevel,
    FineBase,
    LeniencyKind,
    Matching,
)
from ..roles import KEEPERS, READERS
from .bodies import PowerItem, Provision

MAY_SET = "行政处罚法 第三十四条"
WITHIN = "行政处罚法 第五条第二款"
HELD = ("published", "revised", "abolished", "lapsed")


class BoundFromAbove:
    """What units above have published binds those below (国办发〔2022〕27号 第五项): they read it beside their own, and change nothing."""

    narrows_scope: ClassVar = True  # the tallies of one's own place would tell too little
    of_file: ClassVar[str] = ""  # the way from a row to its file

    @classmethod
    def scope_of(cls, person: Person | None, on: date | None = None) -> Q:
        own = super().scope_of(person, on)  # type: ignore[misc]
        above = {path for prefix in (person.scope(*READERS, on=on) if person else ()) for path in lineage(prefix)[:-1]}
        bound = {f"{cls.of_file}state__in": HELD, f"{cls.of_file}unit__parent__path__in": sorted(above)}
        return own | Q(**bound) if above else own


class Benchmark(BoundFromAbove, Case):
    """A file of benchmarks or of minor violations: drafted, consulted on, reviewed, discussed, published, in force for a time."""

    kind = models.CharField("种类", max_length=10, choices=BenchmarkKind, default=BenchmarkKind.BENCHMARK)
    form = models.CharField("制定形式", max_length=10, choices=BenchmarkForm, default=BenchmarkForm.DOCUMENT)
    field = models.CharField("执法领域", max_length=40)
    rule = models.CharField("没有表格时的裁量带", max_length=12, choices=BandRule, default=BandRule.GENERAL)
    upper = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上级裁量基准")
    comments = models.CharField("征求意见情况", max_length=300, blank=True)
    review_no = models.CharField("合法性审核意见书文号", max_length=100, blank=True)
    discussed_on = models.DateField("集体审议日期", null=True, blank=True)
    document_no = models.CharField("发文字号", max_length=100, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    filed_no = models.CharField("备案文号", max_length=100, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    ended_on = models.DateField("修订、废止日期", null=True, editable=False)
    revision_asked = models.CharField("需要修订的原因", max_length=300, blank=True)

    readers: ClassVar = READERS
    search_fields: ClassVar = "number title document_no"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "裁量基准文件"

    def clean(self) -> None:
        if self.effective_on and self.published_on and self.effective_on < self.published_on:
            raise ValidationError(
                {"effective_on": "没有公布的裁量基准不得适用，施行日期不能早于公布日期（行政处罚法 第三十四条）"}
            )
        if self.expires_on and self.effective_on and self.expires_on < self.effective_on:
            raise ValidationError({"expires_on": "有效期至不能早于施行日期"})
        if self.upper_id and self.upper_id == self.pk:
            raise ValidationError({"upper": "不能以自己为上级裁量基准"})

    def holds(self, day: date) -> bool:
        """In force on a day: published, begun, neither over nor replaced; what came later changes nothing for that day."""
        return (
            self.state in HELD
            and self.effective_on is not None
            and self.effective_on <= day
            and (self.expires_on is None or day <= self.expires_on)
            and (self.ended_on is None or day < self.ended_on)
        )

    @property
    def standing_items(self) -> list[Any]:
        """Its items with their rows, asked of the database at once."""
        models.prefetch_related_objects([self], "items__scale_rows")
        return [item for item in self.items.all() if not item.is_dropped]

    def end(self, act: Any) -> None:
        self.ended_on = act.on

    def eve_of_end(self) -> date | None:
        """A period of one day that begins here ends on the last day of validity."""
        return self.expires_on - timedelta(days=1) if self.expires_on else None

    @gate("还没有一项内容，不能公布", law=MAY_SET)
    def has_items(self) -> bool:
        return bool(self.standing_items if self.kind == BenchmarkKind.BENCHMARK else self.rows("leniencies"))

    @gate("裁量阶次超出法定幅度", law=WITHIN)
    def is_within_the_law(self) -> bool | str:
        faults = [f"第{item.seq}项：{fault}" for item in self.standing_items if (fault := item.fault())]
        return "；".join(faults[:5]) if faults else True

    @gate("没有经过合法性审核", law=MAY_SET)
    def is_reviewed(self) -> bool:
        return bool(self.review_no)


class ScaleItem(BoundFromAbove, Case):
    """One violation of a benchmark: the title is the violation. Its rows say how it is weighed."""

    benchmark = models.ForeignKey(Benchmark, models.PROTECT, related_name="items", verbose_name="裁量基准文件")
    seq = models.PositiveIntegerField("序号")
    item = models.ForeignKey(PowerItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="执法事项")
    violated = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="违反的规定")
    basis = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="处罚依据")
    base = models.CharField("罚款的计算", max_length=12, choices=FineBase, default=FineBase.FIXED)
    law_low = models.DecimalField("法定下限", max_digits=14, decimal_places=4, null=True, blank=True)
    law_high = models.DecimalField("法定上限", max_digits=14, decimal_places=4, null=True, blank=True)
    model = models.CharField("裁量模型", max_length=10, choices=BenchmarkModel)
    start = models.DecimalField("裁量起点（%）", max_digits=5, decimal_places=2, default=Decimal(20))
    second = models.CharField("矩阵的第二个因素", max_length=100, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    is_dropped = models.BooleanField("已删去", default=False, editable=False)
    draft_table = models.TextField("整表（一行一种情形）", blank=True)

    of_file: ClassVar = "benchmark__"
    readers: ClassVar = READERS
    search_fields: ClassVar = "title"
    acts_with: ClassVar = "benchmark item basis"
    looked_up_with: ClassVar = "benchmark scale_rows"
    untold: ClassVar = "draft_table"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "裁量基准事项"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["benchmark", "seq"], condition=models.Q(is_dropped=False), name="enforcement_benchmark_seq"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.seq}项 {self.title}"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS

    def clean(self) -> None:
        if self.law_low is not None and self.law_high is not None and self.law_high < self.law_low:
            raise ValidationError({"law_high": "法定上限不能低于法定下限"})
        if self.model == BenchmarkModel.WEIGHTS and self.law_high is None:
            raise ValidationError({"law_high": "按权重累加的，请填写法定上限"})
        if self.model == BenchmarkModel.MATRIX and not self.second.strip():
            raise ValidationError({"second": "按矩阵裁量的，请写明第二个因素，例如“近一年同类违法”"})

    @property
    def law(self) -> Range:
        return Range(self.law_low, self.law_high)

    @property
    def is_multiple(self) -> bool:
        return self.base not in (FineBase.FIXED, FineBase.COUNT)

    def scale(self) -> Scale:
        """The benchmark in memory."""
        rows = [row for row in self.rows("scale_rows") if not row.is_dropped]
        return Scale(
            self.model,
            self.law,
            tuple(row.pure() for row in rows),
            self.start,
            self.second,
            self.benchmark.rule,
            self.is_multiple,
            frozenset(row.level for row in rows if row.matching == Matching.ALL),
        )

    @shown("可以认定的情形")
    def choices_told(self) -> str:
        """What may be written as circumstances, a factor a line."""
        scale = self.scale()
        if self.model == BenchmarkModel.TIERS:
            return "；".join(f"{DiscretionLevel(row.level).label}：{row.grade}" for row in scale.rows)
        return "；".join(f"{factor}：{' / '.join(grades)}" for factor, grades in scale.factors.items())

    def fault(self) -> str:
        """What is wrong with its rows; empty where it may be published."""
        rows = [row for row in self.rows("scale_rows") if not row.is_dropped]
        if self.model == BenchmarkModel.BANDS:
            return "" if bands(self.benchmark.rule, self.law) else "没有法定幅度，划不出裁量带"
        if not rows:
            return "没有裁量情形"
        if self.model == BenchmarkModel.WEIGHTS:
            return next((f"“{row}”没有权重" for row in rows if row.weight is None), "")
        return next((f"“{row}”的{fault}" for row in rows if (fault := row.outside(self.law))), "")

    def drop(self, act: Any) -> None:
        self.is_dropped = True


class ScaleRow(Part):
    """裁量情形: a condition of a tier, a graded factor with its weight, or a cell of a matrix."""

    of = models.ForeignKey(ScaleItem, models.CASCADE, related_name="scale_rows")
    factor = models.CharField("裁量因素", max_length=100, blank=True)
    grade = models.CharField("情形", max_length=300)
    column = models.CharField("第二个因素的情形", max_length=100, blank=True)
    level = models.CharField("裁量阶次", max_length=10, choices=DiscretionLevel, blank=True)
    matching = models.CharField("适用条件", max_length=4, choices=Matching, default=Matching.ANY)
    weight = models.DecimalField("权重（%）", max_digits=5, decimal_places=2, null=True, blank=True)
    low = models.DecimalField("下限", max_digits=14, decimal_places=4, null=True, blank=True)
    high = models.DecimalField("上限", max_digits=14, decimal_places=4, null=True, blank=True)
    is_dropped = models.BooleanField("已删去", default=False, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "裁量情形"

    def __str__(self) -> str:
        return "，".join(filter(None, (self.factor, self.grade, self.column)))[:60]

    def clean(self) -> None:
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValidationError({"high": "上限不能低于下限"})
        if self.of.model == BenchmarkModel.TIERS and not self.level:
            raise ValidationError({"level": "阶次表的每一种情形都要有裁量阶次"})
        if self.of.model == BenchmarkModel.WEIGHTS and (not self.factor.strip() or self.weight is None):
            raise ValidationError({"weight": "按权重累加的，写明裁量因素、情形和权重"})
        if self.of.model == BenchmarkModel.MATRIX and not (self.factor.strip() and self.column.strip()):
            raise ValidationError({"column": "矩阵的一格要写明两个因素的情形"})
        if fault := self.outside(self.of.law):
            raise ValidationError({"low": f"{fault}（行政处罚法 第五条第二款）"})

    def outside(self, law: Range) -> str:
        """Why it does not lie within the range of the law; 减轻 and 不予 may lie below."""
        if self.level in (DiscretionLevel.SPARED, DiscretionLevel.MITIGATED) or (self.low is None and self.high is None):
            return ""
        if Range(self.low, self.high).within(law):
            return ""
        return f"幅度 {_told(self.low)}—{_told(self.high)} 超出法定幅度 {_told(law.low)}—{_told(law.high)}"

    def pure(self) -> Row:
        return Row(self.factor, self.grade, self.level, self.weight, self.low, self.high, self.column)


def _told(bound: Decimal | None) -> str:
    return "不限" if bound is None else f"{Decimal(bound).normalize():f}"


class LeniencyItem(BoundFromAbove, Record):
    """轻微违法清单的一项: under which conditions a violation is spared or punished less, and where the list does not help."""

    benchmark = models.ForeignKey(Benchmark, models.PROTECT, related_name="leniencies", verbose_name="清单文件")
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("种类", max_length=12, choices=LeniencyKind)
    category = models.CharField("类别", max_length=60, blank=True)
    violation = models.CharField("违法行为", max_length=300)
    item = models.ForeignKey(PowerItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="执法事项")
    basis = models.CharField("依据", max_length=120, default="行政处罚法 第三十三条第一款")
    conditions = models.TextField("适用条件（一行一项，须全部具备）")
    exclusions = models.TextField("不适用的情形（一行一项）", blank=True)
    look_back = models.PositiveSmallIntegerField("“首次”回看的月数（空白为不限）", null=True, blank=True)
    word = models.CharField("处理用语", max_length=6, choices=DecisionWord, default=DecisionWord.MAY)

    of_file: ClassVar = "benchmark__"
    readers: ClassVar = READERS
    search_fields: ClassVar = "violation"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "轻微违法清单事项"
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["benchmark", "seq"], name="enforcement_leniency_seq"),
        ]

    def __str__(self) -> str:
        return f"第{self.seq}项 {self.violation}"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS

    def clean(self) -> None:
        try:
            self.basis = str(Citation.parse(self.basis))
        except BadCitation as fault:
            raise ValidationError({"basis": str(fault)}) from fault
        if self.kind == LeniencyKind.FIRST and self.word == DecisionWord.MUST:
            raise ValidationError({"word": "首违是“可以不予行政处罚”，轻微才是“不予行政处罚”（行政处罚法 第三十三条第一款）"})

    @property
    def all_conditions(self) -> list[str]:
        return [line.strip() for line in self.conditions.splitlines() if line.strip()]
