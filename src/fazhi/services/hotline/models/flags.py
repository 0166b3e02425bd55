"""来电标记: a caller who harasses, is in a crisis or needs care; two approve it, and it lapses."""

from typing import ClassVar

from django.db import models

from fazhi.kernel.org.models import Person
from fazhi.kernel.records.fields import Phone
from fazhi.kernel.records.models import Case

from ..roles import READERS
from ..words import FlagKind
from .calls import key_of


class CallerFlag(Case):
    """On one number, kept as a key; seats see the flag, not the number."""

    caller = Phone("主叫号码")
    caller_key = models.CharField("主叫", max_length=32, editable=False, db_index=True)
    kind = models.CharField("种类", max_length=12, choices=FlagKind)
    grounds = models.CharField("依据", max_length=300, help_text="例如：哪几通话务单")
    first_approver = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="批准人一"
    )
    second_approver = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="批准人二"
    )

    untold: ClassVar = "caller_key"
    readers: ClassVar = READERS
    search_fields: ClassVar = "title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "来电标记"

    def clean(self) -> None:
        self.caller_key = key_of(self.caller)
        self.title = self.title or f"{self.get_kind_display()}标记"
