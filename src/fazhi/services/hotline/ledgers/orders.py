"""12348工单台账."""

from typing import Any

from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.present.cells import NUMBER, key_of, last, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import WorkOrderFlow as F
from ..models import WorkOrder
from ..roles import KEEPERS
from ..words import Contact, Level, Method, OrderKind, Outcome, Rating, Secrecy, Source
from .calls import TOLD

GIVEN = "unit title source call outside_no kind content secrecy requester phone contact contact_note region level"


class WorkOrderLedger(Ledger):
    model = WorkOrder
    title = "12348工单台账"
    key = "row_key"
    by = KEEPERS
    columns = (
        Column("工单序号", "row_key", required=True, write=key_of),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("标题", "title", required=True),
        Column("来源", "source", kind="choice", words=Source, required=True),
        Column("通话号", "call", kind="record", refers_to="hotline.call", write=lambda order: order.call and order.call.number),
        Column("12345工单号", "outside_no"),
        Column("类型", "kind", kind="choice", words=OrderKind, required=True),
        Column("内容", "content", required=True),
        Column("保密", "secrecy", kind="choice", words=Secrecy),
        Column("诉求人", "requester"),
        Column("联系电话", "phone", kind="phone"),
        Column("可否回拨", "contact", kind="choice", words=Contact),
        Column("联系提示", "contact_note"),
        Column("诉求地编码", "region", kind="unit", required=True),
        Column("等级", "level", kind="choice", words=Level),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("主办单位编码", "owner", kind="unit"),
        Column("派单日期", "dispatched_on", kind="date", write=lambda order: order.dispatched_at and order.dispatched_at.date()),
        Column("回复日期", "replied_on", kind="date", note="没有的，按办结日期"),
        Column("办理结果", "reply"),
        Column("告知诉求人日期", "told_on", kind="date"),
        Column("结果", "outcome", kind="choice", words=Outcome),
        Column("回访日期", "called_on", kind="date", write=last("call_backs", "on")),
        Column("回访方式", "method", kind="choice", words=Method, write=last("call_backs", "method")),
        Column("满意度", "rating", kind="choice", words=Rating, write=last("call_backs", "rating")),
        Column("办结日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> WorkOrder:
        return WorkOrder(**said(row, GIVEN))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        case = life.case

        def take(step: Any, day: str, data: dict[str, Any] | None = None) -> None:
            on = row[day] or row["closed_on"] or row["opened_on"]
            has_come(step.label, on)
            life.take(step, person, on, data or {}, TOLD)

        if case.version == 0:
            has_come("开工单", row["opened_on"])
            life.begin(person, row["opened_on"])
        if case.state == "draft" and row["dispatched_on"] and row["owner"]:
            take(F.dispatch, "dispatched_on", said(row, "owner level"))
        if case.state == "dispatched" and row["reply"]:
            take(F.sign, "dispatched_on")
        if case.state == "in_progress" and row["reply"]:
            take(F.answer, "replied_on", said(row, "reply told_on outcome"))
        if case.state == "replied" and (row["called_on"] or row["closed_on"]):
            take(F.audit, "replied_on", said(row, "reply told_on outcome"))
        if case.state == "calling_back" and row["called_on"] and not case.rows("call_backs"):
            take(F.call_back, "called_on", {**said(row, "method rating"), "is_reached": bool(row["rating"])})
        if case.state == "calling_back" and row["closed_on"]:
            take(F.close if case.rows("call_backs") else F.close_uncalled, "closed_on")

    def together(self) -> str:
        return "unit region owner call call_backs"
