"""答复评查: a month's closed consultations, drawn for each adviser by a number nobody could choose, and read by another."""

from calendar import monthrange
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from fazhi.kernel.ledger.log.canonical import canonical
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import CLERK, LEADER, Role
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.querysets import NOWHERE, in_offices

from .. import anonymous
from ..roles import LAWYER, OFFICE, READERS
from ..rules import REVIEW_EACH
from ..words import Finding, Item
from .consultations import Consultation

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "fazhi-answer-review@v1"
FIXED = ("committed", "reviewing", "finished")


class AnswerSample(Case):
    """答复评查批次: `unit` draws from what its advisers and those below it closed in one month."""

    month = models.DateField("评查月份", help_text="填这个月的任何一天")
    each = models.PositiveSmallIntegerField("每人抽取数", default=REVIEW_EACH.default)
    source = models.CharField("公开随机源", max_length=200, help_text="以后公布、谁都查得到的号码，例如某期福利彩票开奖号码")
    source_on = models.DateField("随机源公布日期")
    weights = models.JSONField("评分标准", default=dict, editable=False)  # item → points, as they were when the list was fixed
    pass_score = models.PositiveSmallIntegerField("合格分数", default=0, editable=False)
    committed_on = models.DateField("锁定日期", null=True, editable=False)
    list_hash = models.CharField("清单摘要", max_length=64, blank=True, editable=False)
    source_text = models.CharField("随机源号码", max_length=200, blank=True)
    drawn_on = models.DateField("抽取日期", null=True, editable=False)

    readers: ClassVar = OFFICE
    numbering: ClassVar = Numbering("{unit}咨评〔{year}〕{serial}号", kind="答复评查")
    search_fields: ClassVar = "number title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "答复评查批次"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "month"],
                condition=Q(state__in=FIXED),
                name="advice_answersample_month",
                violation_error_message="这个月已经有一个评查批次",
            ),
        ]

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return OFFICE

    def clean(self) -> None:
        self.month = self.month.replace(day=1)
        self.title = f"{self.month:%Y年%-m月}咨询答复评查"
        others = AnswerSample.objects.filter(unit=self.unit_id, month=self.month).exclude(pk=self.pk).exclude(state="dropped")
        if others.exists():
            raise ValidationError({"month": "这个月已经有一个评查批次"})
        if self.each < 1:
            raise ValidationError({"each": "每人至少抽取 1 件"})

    @property
    def chance_on(self) -> date:
        return self.source_on

    @property
    def last_day(self) -> date:
        return self.month.replace(day=monthrange(self.month.year, self.month.month)[1])

    @property
    def in_order(self) -> "list[AdviserList]":
        return sorted(self.rows("lists"), key=lambda row: row.adviser_id)

    @property
    def commitment(self) -> bytes:
        """Whatever could be chosen later, as bytes; its SHA-256 stands in the ledger before the number is public."""
        return canonical(
            {
                "format": FORMAT,
                "sample": self.pk,
                "month": self.month.isoformat(),
                "each": self.each,
                "source": self.source,
                "source_on": self.source_on.isoformat(),
                "lists": [row.fixed for row in self.in_order],
            }
        )


