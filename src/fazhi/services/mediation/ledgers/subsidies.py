"""以案定补台账: each step by whoever brings it in, so that one file never judges its own claims."""

from datetime import date
from typing import Any

from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.cells import NUMBER, reference, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import SubsidyFlow as F
from ..models import SubsidyClaim
from ..words import Sample
from .registers import filled

RUNGS = (
    (F.review, "reviewed_on", "batch doubts_answered"),
    (F.check, "checked_on", ""),
    (F.publish, "notice_from", "notice_to"),
    (F.pay, "paid_on", ""),
)
RECKONED = "由系统计算，导入时不读"
AT_DESK = "抽查不实和追回要连同案件、调解员等级一起处理，请打开这件申报办理"


class ClaimTelling(Teller):
    """What the row says of a claim."""

    def tell(self) -> None:
        row, case = self.row, self.case
        if (row["state"] == "recovered" != case.state) or (row["is_found_true"] is False and case.is_found_true is not False):
            raise NotAllowed(AT_DESK)
        self._begin_on(row["opened_on"])
        self._climb(RUNGS)
        if row["state"] == "returned" and self._is_open(F.give_back):
            self._take(F.give_back, self._day("closed_on", F.give_back))

    def _take(self, step: Step, on: date, data: dict[str, Any] | None = None, part: Any = None) -> None:
        """A claim that was drawn is found true before it is checked."""
        if step is F.check and self.case.sample == Sample.DRAWN and self.row["is_found_true"]:
            super()._take(F.verify, on, {"is_found_true": True})
        super()._take(step, on, data, part)


class SubsidyLedger(Ledger):
    model = SubsidyClaim
    title = "以案定补台账"
    key = "row_key"
    by = (CLERK,)
    columns = (
        Column("申报序号", "row_key", required=True, write=lambda claim: claim.source_key),
        NUMBER,
        Column("调委会编码", "unit", kind="unit", required=True),
        Column("申报日期", "opened_on", kind="date", required=True),
        reference("调解台账序号", "dispute", "mediation.dispute", required=True),
        reference("调解员编号", "mediator", "mediation.mediator", required=True),
        reference("参与调解员编号", "shared_with", "mediation.mediator"),
        Column("主办份额", "share", kind="whole"),
        Column("补贴标准", "base", kind="money", note=RECKONED),
        Column("加补", "bonus", kind="money"),
        Column("疑点", "checklist", note=RECKONED, write=lambda claim: "；".join(claim.checklist)),
        Column("疑点核查结论", "doubts_answered"),
        Column("批次", "batch"),
        Column("初审日期", "reviewed_on", kind="date"),
        Column("抽查", "sample", kind="choice", words=Sample, note="由系统抽签，导入时不读"),
        Column("抽查属实", "is_found_true", kind="yes_no"),
        Column("复核日期", "checked_on", kind="date"),
        Column("公示起", "notice_from", kind="date"),
        Column("公示止", "notice_to", kind="date"),
        Column("发放日期", "paid_on", kind="date"),
        Column("发放金额", "paid", kind="money", note=RECKONED),
        state_of(F),
        Column("办结日期", "closed_on", kind="date"),
    )

    def case(self, row: dict[str, Any]) -> SubsidyClaim:
        return SubsidyClaim(**filled(row, ("unit", "dispute", "mediator", "shared_with", "share", "bonus")))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        ClaimTelling(life, row, person).tell()

    def together(self) -> str:
        return "unit dispute mediator shared_with"
