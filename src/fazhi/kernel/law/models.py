"""Laws, their versions and articles; the editions of the library; the values of local settings."""

from datetime import date
from uuid import uuid4

from django.db import models
from django.utils.timezone import localdate

from fazhi.kernel.registry.sealed import Watched

from .wording import Item, Paragraph, paragraphs

LIBRARY = "library"


class Kind(models.TextChoices):
    """Where a text stands in the order of norms."""

    CONSTITUTION = "constitution", "宪法"
    STATUTE = "statute", "法律"
    REGULATION = "regulation", "行政法规"
    INTERPRETATION = "interpretation", "司法解释"
    LOCAL = "local", "地方性法规"
    RULE = "rule", "规章"
    OTHER = "other", "其他规范性文件"


LEVELS = {kind: level for level, kind in enumerate(Kind, 1)}


class Basis(models.TextChoices):
    """How the in-force day of a version is known."""

    STATED = "stated", "条文载明"
    ANNOUNCED = "announced", "公布时载明"
    DECIDED = "decided", "修改决定载明"
    ASSUMED = "assumed", "推定为通过之日"
    UNKNOWN = "unknown", "未注明"


class Law(models.Model):
    """One law under its name, whatever its versions; a corpus of other texts is a collection of its own."""

    collection = models.CharField("集合", max_length=40, default=LIBRARY)
    title = models.CharField("名称", max_length=300)
    short_title = models.CharField("简称", max_length=300)
    kind = models.CharField("类别", max_length=20, choices=Kind, default=Kind.OTHER)
    level = models.PositiveSmallIntegerField("效力位阶", default=len(LEVELS))

    class Meta:
        verbose_name = verbose_name_plural = "法律法规"
        ordering = ["level", "short_title"]
        constraints = [models.UniqueConstraint(fields=["collection", "short_title"], name="one_law_of_a_name")]

    def __str__(self) -> str:
        return f"《{self.short_title}》"


class LawVersion(models.Model):
    """The text of a law as adopted on one day, and the days between which it is in force."""

    law = models.ForeignKey(Law, models.CASCADE, related_name="versions", verbose_name="法律")
    adopted_on = models.DateField("通过日期", null=True)
    promulgated_on = models.DateField("公布日期", null=True)
    in_force_on = models.DateField("施行日期", null=True)
    in_force_basis = models.CharField("施行日期依据", max_length=10, choices=Basis, default=Basis.UNKNOWN)
    repealed_on = models.DateField("失效日期", null=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replaces", verbose_name="被何版本替代")
    repeals = models.JSONField("同时废止", default=list)
    history = models.JSONField("沿革", default=list)
    gaps = models.JSONField("缺号", default=list)
    source = models.CharField("来源文件", max_length=300)
    sha256 = models.CharField("条文摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        ordering = ["in_force_on", "id"]
        constraints = [models.UniqueConstraint(fields=["law", "adopted_on"], name="one_version_of_a_day")]

    def __str__(self) -> str:
        return f"{self.adopted_on.isoformat()}版" if self.adopted_on else "未注明日期的版本"

    def is_in_force(self, on: date) -> bool:
        """Whether it is the law on that day: from its first day, until the day its end takes effect."""
        return bool(self.in_force_on) and self.in_force_on <= on and (self.repealed_on is None or on < self.repealed_on)

    def status(self, today: date | None = None) -> str:
        """尚未施行, 现行有效, 已修订 or 已废止."""
        on = today or localdate()
        if self.in_force_on is None:
            return "未注明"
        if on < self.in_force_on:
            return "尚未施行"
        if self.is_in_force(on):
            return "现行有效"
        return "已修订" if self.replaced_by_id else "已废止"

    def existed_before(self, on: date) -> bool:
        """Whether the law itself, in a version that is not at hand, is older than that day."""
        days = [event["on"] for event in self.history]
        return bool(days) and min(days) < (self.adopted_on or self.in_force_on).isoformat() and min(days) <= on.isoformat()


class LawFile(models.Model):
    """A file that was read, so that reading it twice adds nothing; a code comes a book a file, a corpus has no one version."""

    collection = models.CharField("集合", max_length=40, default=LIBRARY)
    version = models.ForeignKey(LawVersion, models.CASCADE, null=True, related_name="files", verbose_name="版本")
    name = models.CharField("文件名", max_length=300)
    sha256 = models.CharField("文件摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "来源文件"
        constraints = [models.UniqueConstraint(fields=["collection", "sha256"], name="one_reading_of_a_file")]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """One article 条 of a version, or a preamble 序言 or annex 附件 under its own name."""

    ANNEX = 10_000_000

    version = models.ForeignKey(LawVersion, models.CASCADE, related_name="articles", verbose_name="版本")
    number = models.CharField("条号", max_length=40)
    order = models.PositiveIntegerField("次序")
    headings = models.JSONField("编章节", default=list)
    text = models.TextField("条文")
    document_id = models.CharField("文档编号", max_length=400, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "条文"
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="one_article_of_a_number")]
        indexes = [models.Index(fields=["version", "order"], name="law_article_order")]

    def __str__(self) -> str:
        return f"《{self.version.law.short_title}》{self.number}"

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The 款 of the article, each with its 项."""
        return paragraphs(self.text)

    def paragraph(self, number: int) -> Paragraph | None:
        """第N款, or None."""
        return next((each for each in self.paragraphs if each.number == number), None)

    def item(self, number: int) -> Item | None:
        """第N项 of the only 款 that has such an item, or None."""
        found = [each.item(number) for each in self.paragraphs if each.item(number)]
        return found[0] if len(found) == 1 else None

    @property
    def url(self) -> str:
        """The article's page."""
        return f"/law/{self.version.law.short_title}/{self.number}/"


class Edition(models.Model):
    """Which edition of a collection is on the shelf; the stamp names the search index that belongs to it."""

    collection = models.CharField("集合", max_length=40, unique=True)
    number = models.PositiveIntegerField("版次", default=0)
    stamp = models.CharField("标记", max_length=32)
    changed_at = models.DateTimeField("变更时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "法规库版次"

    def __str__(self) -> str:
        return f"{self.collection} 第{self.number}版"

    @classmethod
    def raise_for(cls, collection: str) -> "Edition":
        """A new edition: whatever was indexed before is out of date."""
        edition, _ = cls.objects.get_or_create(collection=collection)
        edition.number, edition.stamp = edition.number + 1, uuid4().hex
        edition.save()
        return edition


class RuleValue(Watched):
    """A local setting 本市设定 as somebody set it, from a day on; rows are added, never changed."""

    key = models.CharField("设定", max_length=100, db_index=True)
    value = models.JSONField("取值")
    valid_from = models.DateField("自何日起")
    set_by_name = models.CharField("设定人", max_length=60)
    reason = models.CharField("理由", max_length=300)
    set_at = models.DateTimeField("设定时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "本市设定的取值"
        ordering = ["valid_from", "id"]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}（自{self.valid_from}）"
