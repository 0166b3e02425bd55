"""话务台账: the province's calls, brought in once however often the file comes; or our own, taken out."""

from typing import Any

from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.present.cells import NUMBER, local, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import CallFlow
from ..models import Call
from ..roles import KEEPERS
from ..words import Contact, CountedBy, Direction, Ended, Rating, Result, Topic

GIVEN = (
    "unit call_no direction counted_by caller region queued_at answered_at hung_up_at ended_by result asker contact rating notice_given "
    "recording recording_sha256 batch"
)
TOLD = "台账登记"


class CallLedger(Ledger):
    model = Call
    title = "12348话务台账"
    key = "call_no"
    by = KEEPERS
    columns = (
        Column("通话号", "call_no", required=True, synonyms=("外部号", "话务单号")),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("批次", "batch", note="省平台导出的批次，同一通话号只登记一次"),
        Column("方向", "direction", kind="choice", words=Direction),
        Column("计数口径", "counted_by", kind="choice", words=CountedBy, required=True),
        Column("主叫号码", "caller", kind="phone"),
        Column("来电地编码", "region", kind="unit"),
        Column("进线时间", "queued_at", kind="time", required=True, write=local("queued_at")),
        Column("接起时间", "answered_at", kind="time", write=local("answered_at")),
        Column("挂断时间", "hung_up_at", kind="time", write=local("hung_up_at")),
        Column("挂断方", "ended_by", kind="choice", words=Ended),
        Column("结果", "result", kind="choice", words=Result, required=True),
        Column("坐席工号", "agent", kind="person", write=lambda call: call.agent and call.agent.employee_no),
        Column("来电人", "asker"),
        Column("可否回拨", "contact", kind="choice", words=Contact),
        Column("类别", "topic", kind="choice", words=Topic),
        Column("诉求", "question"),
        Column("答复", "answer"),
        Column("引用法条", "cited"),
        Column("已告知法援权利", "aid_told", kind="yes_no"),
        Column("评价", "rating", kind="choice", words=Rating),
        Column("已提示录音", "notice_given", kind="yes_no"),
        Column("录音文件", "recording"),
        Column("录音校验值", "recording_sha256"),
        Column("等待秒数", "wait_seconds", kind="whole", note="由系统计算，导入时不读"),
        state_of(CallFlow),
    )

    def case(self, row: dict[str, Any]) -> Call:
        return Call(agent=row["agent"], **said(row, GIVEN))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        at = row["queued_at"]
        if life.case.version == 0:
            has_come("来电", at)
            life.begin(person, at)
        if life.case.state != "taken" or row["state"] == "taken":
            return
        if row["result"] == Result.ANSWERED:
            told = said(row, "topic question answer cited aid_told asker contact")
            life.take(CallFlow.wrap_up, person, row["hung_up_at"] or at, told, TOLD)
        else:
            life.take(CallFlow.drop, person, row["hung_up_at"] or at, {}, TOLD)

    def together(self) -> str:
        return "unit region agent"
