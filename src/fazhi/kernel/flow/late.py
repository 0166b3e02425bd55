"""补录 and 离线: what arrives late is entered with the day of the event; the clocks run from it, and the entry says when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.calendar.moments import legal_day, today
from fazhi.kernel.law import CityRule
from fazhi.kernel.ledger import book
from fazhi.kernel.records.models import EntryMode

OFFLINE_DAYS = CityRule(
    "records.offline_days", "离线填写送达期限", 7, "日", note="没有网络时记在设备上的，恢复以后送出；更久的按补录登记。"
)
LATE_DAYS = CityRule("records.late_days", "纸质补录期限", 60, "日", note="从发生之日算起；更早的由登记人员用台账导入，逐行核对。")


@dataclass(frozen=True, slots=True)
class Late:
    """When it happened, and why it is entered only now."""

    at: datetime
    reason: str
    is_offline: bool = False  # filled in on a device without a network, and sent when it was back
    number: str = ""  # that stands on the paper already, out of a block of its place

    def dated(self, case: Any, reason: str) -> tuple[datetime, str]:
        """When an act on a case that exists counts, and the reason that the ledger keeps; raises as `check` does."""
        self.check(case)
        self.mark(case)
        return self.at, self.told(reason)

    def mark(self, record: Any) -> None:
        """How the record came in; of one that exists, that something of it came from a device."""
        if record._state.adding:
            record.entry_mode = EntryMode.OFFLINE if self.is_offline else EntryMode.PAPER
        if self.is_offline:
            record.synced_at = timezone.now()

    def check(self, case: Any = None) -> None:
        """Raise ValidationError by field: not to come, not too long ago, not before what the case has lived through."""
        if not self.is_offline and not self.reason.strip():
            raise ValidationError({"late_reason": "补录必须写明理由，例如：村里没有网络，纸质登记表两周后送到"})
        if self.at > timezone.now():
            raise ValidationError({"late_at": "发生时间还没有到，补录只登记已经办理的事"})
        self._must_be_recent()
        last = book.history(case).first() if case is not None else None
        if last and self.at < last.happened_at:
            local = timezone.localtime(last.happened_at)
            raise ValidationError({"late_at": f"这件事不能早于上一步“{last.title}”（{local:%Y-%m-%d %H:%M}）"})

    def _must_be_recent(self) -> None:
        rule, instead = (OFFLINE_DAYS, "请按补录登记") if self.is_offline else (LATE_DAYS, "请由登记人员用台账导入")
        most = rule.value()
        if (today() - legal_day(self.at)).days > most:
            raise ValidationError({"late_at": f"发生时间已超过 {most} 日（{rule}），{instead}"})

    def told(self, reason: str) -> str:
        """As the ledger keeps it, beside the reason of the step itself."""
        how = "离线填写，恢复网络后送出" if self.is_offline else f"补录：{self.reason.strip()}"
        return "；".join(filter(None, [reason.strip(), how]))


def marks(late: Late | None) -> dict[str, Any]:
    """What an act keeps of it: that it was dated back, and the number on its paper."""
    return {"is_late": late is not None, "paper_number": late.number if late else ""}
