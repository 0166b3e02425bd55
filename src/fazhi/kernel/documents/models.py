"""Files that belong to a record, and papers that were issued from it."""

from pathlib import Path
from typing import ClassVar

from django.db import models
from django.utils import timezone

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records.fields import SensitiveAnswers
from fazhi.kernel.records.models import Row

from . import shelf
from .handing_over import PaperService, PaperSignature
from .hands import HandSignature
from .rows import OfRecord, WrittenOnce

__all__ = ["File", "HandSignature", "IssuedPaper", "PaperService", "PaperSignature", "PublicVersion"]


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

    is_sealed: ClassVar[bool] = True

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
        return shelf.is_intact(self.sha256)


class IssuedPaper(WrittenOnce, Row, OfRecord):
    """A paper as it went out: what it said, and the fingerprints of both its forms. Written once, never changed."""

    refusal: ClassVar[str] = "已制发的文书不能修改或者删除；有错误的，说明理由后制发更正的新版本"

    key = models.CharField("文书", max_length=80)
    title = models.CharField("名称", max_length=160)
    number = models.CharField("文号", max_length=120, blank=True, db_index=True)
    law = models.CharField("依据", max_length=200, blank=True)
    data = SensitiveAnswers("内容")  # all that stands on the paper
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="制发单位")
    code = models.CharField("核验码", max_length=12, blank=True)
    is_sealed_by_body = models.BooleanField("已加盖电子印章", default=False)
    ordinal = models.PositiveSmallIntegerField("第几版", default=1)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by", verbose_name="更正的文书")
    correction = models.TextField("更正说明", blank=True)
    made_at = models.DateTimeField("制作时间", default=timezone.now)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="制作人")
    docx = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="Word 文件")
    pdf = models.ForeignKey(File, models.PROTECT, null=True, related_name="+", verbose_name="PDF 文件")
    docx_sha256 = models.CharField("Word 指纹", max_length=64, db_index=True)
    pdf_sha256 = models.CharField("PDF 指纹", max_length=64, blank=True, db_index=True)
    # Why there is no PDF, or which fonts and characters were drawn by stand-ins.
    notice = models.CharField("说明", max_length=500, blank=True)

    class Meta(OfRecord.Meta):
        verbose_name = verbose_name_plural = "已制发文书"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.title}{self.number and f'（{self.number}）'}"

    @property
    def is_superseded(self) -> bool:
        """A corrected version has taken its place."""
        return hasattr(self, "corrected_by")


class PublicVersion(WrittenOnce):
    """公开版: the same paper without personal data, as a file of its own."""

    of = models.OneToOneField(IssuedPaper, models.PROTECT, related_name="public")
    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="文件")
    sha256 = models.CharField("指纹", max_length=64, db_index=True)
    made_at = models.DateTimeField("制作时间", default=timezone.now)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="制作人")

    class Meta:
        verbose_name = verbose_name_plural = "公开版"
