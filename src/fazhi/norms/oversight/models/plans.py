"""评查方案: which files of whom in which time, drawn how; fixed in the ledger before the chance falls."""

from datetime import date
from hashlib import sha256
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.ledger.log.canonical import canonical
from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.roles import SUPERVISOR, Role
from fazhi.kernel.records.fields import Several
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering

from ..review_words import FileKind, Method
from ..roles import OF_REVIEWS
from ..rules import SAMPLE_SIZE
from .templates import ScoringTemplate

FORMAT = "fazhi-file-review@v1"
CIRCULAR_NO = Numbering("{unit}执评〔{year}〕{serial}号", kind="案卷评查通报")


class ReviewPlan(Case):
    """`unit` organises; `strata` are the lists from which is drawn, one for each body and kind."""

    opened_on = models.DateField("登记日期", editable=False)
    year = models.PositiveSmallIntegerField("年度")
    kinds = Several("案卷种类", FileKind)
    period_from = models.DateField("结案日期自")
    period_to = models.DateField("结案日期至")
    method = models.CharField("抽取方式", max_length=10, choices=Method, default=Method.RANDOM)
    per_stratum = models.PositiveSmallIntegerField("每单位每类抽取数", default=SAMPLE_SIZE.default)
    template = models.ForeignKey(ScoringTemplate, models.PROTECT, related_name="+", verbose_name="评分标准")
    focus = models.TextField("评查重点", blank=True)
    source = models.CharField(
        "公开随机源", max_length=200, blank=True, help_text="以后公布、谁都查得到的号码，例如某期福利彩票开奖号码"
    )
    source_on = models.DateField("随机源公布日期", null=True, blank=True)
    terms = models.JSONField("等次和分差", default=dict, editable=False)
    committed_on = models.DateField("方案锁定日期", null=True, editable=False)
    plan_hash = models.CharField("方案摘要", max_length=64, blank=True, editable=False)
    source_text = models.CharField("随机源号码", max_length=200, blank=True)
    drawn_on = models.DateField("抽取日期", null=True, editable=False)
    main_problems = models.TextField("主要问题", blank=True)
    suggestions = models.TextField("建议", blank=True)
    reported_on = models.DateField("总报告日期", null=True, editable=False)
    circular_to = models.CharField("主送机关", max_length=200, blank=True)
    circular_no = models.CharField("通报文号", max_length=120, blank=True, editable=False)
    circulated_on = models.DateField("通报日期", null=True, editable=False)

    readers: ClassVar = OF_REVIEWS
    numbering: ClassVar = Numbering("{unit}评查〔{year}〕{serial}号", kind="案卷评查方案")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "template"
    read_with: ClassVar = "strata__body groups__leader__unit groups__first__unit groups__second__unit files__body"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "评查方案"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (SUPERVISOR,)

    def clean(self) -> None:
        if self.period_to < self.period_from:
            raise ValidationError({"period_to": "结案日期至不能早于结案日期自"})
        if self.per_stratum < 1:
            raise ValidationError({"per_stratum": "至少抽取 1 卷"})
        if not self.kinds:
            raise ValidationError({"kinds": "至少选一类案卷"})

    @property
    def chance_on(self) -> date | None:
        """When the number is public from which it is drawn; what was sent or chosen needs none."""
        return self.source_on if self.method == Method.RANDOM else None

    @property
    def commitment(self) -> bytes:
        """Whatever could be chosen later, as bytes; its SHA-256 stands in the ledger before the source is public."""
        return canonical(
            {
                "format": FORMAT,
                "plan": self.pk,
                "kinds": sorted(self.kinds),
                "from": self.period_from.isoformat(),
                "to": self.period_to.isoformat(),
                "method": self.method,
                "source": self.source,
                "source_on": self.source_on.isoformat() if self.source_on else "",
                "strata": [row.fixed for row in self.in_order],
            }
        )

    @property
    def in_order(self) -> "list[Stratum]":
        return sorted(self.rows("strata"), key=lambda row: row.code)

    @property
    def region(self) -> Unit:
        return self.unit.region() or self.unit

    def tally(self) -> dict[str, int]:
        """How many files ended in each grade."""
        found: dict[str, int] = {}
        for row in self.rows("files"):
            found[row.final_grade] = found.get(row.final_grade, 0) + 1
        return found


class Stratum(Part):
    """抽样清单: the files of one body and kind; one line a file, `key number`, as they stood when the plan was fixed."""

    of = models.ForeignKey(ReviewPlan, models.CASCADE, related_name="strata")
    body = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被评查单位")
    kind = models.CharField("案卷种类", max_length=40, choices=FileKind)
    listing = models.TextField("案卷清单", help_text="一行一卷，写案号或者卷号")
    is_external = models.BooleanField("外部案卷", default=False, editable=False)
    size = models.PositiveIntegerField("案卷总数", default=0, editable=False)
    quota = models.PositiveIntegerField("抽取数", default=0, editable=False)
    root = models.CharField("清单摘要", max_length=64, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "抽样清单"

    def __str__(self) -> str:
        return f"{self.body} {self.get_kind_display()}"

    @property
    def code(self) -> str:
        return f"{self.body_id}:{self.kind}"

    @property
    def files(self) -> list[str]:
        return [" ".join(line.split()) for line in self.listing.splitlines() if line.strip()]

    @property
    def fixed(self) -> dict[str, Any]:
        return {"code": self.code, "size": self.size, "quota": self.quota, "root": self.root}

    def fix(self, quota: int) -> None:
        """Count the list and take its fingerprint; each file once, in the order of their names."""
        lines = sorted(dict.fromkeys(self.files))
        self.listing, self.size = "\n".join(lines), len(lines)
        self.quota, self.root = min(quota, self.size), sha256(self.listing.encode()).hexdigest()
