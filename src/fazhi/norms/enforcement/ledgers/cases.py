"""行政处罚案件台账（普通程序）: the matter from its lead to the shelf; what each party got stands in the ledger of decisions."""

from collections.abc import Iterator
from typing import Any

from fazhi.kernel.flow.leading import Act, Teller
from fazhi.kernel.present.cells import NUMBER, key_column, last, nth, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import PenaltyCaseFlow as F
from ..models import CaseParty, PenaltyCase
from ..penalty_words import (
    CITIZENS,
    CaseEnd,
    LeadSource,
    PartyKind,
    PoliceAnswer,
    Profile,
    Retention,
    ReviewGround,
    TransferLevel,
)
from ..roles import HANDLERS
from .cells import EVIDENCE, evidence_of, evidence_told, of_item, of_officer

GIVEN = "unit source lead_on item body act_start act_end act_place facts harms_safety is_emergency"
ENDS = {CaseEnd.NOT_FILED: F.decline, CaseEnd.CANCELLED: F.cancel, CaseEnd.STOPPED: F.stop, CaseEnd.TRANSFERRED: F.pass_on}


def party(index: int) -> Iterator[Column]:
    """The columns of one party."""
    n = "" if index == 0 else str(index + 1)

    def column(header: str, name: str, kind: str = "text", words: Any = None, required: bool = False) -> Column:
        write = nth("parties", index, name)
        return Column(f"{header}{n}", f"{name}{n}", kind=kind, words=words, required=required and index == 0, write=write)

    yield column("当事人类型", "kind", "choice", PartyKind)
    yield column("当事人", "name")
    yield column("公民身份号码", "id_number", "citizen_number")
    yield column("统一社会信用代码", "credit_code")
    yield column("法定代表人", "legal_representative")
    yield column("电话", "phone", "phone")
    yield column("地址", "address")


def officer(index: int) -> Any:
    """The n-th officer of the case."""

    def found(case: PenaltyCase) -> Any:
        rows = case.rows("investigators")
        return rows[index].officer if index < len(rows) else None

    return found


def pause(index: int) -> Any:
    """The day on which the first suspension began or ended, from the clock that it paused."""

    def cell(case: PenaltyCase) -> Any:
        row = next((row for row in case.clocks if row["name"] == "term" and row["pauses"]), None)
        return row["pauses"][0][index] if row and case.suspended_because else None

    return cell


