"""乡镇综合执法队名册."""

from typing import Any

from fazhi.kernel.org.roles import CLERK, SUPERVISOR
from fazhi.kernel.present.cells import said
from fazhi.kernel.present.declared import Column, Ledger

from ..models import TownshipTeam
from ..words import PostKind


class TeamLedger(Ledger):
    model = TownshipTeam
    title = "乡镇综合执法队名册"
    key = "row_key"
    by = (CLERK, SUPERVISOR)
    columns = (
        Column("执法队序号", "row_key", required=True, write=lambda team: team.source_key),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("名称", "name", required=True),
        Column("乡镇（街道）编码", "township", kind="unit", required=True),
        Column("核定编制", "approved_posts", kind="whole", required=True),
        Column("编制类别", "post_kind", kind="choice", words=PostKind, required=True),
        Column("设立文号", "established_no", required=True),
        Column("挂牌日期", "established_on", kind="date", required=True),
        Column("撤销日期", "closed_on", kind="date"),
        Column("执法车辆", "vehicles", kind="whole"),
        Column("执法记录仪", "body_cameras", kind="whole"),
        Column("有询问室", "has_inquiry_room", kind="yes_no"),
    )

    def case(self, row: dict[str, Any]) -> TownshipTeam:
        names = "unit name township approved_posts post_kind established_no established_on closed_on vehicles body_cameras has_inquiry_room"
        return TownshipTeam(**said(row, *names.split()))

    def together(self) -> str:
        return "unit township"
