"""提醒函台账."""

from typing import Any

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.org.roles import SUPERVISOR
from fazhi.kernel.present.cells import NUMBER, key_column, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import ReminderFlow as F
from ..models import Reminder
from ..words import ReminderKind, ReminderOutcome

RUNGS = ((F.send, "sent_on", ""), (F.reply, "replied_on", "reply"), (F.close, "closed_on", "outcome"))


class ReminderLedger(Ledger):
    model = Reminder
    title = "行政执法提醒函台账"
    key = "row_key"
    by = (SUPERVISOR,)
    same_when = ("unit", "body", "opened_on", "trigger")
    columns = (
        key_column("提醒函序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("被提醒单位编码", "body", kind="unit", required=True),
        Column("标题", "title"),
        Column("提醒类型", "kind", kind="choice", words=ReminderKind, required=True),
        Column("触发事项", "trigger", required=True),
        Column("事实", "facts", required=True),
        Column("事实已经核实", "is_checked", kind="yes_no"),
        Column("存在严重违法情形", "is_serious", kind="yes_no"),
        Column("依据", "basis"),
        Column("建议", "suggestion", required=True),
        Column("拟函日期", "opened_on", kind="date", required=True),
        Column("发出日期", "sent_on", kind="date"),
        Column("回复日期", "replied_on", kind="date"),
        Column("回复内容", "reply"),
        Column("处理结果", "outcome", kind="choice", words=ReminderOutcome),
        Column("办结日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> Reminder:
        return Reminder(**said(row, "unit body title kind trigger facts is_checked is_serious basis suggestion"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Telling(life, row, person).tell()

    def together(self) -> str:
        return "unit body"


class Telling(Teller):
    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self._climb(RUNGS)
        for step in (F.withdraw, F.escalate):
            if self.row["state"] == step.target.name and self._is_open(step):
                self._take(step, self._day("closed_on", step))
