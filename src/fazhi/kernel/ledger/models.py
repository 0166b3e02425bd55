"""One row for every act: the only table of the ledger until it is sealed into a tree."""

from typing import Any, NoReturn

from django.db import models

from fazhi.kernel.org.models import Person, Unit


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
    key = models.CharField("提交键", max_length=64, null=True, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "账本记录"
        indexes = [models.Index(fields=["of", "record_id", "id"], name="ledger_history")]

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
