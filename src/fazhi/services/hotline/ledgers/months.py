"""协作函、月度研判报告、质检抽样台账: what can be told comes in; figures and draws are made here."""

from typing import Any

from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.present.cells import NUMBER, key_column, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import CooperationFlow, MonthReportFlow, QualityDrawFlow
from ..models import Cooperation, MonthReport, QualityDraw
from ..roles import BACK_OFFICE, MANAGER
from .calls import TOLD

OFFICE = (BACK_OFFICE, MANAGER)
HERE = "在系统里办理，导入时不读"


class CooperationLedger(Ledger):
    model = Cooperation
    title = "12348热线协作函台账"
    key = "row_key"
    by = OFFICE
    columns = (
        key_column("协作函序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column(
            "工单编号", "order", kind="record", refers_to="hotline.workorder", write=lambda letter: letter.order and letter.order.number
        ),
        Column("协作单位编码", "to", kind="unit", required=True),
        Column("标题", "title"),
        Column("情况", "matter", required=True),
        Column("请予协作的事项", "request", required=True),
        Column("联系人和电话", "contact", required=True),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("签发日期", "signed_on", kind="date"),
        Column("对方回复", "reply"),
        Column("回复日期", "replied_on", kind="date"),
        state_of(CooperationFlow),
    )  # fmt: skip

    def case(self, row: dict[str, Any]) -> Cooperation:
        return Cooperation(**said(row, "unit order to title matter request contact"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        if life.case.version == 0:
            has_come("拟协作函", row["opened_on"])
            life.begin(person, row["opened_on"])
        if life.case.state == "draft" and row["signed_on"]:
            has_come("签发并发出", row["signed_on"])
            life.take(CooperationFlow.send, person, row["signed_on"], {}, TOLD)
        if life.case.state in ("sent", "received") and row["replied_on"]:
            has_come("对方回复", row["replied_on"])
            life.take(CooperationFlow.answer, person, row["replied_on"], said(row, "reply"), TOLD)

    def together(self) -> str:
        return "unit order to"


class MonthReportLedger(Ledger):
    model = MonthReport
    title = "12348热线月度研判报告台账"
    key = "row_key"
    by = OFFICE
    columns = (
        key_column("报告序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("月份", "month", kind="date", required=True, note="填这个月的第一天"),
        Column("汇总日期", "opened_on", kind="date", required=True),
        Column("研判", "omens"),
        Column("建议", "advice"),
        Column("签发日期", "signed_on", kind="date", note=HERE),
        Column("公布日期", "published_on", kind="date", note=HERE),
        state_of(MonthReportFlow),
    )

    def case(self, row: dict[str, Any]) -> MonthReport:
        return MonthReport(**said(row, "unit month"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        """It is counted here, and checked and signed here."""
        if life.case.version == 0:
            has_come("汇总报告", row["opened_on"])
            life.begin(person, row["opened_on"])
        told = said(row, "omens advice")
        is_new = any(told.get(name) and told[name] != getattr(life.case, name) for name in ("omens", "advice"))
        if life.case.state == "compiled" and is_new:
            life.take(MonthReportFlow.judge, person, row["opened_on"], told, TOLD)


class QualityDrawLedger(Ledger):
    model = QualityDraw
    title = "话务质检抽样台账"
    key = "row_key"
    by = OFFICE
    columns = (
        key_column("抽样序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("月份", "month", kind="date", required=True),
        Column("抽样日期", "opened_on", kind="date", required=True),
        Column("接通通数", "listed", kind="whole", note=HERE),
        Column("随机抽中", "at_random", kind="whole", note=HERE),
        Column("不满意的", "of_unhappy", kind="whole", note=HERE),
        Column("有险情的", "of_danger", kind="whole", note=HERE),
        Column("新人的", "of_new", kind="whole", note=HERE),
        state_of(QualityDrawFlow),
    )

    def case(self, row: dict[str, Any]) -> QualityDraw:
        return QualityDraw(**said(row, "unit month"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        """A draw that is told was not drawn: the step refuses it."""
        if life.case.version == 0:
            life.begin(person, row["opened_on"])
