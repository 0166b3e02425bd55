"""协作函: another department is asked, in writing, for what a work order needs of it; it answers within its working days."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.flow.gates import gate
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from ..roles import READERS
from .orders import WorkOrder


class Cooperation(Case):
    """`unit` asks, `to` answers; whoever reported a matter is not named in it."""

    order = models.ForeignKey(
        WorkOrder, models.PROTECT, null=True, blank=True, related_name="cooperations", verbose_name="所涉工单"
    )
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="协作单位")
    matter = models.TextField("情况", help_text="不写诉求人的姓名、电话；举报件不写能认出举报人的内容")
    request = models.TextField("请予协作的事项", help_text="要对方查什么、答复什么、派谁参加，一事一条")
    contact = models.CharField("联系人和电话", max_length=80)
    signed_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="签发人")
    signed_on = models.DateField("签发日期", null=True, editable=False)
    received_on = models.DateField("对方签收日期", null=True, editable=False)
    reply = models.TextField("对方回复", blank=True)
    replied_on = models.DateField("回复日期", null=True, editable=False)
    returned_because = models.CharField("退回理由", max_length=300, blank=True, editable=False)
    urged = models.PositiveSmallIntegerField("催办次数", default=0, editable=False)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}协函〔{year}〕{serial}号", kind="协函")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "to"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "协作函"

    def clean(self) -> None:
        self.title = self.title or f"请{self.to.name}协作"
        if self.to_id == self.unit_id:
            raise ValidationError({"to": "协作函发给别的单位"})
        if self.order_id and self.order.requester and self.order.requester in f"{self.matter}{self.request}":
            raise ValidationError({"matter": "协作函里不写诉求人的姓名"})

    @gate("还没有写请予协作的事项")
    def asks_something(self) -> bool:
        return bool(self.request.strip())
