"""抽查事项清单, 检查对象名录, 检查人员名录, 回避名单."""

from typing import Any

from fazhi.kernel.present.cells import key_column, reference, said
from fazhi.kernel.present.declared import Column, Ledger

from ..models import Avoidance, CheckInspector, CheckItem, CheckTarget
from ..roles import KEEPERS
from ..words import Conflict, CreditClass, Method, TargetStatus


class CheckItemLedger(Ledger):
    model = CheckItem
    title = "抽查事项清单"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("事项序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("抽查事项", "name", required=True),
        Column("检查依据", "basis", required=True, note="例如：食品安全法 第一百一十条"),
        Column("检查对象类别", "object_class", required=True),
        Column("抽查内容", "content", required=True),
        Column("检查方式", "method", kind="choice", words=Method),
        Column("特殊重点领域", "is_special", kind="yes_no"),
        Column("年度频次上限", "frequency", kind="whole", note="空白按本市设定"),
        Column("有效期起", "valid_from", kind="date", required=True),
        Column("有效期止", "valid_to", kind="date"),
    )

    def case(self, row: dict[str, Any]) -> CheckItem:
        return CheckItem(**said(row, "unit name basis object_class content method is_special frequency valid_from valid_to"))


class CheckTargetLedger(Ledger):
    model = CheckTarget
    title = "检查对象名录"
    key = "credit_code"
    by = KEEPERS
    columns = (
        Column("统一社会信用代码", "credit_code", required=True),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("名称", "name", required=True),
        Column("对象类别", "object_class", required=True),
        Column("所在地编码", "region", kind="unit", required=True),
        Column("地址", "address"),
        Column("信用风险分类", "credit_class", kind="choice", words=CreditClass, required=True),
        Column("状态", "status", kind="choice", words=TargetStatus),
    )

    def case(self, row: dict[str, Any]) -> CheckTarget:
        return CheckTarget(**said(row, "unit credit_code name object_class region address credit_class status"))

    def together(self) -> str:
        return "unit region"


class CheckInspectorLedger(Ledger):
    model = CheckInspector
    title = "检查人员名录"
    key = "staff_no"
    by = KEEPERS
    columns = (
        Column("人员编号", "staff_no", required=True),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("姓名", "name", required=True),
        Column("平台工号", "person", kind="person"),
        Column("执法证号", "certificate_no", required=True),
        Column("执法证有效期至", "certificate_until", kind="date", required=True),
        Column("可以检查的对象类别", "classes", note="用“、”隔开，空白为全部"),
        Column("只在所在地检查", "region", kind="unit", note="单位编码，空白为不限"),
        Column("可以派出", "is_available", kind="yes_no"),
    )

    def case(self, row: dict[str, Any]) -> CheckInspector:
        return CheckInspector(
            **said(row, "unit staff_no name person certificate_no certificate_until classes region is_available")
        )

    def together(self) -> str:
        return "unit person region"


class AvoidanceLedger(Ledger):
    model = Avoidance
    title = "回避名单"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("回避序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        reference("人员编号", "inspector", "spot_checks.checkinspector", True),
        reference("统一社会信用代码", "target", "spot_checks.checktarget", True),
        Column("理由", "reason", kind="choice", words=Conflict, required=True),
        Column("说明", "note"),
    )

    def case(self, row: dict[str, Any]) -> Avoidance:
        return Avoidance(**said(row, "unit inspector target reason note"))

    def together(self) -> str:
        return "unit inspector target"
