"""值班律师法律帮助: help given on duty, which is no case; a request for aid taken along is forwarded within a day."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.org.models import Person
from fazhi.kernel.records.fields import PersonName, SensitiveWord, Several
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from ..referral_words import DutyHelpKind, DutyPlace
from ..roles import READERS
from .cases import AidCase, by_office_or


class DutyHelp(Case):
    """`unit` is the centre that sends the lawyer on duty."""

    place = models.CharField("值班场所", max_length=16, choices=DutyPlace)
    organ = models.CharField("办案机关", max_length=100, blank=True)
    person_name = PersonName("受帮助人")
    charge = SensitiveWord("涉嫌罪名", max_length=60, blank=True, privacy="P3")
    is_detained = models.BooleanField("被羁押", default=True)
    helped_on = models.DateField("帮助日期")
    helps = Several("帮助内容", DutyHelpKind)
    asked_at = models.DateTimeField("提出法律援助申请的时间", null=True, blank=True)
    forwarded_at = models.DateTimeField("转交时间", null=True, blank=True, editable=False)
    aid_case = models.ForeignKey(
        AidCase, models.PROTECT, null=True, blank=True, related_name="duty_helps", editable=False, verbose_name="法律援助案件"
    )

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("（{year}）{unit}值字第{serial:05d}号", kind="值")
    narrows_scope: ClassVar = True

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "值班律师法律帮助"

    @classmethod
    def scope_of(cls, person: Person | None, on: date | None = None) -> Q:
        """Who is helped in custody, and with what charge, is read by the office and by the lawyer who gave the help."""
        return by_office_or(Q(handler=person) | Q(recorded_by=person), person, on)
