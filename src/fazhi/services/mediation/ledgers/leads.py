"""矛盾纠纷排查台账: the rounds that were made, and what they found."""

from typing import Any

from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.cells import NUMBER, reference
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import LeadFlow
from ..models import DisputeLead, Screening
from ..roles import DIRECTOR
from ..words import DisputeKind, LeadDisposal, LeadFinder, Risk, ScreeningKind
from .cells import ENTERED, day, entered, entry_word
from .registers import filled

STEPS = {
    LeadDisposal.SETTLED: LeadFlow.settle,
    LeadDisposal.TURNED: LeadFlow.turn,
    LeadDisposal.REPORTED: LeadFlow.report,
    LeadDisposal.TO_POLICE: LeadFlow.to_police,
    LeadDisposal.WATCHED: LeadFlow.watch,
}


class LeadLedger(Ledger):
    model = DisputeLead
    title = "矛盾纠纷排查台账"
    key = "row_key"
    by = (CLERK, DIRECTOR)
    same_when = ("unit", "found_on", "brief")
    columns = (
        Column("排查序号", "row_key", required=True, synonyms=("序号",), write=lambda lead: lead.source_key or f"#{lead.pk}"),
        Column("编号", "number", note="由系统编号，导入时不读"),
        Column("调委会编码", "unit", kind="unit", required=True, synonyms=("调委会", "调解组织")),
        Column("发现日期", "found_on", kind="date", required=True, write=lambda lead: lead.opened_on),
        Column("发现来源", "found_by", kind="choice", words=LeadFinder, required=True),
        Column("发生地编码", "region", kind="unit", required=True, synonyms=("发生地",)),
        Column("纠纷类型", "kind", kind="choice", words=DisputeKind, required=True),
        Column("简况", "brief", required=True, synonyms=("简要情况", "纠纷简况")),
        Column("风险等级", "risk", kind="choice", words=Risk, required=True),
        Column("处置方式", "disposal", kind="choice", words=LeadDisposal),
        Column("处置日期", "disposed_on", kind="date"),
        Column(
            "转调解台账序号",
            "dispute",
            kind="record",
            refers_to="mediation.dispute",
            write=lambda lead: lead.dispute and lead.dispute.source_key,
        ),
        Column("排查人", "finder_name", write=lambda lead: lead.finder and lead.finder.name),
        Column(
            "排查人编号",
            "finder",
            kind="record",
            refers_to="mediation.mediator",
            write=lambda lead: lead.finder and lead.finder.source_key,
        ),
        Column("录入方式", "entry_mode", kind="choice", words=ENTERED, required=True, write=entry_word),
        Column("录入日期", "recorded_on", kind="date", required=True, write=day("recorded_at")),
    )

    def case(self, row: dict[str, Any]) -> DisputeLead:
        taken = ("unit", "found_by", "region", "kind", "brief", "risk", "finder")
        return DisputeLead(**{name: row[name] for name in taken}, **entered(row))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        if life.case.version == 0:
            life.begin(person, row["found_on"])
        if life.case.state == "found" and row["disposal"]:
            given = {"dispute": row["dispute"]} if row["dispute"] else {}
            life.take(STEPS[row["disposal"]], person, row["disposed_on"] or row["found_on"], given, reason="台账载明")

    def together(self) -> str:
        return "unit region dispute finder"


class ScreeningLedger(Ledger):
    model = Screening
    title = "排查走访记录"
    key = "row_key"
    by = (CLERK, DIRECTOR)
    same_when = ("unit", "region", "made_on", "kind")
    columns = (
        Column("走访序号", "row_key", required=True, write=lambda round_: round_.source_key),
        NUMBER,
        Column("调委会编码", "unit", kind="unit", required=True),
        Column("排查地点编码", "region", kind="unit", required=True),
        Column("排查日期", "made_on", kind="date", required=True),
        Column("排查方式", "kind", kind="choice", words=ScreeningKind, required=True),
        reference("排查人编号", "by", "mediation.mediator"),
        Column("走访户数", "households", kind="whole"),
        Column("发现纠纷数", "found", kind="whole"),
        Column("情况", "note"),
    )

    def case(self, row: dict[str, Any]) -> Screening:
        return Screening(**filled(row, ("unit", "region", "made_on", "kind", "by", "households", "found", "note")))

    def together(self) -> str:
        return "unit region by"