class PenaltyCaseLedger(Ledger):
    model = PenaltyCase
    title = "行政处罚案件台账（普通程序）"
    key = "row_key"
    by = HANDLERS
    same_when = ("unit", "lead_on", "name", "item")
    columns = (
        key_column("案件序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("案源", "source", kind="choice", words=LeadSource, required=True),
        Column("发现线索日期", "lead_on", kind="date", required=True),
        Column("登记日期", "opened_on", kind="date", required=True),
        of_item(),
        reference("执法主体序号", "body", "enforcement.enforcementbody", required=True),
        Column("违法行为发生日期", "act_start", kind="date", required=True),
        Column("违法行为终了日期", "act_end", kind="date"),
        Column("违法行为发生地", "act_place", required=True),
        Column("简要案情", "facts", required=True),
        Column("涉及生命健康金融安全", "harms_safety", kind="yes_no"),
        Column("违反突发事件应对措施", "is_emergency", kind="yes_no"),
        *party(0),
        *party(1),
        *party(2),
        of_officer("承办人一序号", "first", write=officer(0)),
        of_officer("承办人二序号", "second", write=officer(1)),
        Column("立案日期", "filed_on", kind="date"),
        Column("程序规定", "profile", kind="choice", words=Profile),
        Column("管辖依据", "jurisdiction"),
        Column("复杂或者重大", "is_complex", kind="yes_no"),
        Column("法制审核事由", "review_grounds", kind="choices", words=ReviewGround),
        Column("证据", "proof_lines", note=EVIDENCE, write=evidence_told),
        Column("中止日期", "suspended_on", kind="date", write=pause(0)),
        Column("中止原因", "suspended_because"),
        Column("恢复日期", "resumed_on", kind="date", write=pause(1)),
        Column("调查终结日期", "concluded_on", kind="date"),
        Column("查明的事实", "findings"),
        Column("性质和处理建议", "nature"),
        Column("移送报告日期", "reported_on", kind="date", write=last("transfers", "reported_on")),
        Column("涉嫌罪名", "charge", write=last("transfers", "charge")),
        Column("移送审批人", "approved_by", kind="choice", words=TransferLevel, write=last("transfers", "approved_by")),
        Column("移送审批日期", "approved_on", kind="date", write=last("transfers", "approved_on")),
        Column("接受移送的公安机关", "police", write=last("transfers", "police")),
        Column("移送公安日期", "delivered_on", kind="date", write=last("transfers", "delivered_on")),
        Column("公安机关决定", "answer", kind="choice", words=PoliceAnswer, write=last("transfers", "answer")),
        Column("公安答复日期", "answered_on", kind="date", write=last("transfers", "answered_on")),
        Column("结案方式", "end", kind="choice", words=CaseEnd),
        Column("结案理由", "end_because"),
        Column("结案日期", "closed_on", kind="date", note="作出处理决定的，随处罚决定台账的最后一名当事人结案"),
        Column("归档日期", "archived_on", kind="date"),
        Column("卷号", "file_no"),
        Column("保管期限", "retention", kind="choice", words=Retention),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> PenaltyCase:
        return PenaltyCase(**said(row, *GIVEN.split(), "profile"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        CaseTelling(life, row, person).tell()

    def together(self) -> str:
        return "unit item body parties investigators evidence transfers"


class CaseTelling(Teller):
    """What the row says of the matter, in the order of its days."""

    def tell(self) -> None:
        self._begin_on(self.row["opened_on"], {"parties": list(self._parties())})
        self.in_order(self._acts())

    def _parties(self) -> Iterator[CaseParty]:
        for n in ("", "2", "3"):
            if self.row[f"name{n}"]:
                names = ["kind", "name", "id_number", "credit_code", "legal_representative", "phone", "address"]
                told = {name: self.row[f"{name}{n}"] for name in names if self.row[f"{name}{n}"]}
                given = {"kind": PartyKind.PERSON if told.get("id_number") else PartyKind.LEGAL_PERSON, **told}
                if given["kind"] not in CITIZENS:
                    given.pop("id_number", None)
                yield CaseParty(**given)

    def _acts(self) -> Iterator[Act]:
        row = self.row
        yield row["filed_on"] or row["opened_on"], 0, self._join
        yield from self._on("filed_on", 1, self._file)
        held = {(each.obtained_on, each.title) for each in self.case.rows("evidence")}
        for told in evidence_of(row["proof_lines"]):
            if (told["obtained_on"], told["title"]) not in held:
                yield told["obtained_on"], 2, lambda told=told: self._collect(told)
        yield from self._on("suspended_on", 3, lambda: self._if(F.suspend, row["suspended_on"], "suspended_because"))
        yield from self._on("resumed_on", 4, lambda: self._if(F.resume, row["resumed_on"]))
        yield from self._police()
        yield from self._on("concluded_on", 9, lambda: self._if(F.conclude, row["concluded_on"], "findings", "nature"))
        yield from self._on("closed_on", 10, self._close)
        yield from self._on("archived_on", 11, lambda: self._if(F.archive, row["archived_on"], "file_no", "retention"))

    def _join(self) -> None:
        known = {each.officer_id for each in self.case.rows("investigators")}
        for name in ("first", "second"):
            officer = self.row[name]
            if officer is not None and officer.pk not in known and self._is_open(F.join):
                self._take(F.join, self.row["filed_on"] or self.row["opened_on"], {"officer": officer})

    def _file(self) -> None:
        if self._is_open(F.file):
            self._take(F.file, self.row["filed_on"], self._said("profile", "jurisdiction", "is_complex", "review_grounds"))

    def _collect(self, told: dict[str, Any]) -> None:
        if self._is_open(F.collect):
            given = {
                "content": told["title"],
                "place": self.row["act_place"],
                "first": self.row["first"],
                "second": self.row["second"],
            }
            self._take(F.collect, max(told["obtained_on"], self.row["opened_on"]), {**told, **given})

    def _police(self) -> Iterator[Act]:
        row = self.row
        if not row["reported_on"]:
            return
        given = {"first": row["first"], "second": row["second"], **self._said("reported_on", "charge")}
        if not self.case.rows("transfers"):
            yield row["reported_on"], 5, lambda: self._take(F.report_crime, row["reported_on"], given)
        yield from self._on("approved_on", 6, lambda: self._of_transfer(F.approve_transfer, row["approved_on"], "approved_by"))
        yield from self._on("delivered_on", 7, lambda: self._of_transfer(F.deliver_transfer, row["delivered_on"], "police"))
        answered = F.police_file if row["answer"] == PoliceAnswer.FILED else F.police_decline
        yield from self._on("answered_on", 8, lambda: self._of_transfer(answered, row["answered_on"], "answered_on"))

    def _of_transfer(self, step: Any, on: Any, *names: str) -> None:
        part = self.case.rows("transfers")[-1]
        done = step is F.approve_transfer and part.is_approved is not None
        if self._is_open(step) and not done:
            more = {"is_approved": True} if step is F.approve_transfer else {}
            self._take(step, on, {**self._said(*names), **more}, part)

    def _close(self) -> None:
        """What ended without decisions ends here; else with the last decision, or when all of them are closed already."""
        step = ENDS.get(self.row["end"])
        if step is not None:
            self._if(step, self.row["closed_on"], "end_because")
        elif self._is_open(F.close) and self.case.rows("decisions"):
            self._take(F.close, self.row["closed_on"])
