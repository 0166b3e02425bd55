"""值班派单: whose turn a question was, and what came of it."""

from django.db import models

from fazhi.kernel.org.models import Person
from fazhi.kernel.records.models import Part

from ..words import Outcome
from .consultations import Consultation


class Offer(Part):
    """A consultation waits for one person on duty at a time; the next is asked when this one does not take it."""

    of = models.ForeignKey(Consultation, models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", editable=False, verbose_name="值班人员")
    place = models.CharField("值班地点", max_length=160, blank=True, editable=False)
    offered_at = models.DateTimeField("派单时间", editable=False)
    ended_at = models.DateTimeField("结束时间", null=True, editable=False)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, default=Outcome.WAITING, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "值班派单"

    def __str__(self) -> str:
        return f"{self.person}：{self.get_outcome_display()}"
