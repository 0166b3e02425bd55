"""补录: paper that arrives late is entered with the day of the event; the clocks run from it, and the entry says when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.calendar.moments import legal_day, today
from fazhi.kernel.law import CityRule
from fazhi.kernel.ledger import book

LATE_DAYS = CityRule("records.late_days", "纸质补录期限", 60, "日", note="从发生之日算起；更早的由登记人员用台账导入，逐行核对。")


@dataclass(frozen=True, slots=True)
class Late:
    """When it happened, and why it is entered only now."""

    at: datetime
    reason: str

    def check(self, case: Any = None) -> None:
        """Raise ValidationError by field: not to come, not too long ago, not before what the case has lived through."""
        if not self.reason.strip():
            raise ValidationError({"late_reason": "补录必须写明理由，例如：村里没有网络，纸质登记表两周后送到"})
        if self.at > timezone.now():
            raise ValidationError({"late_at": "发生时间还没有到，补录只登记已经办理的事"})
        most = LATE_DAYS.value()
        if (today() - legal_day(self.at)).days > most:
            raise ValidationError({"late_at": f"发生时间已超过 {most} 日（{LATE_DAYS}），请由登记人员用台账导入"})
        last = book.history(case).first() if case is not None else None
        if last and self.at < last.happened_at:
            local = timezone.localtime(last.happened_at)
            raise ValidationError({"late_at": f"这件事不能早于上一步“{last.title}”（{local:%Y-%m-%d %H:%M}）"})

    def told(self, reason: str) -> str:
        """As the ledger keeps it, beside the reason of the step itself."""
        return "；".join(filter(None, [reason.strip(), f"补录：{self.reason.strip()}"]))
