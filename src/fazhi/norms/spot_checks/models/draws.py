"""抽查任务: its strata, its departments with their codes, its public sources, and the draw that follows from them (reliability of `vdr-1`, docs/draws.md)."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from fazhi.kernel.flow.gates import gate
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering

from ..drawing import NotDrawable, commitment_to
from ..roles import READERS
from ..words import CreditClass
from .directories import CheckItem
from .plans import CheckPlan

OPENLY = "行政处罚法 第四十二条第一款"


class DrawTask(Case):
    """One draw: planned, approved, sealed into the ledger, drawn by what nobody can steer, published."""

    item = models.ForeignKey(CheckItem, models.PROTECT, related_name="+", verbose_name="抽查事项")
    yearly = models.ForeignKey(CheckPlan, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name="年度计划")
    unplanned_because = models.CharField("没有列入年度计划的理由", max_length=200, blank=True)
    is_joint = models.BooleanField("部门联合抽查", default=False)
    lead = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name="牵头部门的抽查任务"
    )
    team = models.PositiveSmallIntegerField(
        "每个对象的检查人员", default=2, validators=[MinValueValidator(2), MaxValueValidator(9)]
    )
    load = models.PositiveSmallIntegerField("每人最多承担的对象（0 为不限）", default=0)
    reveal_by = models.DateTimeField("公开承诺码的截止时间")
    plan = models.JSONField("抽取方案", default=dict, editable=False)
    lists = models.JSONField("封存的名录", default=dict, editable=False)
    plan_hash = models.CharField("抽取方案指纹", max_length=64, blank=True, editable=False)
    committed_at = models.DateTimeField("封存时间", null=True, editable=False)
    proof = models.JSONField("抽取证明", default=dict, editable=False)
    result_hash = models.CharField("抽取结果指纹", max_length=64, blank=True, editable=False)
    drawn_at = models.DateTimeField("抽取时间", null=True, editable=False)
    drawn = models.PositiveIntegerField("抽中的对象", null=True, editable=False)
    published_on = models.DateField("公示日期", null=True, editable=False)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}抽查〔{year}〕{serial}号", kind="抽查")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "item yearly lead"
    bulky: ClassVar = "plan lists proof"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "抽查任务"

    @gate("没有写明各信用风险类别的抽查比例")
    def has_strata(self) -> bool:
        return bool(self.rows("strata"))

    @gate("没有写明公开随机源，以及它公布的时间和地方")
    def has_sources(self) -> bool:
        return bool(self.rows("sources"))

    @gate("至少两个部门各交一个承诺值，任何一方都不能单独决定结果")
    def has_sides(self) -> bool:
        return len({row.commitment for row in self.rows("sides")}) >= 2

    @gate("公开随机源应当在承诺码截止公开以后公布，否则公开与否可以左右结果")
    def source_comes_last(self) -> bool | str:
        early = [row.name for row in self.rows("sources") if row.at <= self.reveal_by]
        return f"{'、'.join(early)}早于承诺码的截止时间" if early else True

    @gate("联合抽查的对象由牵头部门抽取，本部门对这些对象全部检查，比例是 100%")
    def takes_all_of_lead(self) -> bool:
        return self.lead_id is None or all(row.percent == 100 for row in self.rows("strata"))

    @gate("抽查事项不在清单的有效期内，没有依据不得检查", law=OPENLY)
    def item_holds(self) -> bool:
        return self.item.holds(self.opened_on)

    @gate("公开随机源的号码还没有登记齐")
    def has_numbers(self) -> bool:
        return all(row.numbers.strip() for row in self.rows("sources"))

    @gate("没有一个部门公开承诺码，不能抽取")
    def has_a_code(self) -> bool:
        return any(row.code for row in self.rows("sides"))

    def publish(self, act: Any) -> None:
        self.published_on = act.on


class Stratum(Part):
    """抽查比例 of a risk class."""

    of = models.ForeignKey(DrawTask, models.CASCADE, related_name="strata")
    credit_class = models.CharField("信用风险分类", max_length=1, choices=CreditClass)
    percent = models.DecimalField(
        "抽查比例（%）",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "抽查比例"

    def __str__(self) -> str:
        return f"{self.get_credit_class_display()} {self.percent}%"


class Side(Part):
    """参与部门: hands in the fingerprint of a secret code before the lists close, and reveals the code after."""

    of = models.ForeignKey(DrawTask, models.CASCADE, related_name="sides")
    department = models.CharField("部门", max_length=60)
    commitment = models.CharField("承诺值（承诺码的 SHA-256）", max_length=64)
    code = models.CharField("公开的承诺码", max_length=64, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "参与部门"

    def __str__(self) -> str:
        return self.department

    def clean(self) -> None:
        if len(self.commitment) != 64 or set(self.commitment) - set("0123456789abcdef"):
            raise ValidationError({"commitment": "承诺值是 64 位小写十六进制字符"})
        try:
            if self.code and commitment_to(self.code) != self.commitment:
                raise ValidationError({"code": f"与{self.department}先前交的承诺值不一致"})
        except NotDrawable as fault:
            raise ValidationError({"code": str(fault)}) from fault


class Source(Part):
    """公开随机源: named with its time and place before it is drawn."""

    of = models.ForeignKey(DrawTask, models.CASCADE, related_name="sources")
    name = models.CharField("名称（例如：快乐8 2025123期）", max_length=80)
    at = models.DateTimeField("公布时间")
    where = models.CharField("公布的地方", max_length=120)
    numbers = models.CharField("公布的号码（用空格隔开）", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "公开随机源"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.numbers and not all(word.isascii() and word.isdecimal() for word in self.numbers.split()):
            raise ValidationError({"numbers": "号码用空格隔开，只写数字，例如：3 8 15 22"})

    @property
    def drawn(self) -> list[int]:
        return sorted(int(word) for word in self.numbers.split())

    @property
    def told(self) -> dict[str, str]:
        return {"name": self.name, "at": timezone.localtime(self.at).isoformat(), "where": self.where}
