"""What was answered, on which articles in which version, and which articles were proposed."""

from django.db import models

from fazhi.kernel.law.models import LawVersion
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Part

from ..words import Basis, GivenAs
from .consultations import Consultation


class Answer(Part):
    """答复; an answer is never overwritten: the next one stands in its place and says why."""

    of = models.ForeignKey(Consultation, models.CASCADE, related_name="answers")
    text = models.TextField("答复")
    cited = models.TextField(
        "引用法条", blank=True, help_text="一行一条或者用顿号隔开，例如：劳动合同法 第八十二条；引用旧版的写明版本日期"
    )
    basis = models.CharField("答复依据", max_length=10, choices=Basis, default=Basis.ARTICLE)
    given_as = models.CharField("答复身份", max_length=10, choices=GivenAs, default=GivenAs.STAFF)
    round = models.PositiveSmallIntegerField("次", default=1, editable=False)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="答复人")
    given_at = models.DateTimeField("答复时间", null=True, editable=False)
    corrects = models.CharField("更正原因", max_length=200, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "答复"

    def __str__(self) -> str:
        return f"第{self.round}次答复"


class OfVersions(models.Manager):
    """Read together with the law whose version they name."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("version__law")


class Citation(Part):
    """引用法条: the article in the version that was in force, with the words quoted then."""

    of = models.ForeignKey(Consultation, models.CASCADE, related_name="citations")
    round = models.PositiveSmallIntegerField("次", default=1, editable=False)
    law = models.CharField("法律", max_length=300)
    article = models.CharField("条款项", max_length=60)
    version = models.ForeignKey(
        LawVersion, models.SET_NULL, null=True, blank=True, related_name="+", editable=False, verbose_name="版本"
    )
    version_on = models.DateField("版本日期", null=True, blank=True, editable=False)
    quoted = models.TextField("摘引", blank=True, editable=False)
    in_force = models.BooleanField("答复时有效", null=True, blank=True, editable=False)

    objects = OfVersions()

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "引用法条"

    def __str__(self) -> str:
        return f"《{self.law}》{f'（{self.version_on}）' if self.version_on else ''}{self.article}"

    @shown("现状")
    def standing(self) -> str:
        """How the cited version stands today: an old answer shows that its article was amended since."""
        return self.version.status() if self.version else "法规库中没有原文"


class Suggested(Part):
    """推荐条文: one of the five articles nearest to the question, found when it was put; a person decides."""

    of = models.ForeignKey(Consultation, models.CASCADE, related_name="suggestions")
    rank = models.PositiveSmallIntegerField("名次", editable=False)
    law = models.CharField("法律", max_length=300)
    article = models.CharField("条号", max_length=60)
    version_on = models.DateField("版本日期", null=True, blank=True, editable=False)
    excerpt = models.TextField("条文", blank=True, editable=False)
    words = models.CharField("共有的词", max_length=200, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "推荐条文"
        ordering = ["rank"]

    def __str__(self) -> str:
        return f"《{self.law}》{self.article}"
