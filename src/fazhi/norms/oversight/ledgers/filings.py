"""重大执法决定备案台账: the list of the year."""

from typing import Any

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.org.roles import SUPERVISOR
from fazhi.kernel.present.cells import NUMBER, key_column, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import FilingFlow as F
from ..models import Filing
from ..words import FiledKind


class FilingLedger(Ledger):
    model = Filing
    title = "重大执法决定备案台账"
    key = "row_key"
    by = (SUPERVISOR,)
    same_when = ("body", "decision_no")
    columns = (
        key_column("备案序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("作出决定的机关编码", "body", kind="unit", required=True),
        Column("执法决定种类", "kind", kind="choice", words=FiledKind, required=True),
        Column("决定文号", "decision_no", required=True),
        Column("决定日期", "decided_on", kind="date", required=True),
        Column("收到备案日期", "received_on", kind="date", required=True),
        Column("案由和决定内容", "summary", required=True),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("审查发现的问题", "doubts"),
        Column("备案日期", "filed_on", kind="date"),
        Column("办结日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> Filing:
        return Filing(**said(row, "unit body kind decision_no decided_on received_on summary"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        told = Teller(life, row, person)
        told._begin_on(row["opened_on"])
        if row["state"] == "questioned":
            told._climb(((F.question, "closed_on", "doubts"),))
        told._climb(((F.keep, "filed_on", ""),))

    def together(self) -> str:
        return "unit body"
