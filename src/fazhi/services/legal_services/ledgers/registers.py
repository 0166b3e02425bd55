"""服务事项清单 and 服务人员名录, taken in each year."""

from typing import Any

from fazhi.kernel.present.cells import said
from fazhi.kernel.present.declared import Column, Ledger

from ..models import Provider, ServiceItem
from ..roles import KEEPERS
from ..words import Category, Level, Licence, Profession


class ServiceItemLedger(Ledger):
    model = ServiceItem
    title = "公共法律服务事项清单"
    key = "code"
    by = KEEPERS
    columns = (
        Column("事项编码", "code", required=True),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("事项名称", "name", required=True),
        Column("类别", "category", kind="choice", words=Category, required=True),
        Column("无偿", "is_free", kind="yes_no", required=True),
        Column("收费说明", "fee_note"),
        Column("依据", "basis", required=True),
        Column("服务对象", "audience"),
        Column("所需材料", "materials"),
        Column("办理流程", "process"),
        Column("办理时限（工作日）", "days", kind="whole"),
        Column("提供层级", "levels", kind="choices", words=Level, required=True),
        Column("已公布", "is_published", kind="yes_no"),
        Column("有效期起", "valid_from", kind="date", required=True),
        Column("有效期止", "valid_to", kind="date"),
    )

    def case(self, row: dict[str, Any]) -> ServiceItem:
        return ServiceItem(**said(row, *(column.name for column in self.columns)))


class ProviderLedger(Ledger):
    model = Provider
    title = "公共法律服务人员名录"
    key = "licence_no"
    by = KEEPERS
    columns = (
        Column("执业证号", "licence_no", required=True),
        Column("单位编码", "unit", kind="unit", required=True, note="管理名录的单位"),
        Column("姓名", "name", required=True),
        Column("类别", "profession", kind="choice", words=Profession, required=True),
        Column("执业机构", "organisation", required=True),
        Column("平台工号", "person", kind="person", write=lambda row: row.person and row.person.employee_no),
        Column("专长", "specialties"),
        Column("语言方言", "languages"),
        Column("执业状态", "licence", kind="choice", words=Licence, required=True),
        Column("最近年度考核日期", "checked_on", kind="date"),
        Column("同意公开联系电话", "may_show_phone", kind="yes_no"),
        Column("公开联系电话", "phone"),
    )

    def case(self, row: dict[str, Any]) -> Provider:
        return Provider(**said(row, *(column.name for column in self.columns)))

    def together(self) -> str:
        return "unit person"
