"""异议: against a refusal or a termination, judged by the bureau that set up the centre (法律援助法 第四十九条)."""

from typing import ClassVar

from django.db import models

from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from ..roles import STAFF
from ..words import Against, Judged
from .cases import AidCase


class Objection(Case):
    """`unit` is the bureau."""

    aid_case = models.ForeignKey(AidCase, models.PROTECT, related_name="objections", verbose_name="法律援助案件", editable=False)
    against = models.CharField("异议对象", max_length=12, choices=Against, editable=False)
    grounds = models.TextField("异议理由")
    decided_by_before = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="原决定人"
    )
    decided_on_before = models.DateField("原决定日期", null=True, editable=False)
    findings = models.TextField("查明情况", blank=True)
    reasons = models.TextField("审查理由", blank=True)
    result = models.CharField("审查决定", max_length=10, choices=Judged, blank=True, editable=False)
    decided_on = models.DateField("审查决定日期", null=True, editable=False)
    is_late = models.BooleanField("超期审查", default=False, editable=False)

    readers: ClassVar = STAFF
    numbering: ClassVar = Numbering("（{year}）{unit}援异字第{serial:03d}号", kind="援异")

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "法律援助异议"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return STAFF
