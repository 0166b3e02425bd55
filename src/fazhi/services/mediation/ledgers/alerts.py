"""风险预警台账: raised, told, closed, its particulars purged."""

from typing import Any

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.cells import NUMBER, reference, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import RiskAlertFlow as F
from ..models import RiskAlert
from ..words import AlertKind, AlertOutcome, RaisedBy, Risk, Signal
from .cells import day
from .registers import filled

GONE = "已清除"
RUNGS = (
    (F.tell, "told_on", "told_unit told_office"),
    (F.close, "resolved_on", "outcome response review"),
    (F.purge, "purged_on", ""),
)


class AlertTelling(Teller):
    """What the row says of an alert."""

    def tell(self) -> None:
        if self.row["state"] == "purged" and not self.row["response"]:
            self.row = self.row | {"response": GONE}  # it was said once, and removed with what was said of people
        self._begin_on(self.row["opened_on"])
        self._climb(RUNGS[:1])
        if self.case.state == "told" and self.row["state"] == "told" and self.row["response"] not in ("", self.case.response):
            self._take(F.answer, self._day("told_on", F.tell), {"response": self.row["response"]})
        self._climb(RUNGS)


class RiskAlertLedger(Ledger):
    model = RiskAlert
    title = "风险预警台账"
    key = "row_key"
    by = (CLERK,)
    same_when = ("unit", "opened_on", "brief")
    columns = (
        Column("预警序号", "row_key", required=True, write=lambda alert: alert.source_key),
        NUMBER,
        Column("调委会编码", "unit", kind="unit", required=True),
        Column("预警日期", "opened_on", kind="date", required=True),
        reference("调解台账序号", "dispute", "mediation.dispute"),
        reference("排查台账序号", "lead", "mediation.disputelead"),
        Column("预警类别", "kind", kind="choice", words=AlertKind, required=True),
        Column("预警等级", "level", kind="choice", words=Risk, required=True),
        Column("风险信号", "signals", kind="choices", words=Signal),
        Column("评分", "points", kind="whole", note="由系统计算，导入时不读"),
        Column("发现方式", "raised_by", kind="choice", words=RaisedBy),
        Column("情况", "brief", required=True),
        Column("涉及人数", "people", kind="whole"),
        Column("漏警", "is_missed", kind="yes_no"),
        Column("通报派出所编码", "told_unit", kind="unit"),
        Column("通报司法所编码", "told_office", kind="unit"),
        Column("通报日期", "told_on", kind="date", write=day("told_at")),
        Column("处置情况", "response"),
        Column("预警结果", "outcome", kind="choice", words=AlertOutcome),
        Column("复盘", "review"),
        Column("解除日期", "resolved_on", kind="date"),
        Column("清除日期", "purged_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> RiskAlert:
        names = ("unit", "dispute", "lead", "kind", "level", "signals", "raised_by", "brief", "people", "is_missed")
        return RiskAlert(**filled(row, names))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        AlertTelling(life, row, person).tell()

    def together(self) -> str:
        return "unit dispute lead told_unit told_office"
