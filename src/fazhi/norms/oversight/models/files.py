"""评查案卷 and 评分表: a file that was drawn, and the sheet of each reviewer, blind to the others until all are in."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import SUPERVISOR, Role
from fazhi.kernel.records.models import Case, Part

from ..review_words import FileKind, Grade, Place, Recheck
from ..roles import FILE_REVIEWER, OF_REVIEWS
from .cases import Supervision
from .groups import ReviewGroup
from .plans import ReviewPlan
from .templates import FULL, TemplateItem

# While a file stands here, nobody sees a sheet but who writes it.
BLIND = ("scoring", "third")
SCORE = {"max_digits": 5, "decimal_places": 1, "null": True}


class ReviewedFile(Case):
    """`file_no` names the file; `record` is its key where this platform keeps it, `rank` its place in the draw."""

    opened_on = models.DateField("抽取日期", editable=False)
    plan = models.ForeignKey(ReviewPlan, models.PROTECT, related_name="files", verbose_name="评查方案")
    body = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被评查单位")
    kind = models.CharField("案卷种类", max_length=40, choices=FileKind)
    file_no = models.CharField("案号、卷号", max_length=120)
    record_id = models.BigIntegerField("平台记录", null=True, editable=False)
    rank = models.CharField("抽取序列值", max_length=64, blank=True, editable=False)
    group = models.ForeignKey(
        ReviewGroup, models.PROTECT, null=True, editable=False, related_name="files", verbose_name="评查小组"
    )
    first = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="评查人一")
    second = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="评查人二")
    third = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="第三评查人")
    first_total = models.DecimalField("评查人一得分", editable=False, **SCORE)
    second_total = models.DecimalField("评查人二得分", editable=False, **SCORE)
    third_total = models.DecimalField("第三评查人得分", editable=False, **SCORE)
    total = models.DecimalField("评查得分", editable=False, **SCORE)
    is_fatal = models.BooleanField("有一票否决情形", default=False, editable=False)
    grade = models.CharField("评查等次", max_length=10, choices=Grade, blank=True, editable=False)
    told_on = models.DateField("反馈日期", null=True, editable=False)
    objection = models.TextField("异议", blank=True)
    objected_on = models.DateField("提出异议日期", null=True, blank=True)
    recheck_result = models.CharField("复核结果", max_length=10, choices=Recheck, blank=True)
    recheck_score = models.DecimalField("复核得分", blank=True, **SCORE)
    lifts_fatal = models.BooleanField("一票否决情形不成立", default=False)
    recheck_opinion = models.TextField("复核意见", blank=True)
    rechecked_on = models.DateField("复核日期", null=True, editable=False)
    final_total = models.DecimalField("最终得分", editable=False, **SCORE)
    final_grade = models.CharField("最终等次", max_length=10, choices=Grade, blank=True, editable=False)
    supervision = models.ForeignKey(
        Supervision, models.PROTECT, null=True, editable=False, related_name="reviewed_files", verbose_name="转监督案件"
    )

    readers: ClassVar = OF_REVIEWS
    search_fields: ClassVar = "title file_no"
    acts_with: ClassVar = "plan body group__first group__second"
    read_with: ClassVar = "sheets__deductions__item"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "评查案卷"
        indexes = [*Case.Meta.indexes, models.Index(fields=["closed_on"], name="oversight_files_closed")]

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (SUPERVISOR,)

    def clean(self) -> None:
        """粤评 17: a fatal item fails the file whatever its score, from whichever side the grade comes."""
        fails = self.is_fatal and not self.lifts_fatal
        if (fails and self.final_grade not in ("", Grade.FAIL)) or (self.is_fatal and self.grade not in ("", Grade.FAIL)):
            raise ValidationError({"final_grade": "有一票否决情形的只能评为不合格"})

    @property
    def reviewers(self) -> set[int]:
        return {pk for pk in (self.first_id, self.second_id, self.third_id) if pk}

    @property
    def signed_sheets(self) -> dict[str, Any]:
        """By whose place; those that were handed in."""
        return {row.place: row for row in self.rows("sheets") if row.state == "signed"}

    def team(self) -> list[Person]:
        return [person for person in (self.first, self.second, self.third) if person]


class Problem(Part):
    """What the review found, and when it was mended."""

    of = models.ForeignKey(ReviewedFile, models.CASCADE, related_name="problems")
    item = models.ForeignKey(TemplateItem, models.PROTECT, related_name="+", verbose_name="项目")
    content = models.TextField("问题")
    fixed_on = models.DateField("整改日期", null=True, blank=True)
    fixed_how = models.TextField("整改情况和证据", blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "需要整改的问题"

    def __str__(self) -> str:
        return str(self.item)


class ScoreSheet(Case):
    """One reviewer's own sheet of one file; `scope_of` keeps it blind, whatever door is asked."""

    opened_on = models.DateField("分派日期", editable=False)
    file = models.ForeignKey(ReviewedFile, models.PROTECT, related_name="sheets", verbose_name="评查案卷")
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="评查人")
    place = models.CharField("评查顺位", max_length=10, choices=Place)
    total = models.DecimalField("得分", editable=False, **SCORE)
    is_fatal = models.BooleanField("有一票否决情形", default=False, editable=False)
    opinion = models.TextField("总体意见", blank=True)
    signed_on = models.DateField("签名日期", null=True, editable=False)

    readers: ClassVar = OF_REVIEWS
    narrows_scope: ClassVar = True
    acts_with: ClassVar = "file file__plan file__body"
    read_with: ClassVar = "deductions__item"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "评分表"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(fields=["file", "place"], name="oversight_sheet_once"),
        ]

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (FILE_REVIEWER,)

    @classmethod
    def scope_of(cls, person: Person | None, on: Any = None) -> Q:
        """One's own sheets, and those of files on which everybody has scored."""
        seen = super().scope_of(person, on)
        return seen & (Q(reviewer=person) | ~Q(file__state__in=BLIND)) if person else seen

    @property
    def score(self) -> Decimal:
        return max(FULL - sum((row.points for row in self.rows("deductions")), Decimal(0)), Decimal(0))


class Deduction(Part):
    """Points taken off an item, with the reason; a fatal item takes the grade, not points."""

    of = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="deductions")
    item = models.ForeignKey(TemplateItem, models.PROTECT, related_name="+", verbose_name="评分项目")
    points = models.DecimalField("扣分", max_digits=5, decimal_places=1, default=0, help_text="一票否决的项目不填")
    reason = models.TextField("理由")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "扣分和一票否决"

    def __str__(self) -> str:
        return str(self.item)

    def clean(self) -> None:
        if not self.reason.strip():
            raise ValidationError({"reason": "扣分必须写明理由"})
        if self.item.is_fatal and self.points:
            raise ValidationError({"points": "一票否决的项目不扣分"})
        if not self.item.is_fatal and not 0 < self.points <= self.item.points:
            raise ValidationError({"points": f"这一项满分 {self.item.points:f} 分，扣分应当大于 0、不超过满分"})
