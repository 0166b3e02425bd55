"""手写签名: whose hand drew it, stroke by stroke, and whether the same was drawn before."""

from django.db import models
from django.utils import timezone

from fazhi.kernel.org.models import Person
from fazhi.kernel.records.fields import PersonName, SensitiveAnswers
from fazhi.kernel.records.models import Row

from .rows import WrittenOnce


class HandSignature(WrittenOnce, Row):
    """A drawing on the pad beside its picture; `alike` is a doubt for a person to look at, and decides nothing."""

    file = models.OneToOneField("documents.File", models.PROTECT, related_name="hand", verbose_name="图片")
    signer = PersonName("签名人")
    strokes = SensitiveAnswers("笔迹")
    shape = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    signed_at = models.DateTimeField("签名时间", default=timezone.now)
    alike = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="twins", editable=False, verbose_name="笔迹相同的签名"
    )
    is_as_fast = models.BooleanField("落笔快慢也相同", default=False, editable=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="经办人")

    class Meta:
        verbose_name = verbose_name_plural = "手写签名"
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.signer)
