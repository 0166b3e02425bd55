"""基层政务公开标准目录（公共法律服务领域）, as the catalogues of counties are laid out."""

from typing import Any

from fazhi.kernel.present.cells import key_column, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import OpenItemFlow as F
from ..models import OpenItem
from ..roles import KEEPERS
from ..words import Audience, Channel, Manner, OpenLevel
from .telling import UNREAD, Telling


class OpenItemLedger(Ledger):
    model = OpenItem
    title = "公共法律服务领域公开标准目录"
    key = "row_key"
    by = KEEPERS
    same_when = ("unit", "code")
    columns = (
        key_column("目录序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("序号", "code", required=True),
        Column("一级事项", "group", required=True),
        Column("二级事项", "title", required=True),
        Column("公开内容", "content", required=True, synonyms=("公开内容（要素）",)),
        Column("公开依据", "basis", required=True, note="一行一条"),
        Column("公开主体", "organ", required=True),
        Column("公开渠道", "channels", kind="choices", words=Channel, required=True, synonyms=("公开渠道和载体",)),
        Column("公开对象", "audience", kind="choice", words=Audience, required=True),
        Column("特定群众", "audience_note"),
        Column("公开方式", "manner", kind="choice", words=Manner, required=True),
        Column("公开层级", "levels", kind="choices", words=OpenLevel, required=True),
        Column("列入日期", "opened_on", kind="date", required=True),
        Column("形成变更日期", "changed_on", kind="date", note="空白的，按列入日期"),
        Column("公开日期", "shown_on", kind="date"),
        Column("公开网址", "address"),
        Column("公开次数", "times", kind="whole", note=UNREAD),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> OpenItem:
        names = "unit code group title content basis organ channels audience audience_note manner levels changed_on"
        return OpenItem(**said(row, names))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        told = Telling(life, row, person)
        told.begins("opened_on")
        told.takes(F.publish, "shown_on", "shown_on address")
