"""整改事项: each problem of a letter, with a day of its own, what was done about it, and who verified it."""

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import Person
from fazhi.kernel.records.models import Part

from ..words import Verdict
from .instruments import Instrument


class RectificationItem(Part):
    """Named before the letter is issued; answered and verified by itself. A new day may be set when it is found wanting."""

    of = models.ForeignKey(Instrument, models.CASCADE, related_name="items")
    content = models.CharField("整改事项", max_length=300)
    due_on = models.DateField("整改期限")
    report = models.TextField("整改情况", blank=True)
    reported_on = models.DateField("报告日期", null=True, blank=True)
    was_in_time = models.BooleanField("按期报告", null=True, editable=False)
    verified = models.CharField("验收结论", max_length=6, choices=Verdict, blank=True)
    evidence = models.TextField("验收证据", blank=True)
    verified_on = models.DateField("验收日期", null=True, editable=False)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="验收人")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "整改事项"
        indexes = [models.Index(fields=["due_on"], name="oversight_items_due")]

    def __str__(self) -> str:
        return self.content

    def clean(self) -> None:
        start = self.of.served_on or self.of.issued_on or self.of.opened_on
        if start and self.due_on < start:
            raise ValidationError({"due_on": f"整改期限不能早于 {start}"})
        if self.reported_on and self.of.served_on and self.reported_on < self.of.served_on:
            raise ValidationError({"reported_on": "报告日期不能早于送达日期"})

    @property
    def is_mended(self) -> bool:
        return self.verified == Verdict.GOOD

    @property
    def awaits_report(self) -> bool:
        """Neither answered since it was named nor since it was found wanting."""
        return not self.is_mended and (self.reported_on is None or self.verified == Verdict.BAD)
