"""行政执法投诉举报: what the public says of enforcement; who said it is known to those who handle it alone."""

from typing import Any, ClassVar

from django.db import models

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import SUPERVISOR, Role
from fazhi.kernel.records.fields import PersonName, Phone
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.restricted import Ground

from ..roles import READERS
from ..words import ComplaintKind
from .cases import Supervision


class Complaint(Case):
    """`body_told` is the unit in the words of who complains, `body` the unit that was found to be meant. It reads nothing of this."""

    opened_on = models.DateField("收到日期", editable=False)
    kind = models.CharField("反映的问题", max_length=12, choices=ComplaintKind)
    body_told = models.CharField("被反映的单位", max_length=100)
    body = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被反映的执法机关")
    happened_on = models.DateField("发生日期", null=True, blank=True)
    content = models.TextField("情况")
    complainant = PersonName("投诉举报人", blank=True)
    phone = Phone("电话", blank=True)
    wants_secrecy = models.BooleanField("要求保密", default=False)
    in_remedy = models.BooleanField("已经申请复议或者起诉", default=False)
    is_true = models.BooleanField("反映的情况属实", null=True, blank=True)
    answer = models.TextField("处理结果", blank=True)
    refused_because = models.TextField("不予受理的理由和其他途径", blank=True)
    accepted_on = models.DateField("受理日期", null=True, editable=False)
    supervision = models.ForeignKey(
        Supervision, models.PROTECT, null=True, editable=False, related_name="complaints", verbose_name="转监督案件"
    )

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}执监诉〔{year}〕{serial}号", kind="执法投诉举报")
    search_fields: ClassVar = "number title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "执法投诉举报"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (SUPERVISOR,)

    def grounds_to_restrict(self) -> list[Ground]:
        return [Ground.REPORTER] if self.wants_secrecy else []

    def team(self) -> list[Person]:
        return [self.handler] if self.handler_id else []

    def take_down(self, act: Any) -> None:
        """The title names what and whom it is about, never who said it."""
        self.title = f"反映{self.body_told}{self.get_kind_display()}"[:160]
        act.narrow(self, self.grounds_to_restrict())

    def accept(self, act: Any) -> None:
        self.accepted_on, self.handler = act.on, self.handler or act.person
