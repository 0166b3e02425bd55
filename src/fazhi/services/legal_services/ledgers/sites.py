"""服务平台名册."""

from typing import Any

from fazhi.kernel.present.cells import key_column, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import SiteFlow
from ..models import Site
from ..roles import KEEPERS
from ..words import Facility, Level, Network
from .telling import UNREAD, Telling

GIVEN = "unit title code level region parent host address longitude latitude phone hours facilities has_sign network terminals"


class SiteLedger(Ledger):
    model = Site
    title = "公共法律服务平台名册"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("平台序号"),
        Column("平台编码", "code", required=True),
        Column("单位编码", "unit", kind="unit", required=True, note="管理平台的单位"),
        Column("平台名称", "title", required=True),
        Column("层级", "level", kind="choice", words=Level, required=True),
        Column("服务区划编码", "region", kind="unit", required=True),
        reference("上级平台序号", "parent", "legal_services.site"),
        Column("依托单位", "host"),
        Column("地址", "address", required=True),
        Column("经度", "longitude", kind="number"),
        Column("纬度", "latitude", kind="number"),
        Column("电话", "phone", required=True),
        Column("开放时间", "hours", required=True, note="例如：周一至周五 09:00-12:00、13:30-17:00"),
        Column("无障碍设施", "facilities", kind="choices", words=Facility),
        Column("标识统一", "has_sign", kind="yes_no"),
        Column("网络", "network", kind="choice", words=Network),
        Column("自助终端数", "terminals", kind="whole"),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("启用日期", "started_on", kind="date"),
        Column("撤销日期", "ended_on", kind="date"),
        Column("最近检查日期", "last_checked_on", kind="date", note=UNREAD),
        state_of(SiteFlow),
    )

    def case(self, row: dict[str, Any]) -> Site:
        return Site(**said(row, GIVEN))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        told = Telling(life, row, person)
        told.begins("opened_on")
        told.takes(SiteFlow.open, "started_on")
        told.takes(SiteFlow.close, "ended_on")

    def together(self) -> str:
        return "unit region parent"