class AdviserList(Part):
    """抽样清单: what one adviser's consultations closed in the month are, one a line, as they stood when the list was fixed."""

    of = models.ForeignKey(AnswerSample, models.CASCADE, related_name="lists")
    adviser = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False, verbose_name="答复人")
    listing = models.TextField("咨询清单", editable=False)
    size = models.PositiveIntegerField("件数", editable=False)
    quota = models.PositiveIntegerField("抽取数", editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "抽样清单"

    def __str__(self) -> str:
        return f"{self.adviser}：{self.size}件抽{self.quota}件"

    @property
    def fixed(self) -> dict[str, Any]:
        root = sha256(self.listing.encode()).hexdigest()
        return {"adviser": self.adviser_id, "size": self.size, "quota": self.quota, "root": root}


class AnswerReview(Case):
    """答复评查: one drawn answer, read without names and scored by somebody who did not give it."""

    sample = models.ForeignKey(AnswerSample, models.PROTECT, related_name="reviews", verbose_name="评查批次")
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="reviews", verbose_name="咨询")
    adviser = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="答复人")
    round = models.PositiveSmallIntegerField("第几次答复", default=1, editable=False)
    rank = models.CharField("抽取次序值", max_length=64, blank=True, editable=False)
    law_points = models.PositiveSmallIntegerField("法条准确、现行有效", null=True, blank=True)
    whole_points = models.PositiveSmallIntegerField("答全所问", null=True, blank=True)
    told_points = models.PositiveSmallIntegerField("告知法律援助和其他途径", null=True, blank=True)
    plain_points = models.PositiveSmallIntegerField("说得明白", null=True, blank=True)
    kept_points = models.PositiveSmallIntegerField("按时、保密", null=True, blank=True)
    fatal = models.CharField("一票否决", max_length=16, choices=Finding, blank=True)
    findings = models.TextField("发现的问题", blank=True)
    score = models.PositiveSmallIntegerField("得分", null=True, blank=True, editable=False)
    is_passed = models.BooleanField("合格", null=True, blank=True, editable=False)
    scored_on = models.DateField("评分日期", null=True, editable=False)
    was_returned = models.BooleanField("退回更正", default=False, editable=False)
    # 异议 and 复核: the first points stay as they were given, the standing score is the last.
    first_score = models.PositiveSmallIntegerField("初评得分", null=True, editable=False)
    objection = models.TextField("异议", blank=True)
    objected_on = models.DateField("提出异议日期", null=True, editable=False)
    rechecker = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="复核人")
    re_law_points = models.PositiveSmallIntegerField("复核：法条准确、现行有效", null=True, blank=True)
    re_whole_points = models.PositiveSmallIntegerField("复核：答全所问", null=True, blank=True)
    re_told_points = models.PositiveSmallIntegerField("复核：告知法律援助和其他途径", null=True, blank=True)
    re_plain_points = models.PositiveSmallIntegerField("复核：说得明白", null=True, blank=True)
    re_kept_points = models.PositiveSmallIntegerField("复核：按时、保密", null=True, blank=True)
    re_fatal = models.CharField("复核：一票否决", max_length=16, choices=Finding, blank=True)
    recheck_opinion = models.TextField("复核意见", blank=True)
    rechecked_on = models.DateField("复核日期", null=True, editable=False)

    readers: ClassVar = READERS
    search_fields: ClassVar = "title"
    narrows_scope: ClassVar = True
    acts_with: ClassVar = "sample consultation adviser handler rechecker"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "答复评查"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return OFFICE

    @classmethod
    def scope_of(cls, person: Person | None, on: date | None = None) -> Q:
        """The office by place; a lawyer what is to be reviewed, and what was said of the lawyer's own answers."""
        if person is None:
            return NOWHERE
        ours = in_offices(person, LEADER, CLERK, on=on)
        own = Q(handler=person) | Q(rechecker=person) | Q(adviser=person) & ~Q(state="pending")
        return ours | own if person.scope(LAWYER, on=on) else ours

    def clean(self) -> None:
        if AnswerReview.objects.filter(sample=self.sample_id, consultation=self.consultation_id).exclude(pk=self.pk).exists():
            raise ValidationError({"consultation": "这一批里已经有这件咨询"})
        self.title = self.title or f"{self.adviser}的答复（{self.sample.month:%Y年%-m月}）"
        if self.handler_id is not None and self.handler_id == self.adviser_id:
            raise ValidationError({"handler": "评查人不能是答复人本人"})
        if self.rechecker_id is not None and self.rechecker_id in (self.adviser_id, self.handler_id):
            raise ValidationError({"rechecker": "复核人不能是答复人、评查人"})
        for again in ("", "re_"):
            self._check_points(again)

    def _check_points(self, again: str) -> None:
        for item, given in self.points_of(again):
            most = int(self.sample.weights.get(item, 0))
            if given is not None and given > most:
                raise ValidationError({f"{again}{item}_points": f"这一项最多 {most} 分"})

    def points_of(self, again: str = "") -> "Iterator[tuple[Item, int | None]]":
        """The points of the first review, or with `re_` those of the second look."""
        return ((item, getattr(self, f"{again}{item.value}_points")) for item in Item)

    @shown("评分标准")
    def scheme(self) -> str:
        return "、".join(f"{item.label} {self.sample.weights.get(item, 0)} 分" for item in Item)

    @shown("问题（已去掉姓名）")
    def question_read(self) -> str:
        return anonymous.without_names(self.consultation.question, self.consultation)

    @shown("答复（已去掉姓名）")
    def answer_read(self) -> str:
        given = next((row for row in self.consultation.rows("answers") if row.round == self.round), None)
        articles = [str(row) for row in self.consultation.rows("citations") if row.round == self.round]
        return f"{anonymous.without_names(given.text, self.consultation)}\n{'、'.join(articles)}" if given else ""
