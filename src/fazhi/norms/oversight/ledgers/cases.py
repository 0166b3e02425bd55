"""监督案件台账."""

from collections.abc import Iterator
from typing import Any

from fazhi.kernel.flow.leading import Act, Teller
from fazhi.kernel.org.roles import SUPERVISOR
from fazhi.kernel.present.cells import NUMBER, key_column, nth, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import SupervisionFlow as F
from ..models import Supervision
from ..words import CaseEnd, Conclusion, Level, Source
from . import cells

ENDS = {CaseEnd.DONE: F.strike_off, CaseEnd.CLEAR: F.clear, CaseEnd.STOPPED: F.stop, CaseEnd.NOT_FILED: F.decline}


def person_of(at: int) -> Any:
    """The nth supervisor, as a ledger names people."""

    def cell(case: Any) -> Any:
        rows = case.rows("supervisors")
        return rows[at].person.name if at < len(rows) else None

    return cell


class SupervisionLedger(Ledger):
    model = Supervision
    title = "行政执法监督案件台账"
    key = "row_key"
    by = (SUPERVISOR,)
    same_when = ("unit", "body", "opened_on", "facts")
    columns = (
        key_column("监督案件序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("被监督机关编码", "body", kind="unit", required=True),
        Column("案由", "title"),
        Column("来源", "source", kind="choice", words=Source, required=True),
        Column("来源文号", "source_no"),
        Column("垂直管理", "is_vertical", kind="yes_no"),
        Column("上级主管部门", "superior"),
        Column("监督方式", "level", kind="choice", words=Level, required=True),
        Column("线索内容", "facts", required=True),
        Column("已进入复议、诉讼", "in_remedy", kind="yes_no"),
        Column("复议、诉讼案号", "remedy_no"),
        Column("被监督的执法行为", "acts", note=cells.ACTS, write=cells.acts_told),
        Column("线索登记日期", "opened_on", kind="date", required=True),
        *(
            column
            for n in (1, 2)
            for column in (
                Column(f"监督人员{n}", f"supervisor_{n}", kind="person", write=person_of(n - 1)),
                Column(f"监督人员{n}证号", f"certificate_{n}", write=nth("supervisors", n - 1, "certificate_no")),
                Column(f"监督人员{n}证件有效期至", f"until_{n}", kind="date", write=nth("supervisors", n - 1, "valid_until")),
            )
        ),
        Column("立案日期", "filed_on", kind="date"),
        Column("听取意见", "statements", note=cells.STATEMENTS, write=cells.statements_told),
        Column("发现的问题", "findings", note=cells.FINDINGS, write=cells.findings_told),
        Column("拒绝、阻碍监督", "obstructions", note=cells.OBSTRUCTIONS, write=cells.obstructions_told),
        Column("查明的情况", "findings_text"),
        Column("监督结论", "conclusion", kind="choice", words=Conclusion),
        Column("作出结论日期", "concluded_on", kind="date"),
        Column("结束方式", "end", kind="choice", words=CaseEnd),
        Column("不予立案、终止的理由", "end_because"),
        Column("结束日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> Supervision:
        names = "unit body title source source_no is_vertical superior level facts in_remedy remedy_no"
        return Supervision(**said(row, names))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Telling(life, row, person).tell()

    def together(self) -> str:
        return "unit body acts supervisors__person statements findings obstructions"


class Telling(Teller):
    """What the row says of a supervision case, in the order of its days."""

    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self.in_order(self._acts())

    def _acts(self) -> Iterator[Act]:
        row = self.row
        yield row["filed_on"] or row["opened_on"], 0, self._prepare
        yield from self._on("filed_on", 1, lambda: self._if(F.file, row["filed_on"]))
        for each in cells.statements_of(row["statements"]):
            yield each["heard_on"], 2, lambda each=each: self._hear(each)
        for each in cells.obstructions_of(row["obstructions"]):
            yield each["happened_on"], 2, lambda each=each: self._obstruct(each)
            if each["settled_on"]:
                yield each["settled_on"], 3, lambda each=each: self._settle(each)
        yield from self._on("concluded_on", 3, self._conclude)
        yield from self._on("closed_on", 4, self._end)

    def _prepare(self) -> None:
        """The acts that are looked at, and who looks at them."""
        day = self.row["filed_on"] or self.row["opened_on"]
        held = {act.number for act in self.case.rows("acts")}
        for each in cells.acts_of(self.row["acts"]):
            if each["number"] not in held and self._is_open(F.list_act):
                self._take(F.list_act, day, each)
        known = {each.person_id for each in self.case.rows("supervisors")}
        for n in (1, 2):
            who = self.row[f"supervisor_{n}"]
            if who and who.pk not in known and self._is_open(F.staff):
                told = {"certificate_no": self.row[f"certificate_{n}"] or "", "valid_until": self.row[f"until_{n}"]}
                self._take(F.staff, day, {"person": who, **told})

    def _hear(self, each: dict[str, Any]) -> None:
        if self._is_open(F.hear) and all(row.heard_on != each["heard_on"] for row in self.case.rows("statements")):
            self._take(F.hear, each["heard_on"], each)

    def _obstruct(self, each: dict[str, Any]) -> None:
        if self._is_open(F.note_obstruction) and self._held(each) is None:
            told = {name: each[name] for name in ("kind", "happened_on", "facts", "evidence")}
            self._take(F.note_obstruction, each["happened_on"], told)

    def _settle(self, each: dict[str, Any]) -> None:
        row = self._held(each)
        if self._is_open(F.settle_obstruction) and row is not None and row.settled_on is None:
            self._take(F.settle_obstruction, each["settled_on"], {"settled_how": each["settled_how"]}, part=row)

    def _held(self, each: dict[str, Any]) -> Any:
        same = (each["kind"], each["happened_on"])
        return next((row for row in self.case.rows("obstructions") if (row.kind, row.happened_on) == same), None)

    def _conclude(self) -> None:
        day, held = self.row["concluded_on"], {(row.kind, cells.plain(row.fact)) for row in self.case.rows("findings")}
        for each in cells.findings_of(self.row["findings"]):
            if (each["kind"], each["fact"]) not in held and self._is_open(F.find):
                self._take(F.find, day, each)
        if self.row["end"] != CaseEnd.CLEAR:
            self._if(F.conclude, day, "findings_text", "conclusion")

    def _end(self) -> None:
        if step := ENDS.get(self.row["end"]):
            self._if(step, self.row["closed_on"], "end_because", "findings_text")
