"""来电标记、坐席台账."""

from typing import Any

from django.utils import timezone

from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.present.cells import key_of, local, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import CallerFlagFlow, SeatSessionFlow
from ..models import CallerFlag, SeatSession
from ..roles import MANAGER
from ..words import FlagKind
from .calls import TOLD


class CallerFlagLedger(Ledger):
    model = CallerFlag
    title = "来电标记台账"
    key = "row_key"
    by = (MANAGER,)
    columns = (
        Column("标记序号", "row_key", required=True, write=key_of),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("主叫号码", "caller", kind="phone", required=True),
        Column("种类", "kind", kind="choice", words=FlagKind, required=True),
        Column("依据", "grounds", required=True),
        Column("提出日期", "opened_on", kind="date", required=True),
        state_of(CallerFlagFlow),
    )

    def case(self, row: dict[str, Any]) -> CallerFlag:
        return CallerFlag(**said(row, "unit caller kind grounds"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        """A flag comes in proposed: two must approve it here."""
        if life.case.version == 0:
            has_come("提出标记", row["opened_on"])
            life.begin(person, row["opened_on"])


class SeatSessionLedger(Ledger):
    model = SeatSession
    title = "坐席台账"
    key = "row_key"
    by = (MANAGER,)
    columns = (
        Column("坐席序号", "row_key", required=True, write=key_of),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("坐席号", "seat_no", required=True),
        Column("坐席工号", "agent", kind="person", required=True, write=lambda seat: seat.agent.employee_no),
        Column("方言", "language"),
        Column("上线日期", "opened_on", kind="date", required=True),
        Column("下线时间", "signed_out_at", kind="time", write=local("signed_out_at")),
        state_of(SeatSessionFlow),
    )

    def case(self, row: dict[str, Any]) -> SeatSession:
        return SeatSession(**said(row, "unit seat_no agent language"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        if life.case.version == 0:
            has_come("坐席上线", row["opened_on"])
            life.begin(person, row["opened_on"])
        if row["signed_out_at"] and life.case.state != "offline":
            has_come("下线", timezone.localdate(row["signed_out_at"]))
            life.take(SeatSessionFlow.leave, person, row["signed_out_at"], {}, TOLD)

    def together(self) -> str:
        return "unit agent"
