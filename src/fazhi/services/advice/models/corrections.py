"""更正: what showed that an answer may no longer hold, and whether its asker was told."""

from django.db import models

from fazhi.kernel.records.models import Part

from ..words import CorrectedBy, VisitMethod
from .consultations import Consultation


class Correction(Part):
    """Raised by a rule, looked at by a person: told to the asker, or found to change nothing."""

    of = models.ForeignKey(Consultation, models.CASCADE, related_name="corrections")
    why = models.CharField("原因", max_length=10, choices=CorrectedBy)
    about = models.CharField("涉及条文", max_length=400, blank=True)
    raised_on = models.DateField("发现日期", null=True, editable=False)
    told_on = models.DateField("告知日期", null=True, blank=True)
    how = models.CharField("告知方式", max_length=10, choices=VisitMethod, blank=True)
    is_void = models.BooleanField("核对无误，不用告知", default=False, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "更正"

    def __str__(self) -> str:
        return f"{self.about}：{self.get_why_display()}" if self.about else self.get_why_display()

    @property
    def is_open(self) -> bool:
        return self.told_on is None and not self.is_void
