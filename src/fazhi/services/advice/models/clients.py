"""利冲名单: whom a law firm acts for, so that no lawyer advises the other side."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.records.fields import PersonName, masked
from fazhi.kernel.records.models import Record

from ..roles import OFFICE


class FirmClient(Record):
    """律所委托人; `unit` is the firm. Told by the firms every year."""

    name = PersonName("委托人姓名或者名称", db_index=True)
    adverse = PersonName("对方当事人", blank=True, db_index=True, help_text="委托事项的对方；他来咨询时，本所律师也要回避")
    valid_from = models.DateField("委托起")
    valid_to = models.DateField("委托止", null=True, blank=True)

    readers: ClassVar = OFFICE
    search_fields: ClassVar = "name"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "律所利益冲突名单"

    def __str__(self) -> str:
        return masked(self, "name")

    def clean(self) -> None:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": f"委托止不能早于委托起 {self.valid_from}"})
