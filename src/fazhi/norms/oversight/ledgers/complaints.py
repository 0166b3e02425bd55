"""执法投诉举报台账; what was to be kept secret is masked like every name."""

from typing import Any

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.org.roles import SUPERVISOR
from fazhi.kernel.present.cells import NUMBER, key_column, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import ComplaintFlow as F
from ..models import Complaint
from ..words import ComplaintKind


class ComplaintLedger(Ledger):
    model = Complaint
    title = "执法投诉举报台账"
    key = "row_key"
    by = (SUPERVISOR,)
    same_when = ("unit", "opened_on", "content")
    columns = (
        key_column("投诉举报序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("收到日期", "opened_on", kind="date", required=True),
        Column("反映的问题", "kind", kind="choice", words=ComplaintKind, required=True),
        Column("被反映的单位", "body_told", required=True),
        Column("被反映的执法机关编码", "body", kind="unit"),
        Column("发生日期", "happened_on", kind="date"),
        Column("情况", "content", required=True),
        Column("投诉举报人", "complainant"),
        Column("电话", "phone", kind="phone"),
        Column("要求保密", "wants_secrecy", kind="yes_no"),
        Column("已经复议、起诉", "in_remedy", kind="yes_no"),
        Column("受理日期", "accepted_on", kind="date"),
        Column("属实", "is_true", kind="yes_no"),
        Column("处理结果", "answer"),
        Column("不予受理的理由", "refused_because"),
        Column("办结日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> Complaint:
        return Complaint(**said(row, "unit kind body_told happened_on content complainant phone wants_secrecy in_remedy"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Telling(life, row, person).tell()

    def together(self) -> str:
        return "unit body"


class Telling(Teller):
    def tell(self) -> None:
        row = self.row
        self._begin_on(row["opened_on"])
        if row["state"] == "declined" and self._is_open(F.decline):
            self._take(F.decline, self._day("closed_on", F.decline), self._said("refused_because"))
        self._climb(
            ((F.accept, "accepted_on", "body"), (F.answer, "closed_on", "is_true answer")) if row["state"] != "declined" else ()
        )
