"""What the tables of the room have in common: they belong to a record of any kind, and some are written once."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class OfRecord(models.Model):
    """Belongs to any record, by its label and key."""

    of_label = models.CharField("对象类别", max_length=60)
    of_id = models.BigIntegerField("对象")

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["of_label", "of_id", "id"], name="%(app_label)s_%(class)s_of")]


class WrittenOnce(models.Model):
    """A row that is neither changed nor deleted; whoever finds it wrong writes another."""

    is_sealed: ClassVar[bool] = True
    refusal: ClassVar[str] = "这项登记不能修改或者删除；有错误的，另作一条登记并说明"

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise PermissionError(self.refusal)
