"""One row for every act: the only table of the ledger until it is sealed into a tree."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from fazhi.kernel.org.models import Person, Unit

from .log.tiles import HASH
from .log.tree import Frontier, suite_of


class Event(models.Model):
    """An act on a record: who, when, what changed, why, under which article. Written once, never changed."""

    of = models.CharField("对象类别", max_length=60)
    record_id = models.BigIntegerField("对象", null=True)
    number = models.CharField("编号", max_length=120, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    act = models.CharField("行为", max_length=60)
    title = models.CharField("行为名称", max_length=120)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="行为人")
    stands_in_for = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="代谁办理")
    happened_at = models.DateTimeField("发生时间")
    recorded_at = models.DateTimeField("记录时间")
    changes = models.JSONField("变更", default=dict)
    reason = models.TextField("理由", blank=True)
    law = models.CharField("依据", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=0)
    via = models.CharField("途径", max_length=20, default="desk")
    log = models.CharField("日志", max_length=120, default="", editable=False)
    rev = models.PositiveIntegerField("第几次", default=0, editable=False)
    rows = models.JSONField("写入的行", default=dict, editable=False)
    salt = models.BinaryField("盐", null=True, editable=False)  # erased on request: the leaf stays and can no longer be opened
    entry = models.TextField("日志条目", default="", editable=False)
    leaf = models.CharField("叶", max_length=64, default="", editable=False, db_index=True)
    seq = models.BigIntegerField("序号", null=True, editable=False)
    key = models.CharField("提交键", max_length=64, null=True, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "账本记录"
        indexes = [
            models.Index(fields=["of", "record_id", "id"], name="ledger_history"),
            models.Index(fields=["id"], name="ledger_unsequenced", condition=Q(seq__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["of", "record_id", "rev"], name="ledger_one_history"),
            models.UniqueConstraint(fields=["log", "seq"], name="ledger_one_place"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise PermissionError("账本只能追加，不能修改或者删除")


class Log(models.Model):
    """A log of one year: how far it is sequenced, the right edge of its tree, and which log it goes on from."""

    origin = models.CharField("名称", max_length=120, unique=True)
    size = models.BigIntegerField("条数", default=0)
    peaks = models.BinaryField(default=b"")
    follows = models.CharField(
        "接续", max_length=120, default="", blank=True
    )  # the origin whose last checkpoint is its first entry
    is_closed = models.BooleanField("已封存", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "日志"

    def __str__(self) -> str:
        return f"{self.origin} {self.size}"

    def frontier(self) -> Frontier:
        """The right edge of the tree as it is stored."""
        peaks = bytes(self.peaks)
        return Frontier(suite_of(self.origin), self.size, [peaks[at : at + HASH] for at in range(0, len(peaks), HASH)])


class Tile(models.Model):
    """Up to 256 hashes of one level of a log's tree."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="tiles")
    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = "瓦片"
        constraints = [models.UniqueConstraint(fields=["log", "level", "index"], name="ledger_one_tile")]

    def __str__(self) -> str:
        return f"{self.log_id}: {self.level}/{self.index}"


class Inspection(models.Model):
    """One check of the whole ledger: when, how much, and what did not fit, in sentences."""

    at = models.DateTimeField("核对时间")
    since = models.DateField("自何日起", null=True)
    rows = models.BigIntegerField("核对行数")
    findings = models.JSONField("不符", default=list)

    class Meta:
        verbose_name = verbose_name_plural = "账本核对"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {len(self.findings)}"
