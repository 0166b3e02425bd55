"""来访登记台账."""

from typing import Any

from fazhi.kernel.present.cells import NUMBER, key_column, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import ReceptionFlow
from ..models import Reception
from ..roles import KEEPERS
from ..words import AT_ONCE, Category, Disposition, Group, Priority, Rating
from .telling import Telling


class ReceptionLedger(Ledger):
    model = Reception
    title = "来访登记台账"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("来访序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        reference("平台序号", "site", "legal_services.site", True),
        Column("来访日期", "opened_on", kind="date", required=True),
        Column("匿名", "is_anonymous", kind="yes_no", required=True),
        Column("来访人", "visitor"),
        Column("联系电话", "phone", kind="phone"),
        Column("特殊群体", "groups", kind="choices", words=Group),
        Column("事项类别", "category", kind="choice", words=Category, required=True),
        Column("来访事由", "matter", required=True),
        Column("优先", "priority", kind="choice", words=Priority),
        Column("去向", "disposition", kind="choice", words=Disposition),
        Column("答复", "answer"),
        Column("引用法条", "cited"),
        Column("转办单位编码", "handed_to", kind="unit"),
        Column("来访人同意", "consents", kind="yes_no"),
        Column("办理结果", "result"),
        Column("办结日期", "closed_on", kind="date"),
        Column("评价", "rating", kind="choice", words=Rating),
        state_of(ReceptionFlow),
    )

    def case(self, row: dict[str, Any]) -> Reception:
        return Reception(**said(row, "unit site is_anonymous visitor phone groups category matter priority"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        flow, told = ReceptionFlow, Telling(life, row, person)
        told.begins("opened_on")
        if row["disposition"] in AT_ONCE:
            told.takes(flow.answer_now, "closed_on", "disposition answer cited")
        elif row["disposition"]:
            told.takes(flow.divert, "opened_on", "disposition handed_to consents")
            told.takes(flow.feed_back, "closed_on", "result")
        if row["rating"] and row["rating"] != life.case.rating:
            told.takes(flow.rate, "closed_on", "rating")

    def together(self) -> str:
        return "unit site handed_to"
