"""监督文书台账."""

from collections.abc import Iterator
from typing import Any

from fazhi.kernel.flow.leading import Act, Teller
from fazhi.kernel.org.roles import SUPERVISOR
from fazhi.kernel.present.cells import NUMBER, key_column, key_of, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import InstrumentFlow as F
from ..models import Instrument
from ..words import Disposition, InNameOf, InstrumentKind, ObjectionResult, SignedBy, Verdict
from . import cells


class InstrumentLedger(Ledger):
    model = Instrument
    title = "行政执法监督文书台账"
    key = "row_key"
    by = (SUPERVISOR,)
    columns = (
        key_column("监督文书序号"),
        NUMBER,
        Column(
            "监督案件序号",
            "matter",
            kind="record",
            refers_to="oversight.supervision",
            required=True,
            write=lambda record: key_of(record.case),
        ),
        Column("文书种类", "kind", kind="choice", words=InstrumentKind, required=True),
        Column("标题", "title"),
        Column("事实和理由", "facts", required=True),
        Column("依据", "basis", required=True),
        Column("要求或者决定", "demand", required=True),
        Column("决定种类", "disposition", kind="choice", words=Disposition),
        Column("拟稿日期", "opened_on", kind="date", required=True),
        Column("签发层级", "sign_level", kind="choice", words=SignedBy),
        Column("以谁的名义", "in_name_of", kind="choice", words=InNameOf),
        Column("签发日期", "issued_on", kind="date"),
        Column("送达机关", "receiver"),
        Column("送达日期", "served_on", kind="date"),
        Column("文书载明的期限", "due_written_on", kind="date"),
        Column("复查申请", "objection"),
        Column("申请复查日期", "objected_on", kind="date"),
        Column("复查结果", "objection_result", kind="choice", words=ObjectionResult),
        Column("复查意见", "objection_answer"),
        Column("复查答复日期", "reviewed_on", kind="date"),
        Column("整改报告", "report"),
        Column("报告日期", "reported_on", kind="date"),
        Column("验收结论", "verified", kind="choice", words=Verdict),
        Column("验收证据", "evidence"),
        Column("验收日期", "verified_on", kind="date"),
        Column("整改事项", "items", note=cells.ITEMS, write=cells.items_told),
        Column("了结日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> Instrument:
        matter = row["matter"]
        return Instrument(unit=matter.unit, case=matter, **said(row, "kind title facts basis demand disposition"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Telling(life, row, person).tell()

    def together(self) -> str:
        return "unit case__body case__unit items"


class Telling(Teller):
    """What the row says of a document, in the order of its days."""

    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self.items = list(cells.items_of(self.row["items"]))
        self.in_order(self._acts())

    def _acts(self) -> Iterator[Act]:
        row = self.row
        yield row["opened_on"], 0, self._itemize
        yield from self._on("issued_on", 0, lambda: self._if(F.issue, row["issued_on"], "sign_level", "in_name_of"))
        serving = ("receiver", "served_on", "due_written_on")
        yield from self._on("served_on", 1, lambda: self._if(F.serve, row["served_on"], *serving))
        yield from self._on("objected_on", 2, self._object)
        yield from self._on("reviewed_on", 3, self._answer)
        yield from self._on("reported_on", 4, lambda: self._if(F.report, row["reported_on"], "report", "reported_on"))
        for each in self.items:
            if each["reported_on"]:
                yield each["reported_on"], 4, lambda each=each: self._report_item(each)
            if each["verified_on"]:
                yield each["verified_on"], 5, lambda each=each: self._verify_item(each)
        yield from self._on("verified_on", 5, self._verify)
        yield from self._on("closed_on", 6, self._end)

    def _itemize(self) -> None:
        for each in self.items:
            if self._is_open(F.itemize) and self._held(each) is None:
                self._take(F.itemize, self.row["opened_on"], {"content": each["content"], "due_on": each["due_on"]})

    def _report_item(self, each: dict[str, Any]) -> None:
        row = self._held(each)
        if row is not None and row.reported_on is None and self._is_open(F.report_item):
            self._take(F.report_item, each["reported_on"], {name: each[name] for name in ("report", "reported_on")}, part=row)

    def _verify_item(self, each: dict[str, Any]) -> None:
        row = self._held(each)
        if row is not None and row.verified_on is None and self._is_open(F.verify_item):
            self._take(F.verify_item, each["verified_on"], {name: each[name] for name in ("verified", "evidence")}, part=row)

    def _held(self, each: dict[str, Any]) -> Any:
        return next((row for row in self.case.rows("items") if cells.plain(row.content) == each["content"]), None)

    def _object(self) -> None:
        if self.case.objected_on is None:
            self._if(F.object, self.row["objected_on"], "objection", "objected_on")

    def _answer(self) -> None:
        if self.row["objection_result"] == ObjectionResult.REVOKED:
            self._if(F.revoke, self.row["reviewed_on"], "objection_answer")
        elif not self.case.objection_result:
            self._if(F.uphold, self.row["reviewed_on"], "objection_result", "objection_answer")

    def _verify(self) -> None:
        step = F.refuse if self.row["verified"] == Verdict.BAD else F.accept
        self._if(step, self.row["verified_on"], "evidence")

    def _end(self) -> None:
        for step in (F.withdraw, F.settle, F.escalate):
            if self.row["state"] == step.target.name:
                self._if(step, self.row["closed_on"])
