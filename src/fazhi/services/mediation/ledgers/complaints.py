"""调解投诉台账."""

from typing import Any

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.cells import NUMBER, reference, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import ComplaintFlow as F
from ..models import Complaint
from ..words import ComplaintKind
from .registers import filled

RUNGS = ((F.answer, "closed_on", "is_true answer"),)


class ComplaintTelling(Teller):
    """What the row says of a complaint."""

    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self._climb(RUNGS)


class ComplaintLedger(Ledger):
    model = Complaint
    title = "调解投诉台账"
    key = "row_key"
    by = (CLERK,)
    same_when = ("unit", "opened_on", "content")
    columns = (
        Column("投诉序号", "row_key", required=True, write=lambda complaint: complaint.source_key),
        NUMBER,
        Column("受理单位编码", "unit", kind="unit", required=True),
        Column("投诉日期", "opened_on", kind="date", required=True),
        Column("投诉事项", "kind", kind="choice", words=ComplaintKind, required=True),
        Column("投诉人", "complainant", required=True),
        Column("投诉人电话", "phone", kind="phone"),
        reference("被投诉调解员编号", "mediator", "mediation.mediator"),
        Column("投诉内容", "content", required=True),
        Column("属实", "is_true", kind="yes_no"),
        Column("处理结果", "answer"),
        Column("答复日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> Complaint:
        return Complaint(**filled(row, ("unit", "kind", "complainant", "phone", "mediator", "content")))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        ComplaintTelling(life, row, person).tell()

    def together(self) -> str:
        return "unit mediator"
