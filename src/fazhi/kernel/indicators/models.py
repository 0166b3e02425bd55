"""Roll-ups by unit and month, the cells that must be renewed, figures frozen when they were published, and what proves them."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person, Unit


class RollUp(models.Model):
    """What one indicator sums up to in one unit (itself alone) and month."""

    code = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField()
    numerator = models.DecimalField(max_digits=22, decimal_places=4, default=0)
    denominator = models.BigIntegerField(default=0)
    records = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "指标汇总"
        constraints = [models.UniqueConstraint(fields=["code", "unit", "month"], name="one_roll_up")]
        indexes = [models.Index(fields=["code", "month"], name="roll_ups_of_a_month")]


class Dirty(models.Model):
    """A unit's month in which records of a kind have changed since it was last rolled up."""

    of = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField()
    stamp = models.IntegerField(default=1)

    class Meta:
        verbose_name = verbose_name_plural = "待汇总"
        constraints = [models.UniqueConstraint(fields=["of", "unit", "month"], name="one_dirty_cell")]


class Definition(models.Model):
    """One version of what is counted under a code; a changed definition is another version."""

    code = models.CharField("指标", max_length=80)
    version = models.PositiveIntegerField("版本")
    hash = models.CharField("指纹", max_length=64)
    text = models.TextField("口径")
    since = models.DateTimeField("起用时间")

    is_sealed: ClassVar[bool] = True

    class Meta:
        verbose_name = verbose_name_plural = "口径"
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="one_definition")]

    def __str__(self) -> str:
        return f"{self.code} 第{self.version}版"


class Snapshot(models.Model):
    """A figure as it was published; what changes later changes nothing here."""

    is_sealed: ClassVar[bool] = True

    code = models.CharField("指标", max_length=80)
    label = models.CharField("名称", max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    structure = models.CharField("机构口径", max_length=4, default="now")
    window = models.CharField("时段", max_length=40)
    as_of = models.DateField("截至")
    value = models.DecimalField("值", max_digits=22, decimal_places=4, null=True)
    text = models.CharField("表述", max_length=120)
    numerator = models.DecimalField("分子", max_digits=22, decimal_places=4, null=True)
    denominator = models.BigIntegerField("分母", null=True)
    records = models.BigIntegerField("记录数")
    definition = models.TextField("口径")
    definition_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField("发布时间")
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="发布人")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections", verbose_name="更正")
    reason = models.TextField("更正理由", blank=True)
    manifest_hash = models.CharField("凭证指纹", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "已发布指标"
        ordering = ["-published_at", "-id"]

    def __str__(self) -> str:
        return f"{self.label}{self.text}（{self.as_of}）"


class Publishing(models.Model):
    """A figure that somebody has asked to publish: it is held against every record beside the request, then published whole or not at all."""

    class State(models.TextChoices):
        RUNNING = "running", "正在逐条核对"
        DONE = "done", "已经发布"
        FAILED = "failed", "没有发布"

    code = models.CharField("指标", max_length=80)
    label = models.CharField("名称", max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    is_whole = models.BooleanField("全部单位", default=False)
    structure = models.CharField("机构口径", max_length=4)
    window = models.CharField("时段", max_length=40)
    as_of = models.DateField("截至")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="发布人")
    reason = models.CharField("理由", max_length=300)
    corrects = models.ForeignKey(Snapshot, models.PROTECT, null=True, related_name="+", verbose_name="更正")
    state = models.CharField("状态", max_length=8, choices=State, default=State.RUNNING)
    told = models.CharField("说明", max_length=500, blank=True)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, related_name="+", verbose_name="发布的指标")
    begun_at = models.DateTimeField("开始时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "发布任务"

    def __str__(self) -> str:
        return f"发布{self.label}"


class Proof(models.Model):
    """What a published figure stands on: the public manifest, and what opens it to an auditor."""

    snapshot = models.OneToOneField(Snapshot, models.PROTECT, related_name="proof", verbose_name="指标")
    manifest = models.TextField("凭证")
    secret = models.BinaryField(editable=False)
    kept = models.BinaryField(editable=False)  # labels and parts of each entry, packed
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", verbose_name="发布的账本记录")
    checked_on = models.DateField("最近核对", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "凭证"

    def __str__(self) -> str:
        return f"{self.snapshot}的凭证"


class Doubt(models.Model):
    """A reason for which a published figure is under check; it stands until the figure follows from its records again."""

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="doubts", verbose_name="指标")
    found_at = models.DateTimeField("发现时间")
    text = models.TextField("发现")
    cleared_at = models.DateTimeField("消除时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "核对中的指标"
        ordering = ["-found_at", "-id"]

    def __str__(self) -> str:
        return self.text


class Target(models.Model):
    """What a unit is to reach in a year by one figure; the newest holds, the older ones stay as they were set."""

    is_sealed: ClassVar[bool] = True

    code = models.CharField("指标", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    value = models.DecimalField("目标值", max_digits=22, decimal_places=4)
    is_ceiling = models.BooleanField("不超过", default=False)
    basis = models.CharField("依据", max_length=200)
    set_at = models.DateTimeField("设定时间")
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="设定人")

    class Meta:
        verbose_name = verbose_name_plural = "年度目标"
        ordering = ["-set_at", "-id"]
        indexes = [models.Index(fields=["unit", "year", "code"], name="targets_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.year}年{self.code}{'不超过' if self.is_ceiling else '不低于'}{self.value.normalize():f}"

    def is_met(self, value: object) -> bool:
        """Whether a value keeps to it; none does not."""
        return value is not None and (value <= self.value if self.is_ceiling else value >= self.value)
