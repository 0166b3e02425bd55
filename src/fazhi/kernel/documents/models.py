"""Files that belong to a record, and papers that were issued from it."""

from pathlib import Path
from typing import Any, NoReturn

from django.db import models
from django.utils import timezone

from fazhi.kernel.org.models import Person

from . import shelf


class OfRecord(models.Model):
    """Belongs to any record, by its label and key."""

    of_label = models.CharField("对象类别", max_length=60)
    of_id = models.BigIntegerField("对象")

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["of_label", "of_id", "id"], name="%(app_label)s_%(class)s_of")]


class File(OfRecord):
    """An attachment: its content stands on the shelf under its fingerprint."""

    name = models.CharField("文件名", max_length=255)
    kind = models.CharField("材料种类", max_length=60, blank=True)
    sha256 = models.CharField("指纹", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("大小")
    mime = models.CharField("类型", max_length=100)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="上传人")
    added_at = models.DateTimeField("上传时间", default=timezone.now)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="撤回人")
    withdrawn_because = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta(OfRecord.Meta):
        verbose_name = verbose_name_plural = "附件"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Path:
        """Where the content stands on disk."""
        return shelf.place_of(self.sha256)

    def is_intact(self) -> bool:
        """Whether the content is there and still what was taken in."""
        return self.place.is_file() and shelf.fingerprint(self.place) == self.sha256


class IssuedPaper(OfRecord):
    """A paper as it went out: what it said, and the fingerprints of both its forms. Written once, never changed."""

    key = models.CharField("文书", max_length=80)
    title = models.CharField("名称", max_length=120)
    number = models.CharField("文号", max_length=120, blank=True)
    law = models.CharField("依据", max_length=200, blank=True)
    data = models.JSONField("内容")
    made_at = models.DateTimeField("制作时间", default=timezone.now)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="制作人")
    docx = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="Word 文件")
    pdf = models.ForeignKey(File, models.PROTECT, null=True, related_name="+", verbose_name="PDF 文件")
    docx_sha256 = models.CharField("Word 指纹", max_length=64)
    pdf_sha256 = models.CharField("PDF 指纹", max_length=64, blank=True)
    # Why there is no PDF: no Chinese font, or characters that none can draw.
    notice = models.CharField("说明", max_length=500, blank=True)

    class Meta(OfRecord.Meta):
        verbose_name = verbose_name_plural = "已制作文书"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.title}{self.number and f'（{self.number}）'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise PermissionError("已制作的文书不能修改或者删除，可以重新制作一份")
