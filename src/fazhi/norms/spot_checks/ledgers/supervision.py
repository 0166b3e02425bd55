"""监管事项目录 and 检查实施清单."""

from typing import Any

from fazhi.kernel.present.cells import reference, said
from fazhi.kernel.present.declared import Column, Ledger

from ..models import ActReceipt, CheckList, SupervisionItem
from ..roles import KEEPERS
from ..words import Answer, Change, ListForm, Measure, Mode, PowerLevel


class SupervisionItemLedger(Ledger):
    model = SupervisionItem
    title = "监管事项目录"
    key = "code"
    by = KEEPERS
    columns = (
        Column("监管事项编码", "code", required=True),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("主项名称", "main_name", required=True),
        Column("子项名称", "sub_name"),
        Column("行使层级", "levels", kind="choices", words=PowerLevel),
        Column("监管对象", "object_kind", required=True),
        Column("监管措施", "measure", kind="choice", words=Measure),
        Column("监管方式", "modes", kind="choices", words=Mode),
        Column("设定依据", "basis", required=True),
        Column("处理方式", "disposal", required=True),
        Column("目录动态", "change", kind="choice", words=Change),
        Column("有效期起", "valid_from", kind="date"),
        Column("有效期止", "valid_to", kind="date"),
    )

    def case(self, row: dict[str, Any]) -> SupervisionItem:
        names = "unit code main_name sub_name levels object_kind measure modes basis disposal change valid_from valid_to"
        return SupervisionItem(**said(row, names))


class CheckListLedger(Ledger):
    model = CheckList
    title = "检查实施清单"
    key = "code"
    by = KEEPERS
    columns = (
        Column("检查实施清单编码", "code", required=True),
        Column("单位编码", "unit", kind="unit", required=True),
        reference("监管事项编码", "supervised", "spot_checks.supervisionitem", True),
        Column("实施机构编码", "body_code", required=True),
        reference("抽查事项序号", "check_item", "spot_checks.checkitem"),
        Column("执法事项编码", "power_code"),
        Column("检查要点", "points", required=True, note="一行一点"),
        Column("对象库", "object_source"),
        Column("检查频次", "frequency", required=True),
        Column("检查形式", "form", kind="choice", words=ListForm),
        Column("检查结果选项", "results", note="用“、”隔开"),
        Column("有效期起", "valid_from", kind="date"),
        Column("有效期止", "valid_to", kind="date"),
    )

    def case(self, row: dict[str, Any]) -> CheckList:
        names = "unit code supervised body_code check_item power_code points object_source frequency form results"
        return CheckList(**said(row, f"{names} valid_from valid_to"))

    def together(self) -> str:
        return "unit supervised check_item"


class ActReceiptLedger(Ledger):
    model = ActReceipt
    title = "监管行为回执"
    key = "act_no"
    by = KEEPERS
    columns = (
        Column("行为编号", "act_no", required=True),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("报送日期", "sent_on", kind="date", required=True),
        Column("回执结果", "answer", kind="choice", words=Answer, required=True),
        Column("回执编号", "receipt_no"),
        Column("回执原文", "message"),
        Column("退回以后的修正", "mended"),
    )

    def case(self, row: dict[str, Any]) -> ActReceipt:
        return ActReceipt(**said(row, "unit act_no sent_on answer receipt_no message mended"))
