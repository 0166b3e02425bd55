"""法律援助人员名册 and 补贴标准: what is kept, not handled."""

from typing import Any

from fazhi.kernel.present.cells import key_column, said
from fazhi.kernel.present.declared import Column, Ledger

from ..models import AidLawyer, SubsidyRate
from ..roles import STAFF
from ..words import Kind, LawyerKind, Sex, Tag


class AidLawyerLedger(Ledger):
    model = AidLawyer
    title = "法律援助人员名册"
    key = "row_key"
    by = STAFF
    same_when = ("unit", "licence_no")
    columns = (
        key_column("人员序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("姓名", "name", required=True),
        Column("人员类别", "kind", kind="choice", words=LawyerKind, required=True),
        Column("性别", "sex", kind="choice", words=Sex),
        Column("执业机构", "firm", required=True),
        Column("执业机构编码", "firm_unit", kind="unit"),
        Column("平台工号", "person", kind="person"),
        Column("执业证号", "licence_no", required=True),
        Column("执业证、聘用有效期至", "licensed_until", kind="date", required=True),
        Column("从事民事业务起", "civil_since", kind="date"),
        Column("从事刑事业务起", "criminal_since", kind="date"),
        Column("从事行政业务起", "administrative_since", kind="date"),
        Column("语言方言", "languages"),
        Column("专长", "tags", kind="choices", words=Tag),
        Column("办公电话", "phone"),
        Column("列入名册日期", "enrolled_on", kind="date"),
        Column("可以指派", "is_available", kind="yes_no"),
    )
    fields = (
        "unit name kind sex firm firm_unit person licence_no licensed_until civil_since criminal_since administrative_since languages tags "
        "phone enrolled_on is_available"
    )

    def case(self, row: dict[str, Any]) -> AidLawyer:
        return AidLawyer(**said(row, self.fields))

    def together(self) -> str:
        return "unit firm_unit person"


class SubsidyRateLedger(Ledger):
    model = SubsidyRate
    title = "法律援助补贴标准"
    key = "row_key"
    by = STAFF
    columns = (
        key_column("标准序号"),
        Column("地区编码", "unit", kind="unit", required=True),
        Column("案件类型", "kind", kind="choice", words=Kind, required=True),
        Column("每件补贴", "amount", kind="money", required=True),
        Column("每增加一人", "each_more", kind="money"),
        Column("每件最高", "most", kind="money"),
        Column("起始日期", "valid_from", kind="date", required=True),
        Column("终止日期", "valid_to", kind="date"),
        Column("文件依据", "source", required=True),
    )

    def case(self, row: dict[str, Any]) -> SubsidyRate:
        return SubsidyRate(**said(row, "unit kind amount each_more most valid_from valid_to source"))
