"""值班台账: brought in as a plan for the days to come, or with what was done on days gone by."""

from typing import Any

from fazhi.kernel.flow.lives import moment
from fazhi.kernel.present.cells import key_column, local, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import DutySlotFlow
from ..models import DutySlot
from ..roles import KEEPERS
from ..words import CheckMethod, Slot
from .telling import UNREAD, Telling


class DutySlotLedger(Ledger):
    model = DutySlot
    title = "值班台账"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("值班序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        reference("平台序号", "site", "legal_services.site", True),
        Column("值班日期", "on", kind="date", required=True),
        Column("时段", "slot", kind="choice", words=Slot, required=True),
        Column(
            "执业证号", "provider", kind="record", refers_to="legal_services.provider", required=True,
            write=lambda duty: duty.provider.licence_no,
        ),
        Column("排班日期", "opened_on", kind="date", required=True),
        Column("签到时间", "checked_in_at", kind="time", write=local("checked_in_at")),
        Column("签到方式", "method", kind="choice", words=CheckMethod),
        Column("签退时间", "checked_out_at", kind="time", write=local("checked_out_at")),
        Column("接待数", "served", kind="whole"),
        Column("值班日志", "journal"),
        Column("迟到", "is_late", kind="yes_no", note=UNREAD),
        state_of(DutySlotFlow),
    )  # fmt: skip

    def case(self, row: dict[str, Any]) -> DutySlot:
        return DutySlot(**said(row, "unit site on slot provider"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        flow, told = DutySlotFlow, Telling(life, row, person)
        told.begins("opened_on")
        if row["state"] in ("confirmed", "on_duty", "done"):
            told.takes(flow.confirm, "opened_on")
        told.takes(
            flow.check_in, "checked_in_at", "", method=row["method"] or CheckMethod.WINDOW, shown_code=life.case.site.board_code
        )
        told.takes(flow.check_out, "checked_out_at", "served journal")
        if row["state"] == "absent" and life.case.state in ("planned", "confirmed"):
            life.take(flow.note_absence, None, moment(row["on"]), {}, "没有签到")

    def together(self) -> str:
        return "unit site provider"
