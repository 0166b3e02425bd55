"""村（居）法律顾问合同台账 and 服务日志台账."""

from typing import Any

from fazhi.kernel.present.cells import key_column, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import ContractFlow, WorkLogFlow
from ..models import Contract, WorkLog
from ..roles import KEEPERS
from ..words import Activity, Funding, Mode
from .telling import Telling


class ContractLedger(Ledger):
    model = Contract
    title = "村（居）法律顾问合同台账"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("合同序号"),
        Column("村（社区）编码", "unit", kind="unit", required=True, synonyms=("单位编码",)),
        Column(
            "执业证号", "adviser", kind="record", refers_to="legal_services.provider", required=True,
            write=lambda contract: contract.adviser.licence_no,
        ),
        Column("合同号", "contract_no", required=True),
        Column("合同起", "starts_on", kind="date", required=True),
        Column("合同止", "ends_on", kind="date", required=True),
        Column("经费来源", "funding", kind="choice", words=Funding, required=True),
        Column("合同费用", "fee", kind="money"),
        Column("每月到村次数", "visits", kind="whole"),
        Column("每季讲座次数", "lectures", kind="whole"),
        Column("上墙公示", "on_board", kind="yes_no"),
        Column("已建微信群", "has_group", kind="yes_no"),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("终了日期", "ended_on", kind="date"),
        Column("提前终止的理由", "reason", write=lambda contract: contract.ended_because),
        state_of(ContractFlow),
    )  # fmt: skip

    def case(self, row: dict[str, Any]) -> Contract:
        names = "unit adviser contract_no starts_on ends_on funding fee visits lectures has_group"
        return Contract(**said(row, names))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        flow, told = ContractFlow, Telling(life, row, person)
        told.begins("opened_on")
        if row["state"] in ("active", "ended"):
            told.takes(flow.activate, "starts_on" if row["starts_on"] > row["opened_on"] else "opened_on", "on_board")
        told.takes(flow.terminate, "ended_on")

    def together(self) -> str:
        return "unit adviser"


class WorkLogLedger(Ledger):
    model = WorkLog
    title = "村（居）法律顾问服务日志"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("日志序号"),
        Column("村（社区）编码", "unit", kind="unit", required=True, synonyms=("单位编码",)),
        reference("合同序号", "contract", "legal_services.contract", True),
        Column("服务日期", "on", kind="date", required=True),
        Column("方式", "mode", kind="choice", words=Mode, required=True),
        Column("工时（小时）", "spent", kind="number", required=True),
        Column("服务内容", "activities", kind="choices", words=Activity, required=True),
        Column("受益人数", "people", kind="whole", required=True),
        Column("摘要", "summary", required=True),
        Column("关联业务编号", "linked"),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("补记批准日期", "approved_on", kind="date", note="补记超过期限的填", write=lambda log: log.approved_by_id and log.opened_on),
        Column("确认日期", "confirmed_on", kind="date"),
        state_of(WorkLogFlow),
    )  # fmt: skip

    def case(self, row: dict[str, Any]) -> WorkLog:
        return WorkLog(**said(row, "unit contract on mode spent activities people summary linked"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        flow, told = WorkLogFlow, Telling(life, row, person)
        told.begins("opened_on")
        if not life.case.approved_by_id:
            told.takes(flow.approve, "approved_on")
        told.takes(flow.confirm, "confirmed_on")

    def together(self) -> str:
        return "unit contract contract__adviser"
