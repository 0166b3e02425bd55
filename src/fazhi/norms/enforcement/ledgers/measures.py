"""登记保存和强制措施台账."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.leading import Act, Teller
from fazhi.kernel.present.cells import NUMBER, key_column, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import MeasureFlow as F
from ..models import Measure, MeasureGoods
from ..penalty_words import MeasureEnd, MeasureKind
from ..roles import HANDLERS
from .cells import GOODS, goods_of, goods_told, of_item, of_matter, of_officer, of_provision

GIVEN = "kind item basis reason is_urgent first second place"
BY_TIME = (MeasureEnd.LAPSED,)


def extension(measure: Measure) -> Any:
    return next((row["extra"] for row in measure.clocks if row.get("extensions")), None)


class MeasureLedger(Ledger):
    model = Measure
    title = "登记保存和强制措施台账"
    key = "row_key"
    by = HANDLERS
    columns = (
        key_column("措施序号"),
        NUMBER,
        of_matter(),
        Column("当事人", "party", required=True, note="与案件台账一致", write=lambda measure: measure.party.name),
        Column("措施", "kind", kind="choice", words=MeasureKind, required=True),
        of_item("行政强制事项序号", required=False),
        of_provision("强制措施依据序号", "basis"),
        Column("理由", "reason", required=True),
        Column("情况紧急", "is_urgent", kind="yes_no"),
        of_officer("执法人员一序号", "first", required=True),
        of_officer("执法人员二序号", "second", required=True),
        Column("地点或者账户", "place", required=True),
        Column("财物清单", "goods", note=GOODS, write=goods_told),
        Column("提出日期", "opened_on", kind="date", required=True),
        Column("批准日期", "approved_on", kind="date"),
        Column("采取日期", "applied_on", kind="date"),
        Column("交付决定书日期", "delivered_on", kind="date"),
        Column("到场和笔录情况", "presence"),
        Column("延长天数", "extension", kind="whole", write=extension),
        Column("延长的理由", "extended_because"),
        Column("处理", "end", kind="choice", words=MeasureEnd),
        Column("处理日期", "ended_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> Measure:
        case = row["matter"]
        party = next((each for each in case.rows("parties") if each.name == row["party"]), None)
        if party is None:
            raise ValidationError({"party": f"案件“{case}”里没有当事人“{row['party']}”"})
        return Measure(unit=case.unit, case=case, party=party, **said(row, *GIVEN.split()))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        MeasureTelling(life, row, person).tell()

    def together(self) -> str:
        return "unit case party item basis first second goods"


class MeasureTelling(Teller):
    """What the row says of a measure, in the order of its days."""

    def tell(self) -> None:
        goods = [MeasureGoods(**told) for told in goods_of(self.row["goods"])]
        self._begin_on(self.row["opened_on"], {"goods": goods})
        self.in_order(self._acts())

    def _acts(self) -> Iterator[Act]:
        row = self.row
        yield from self._on("approved_on", 2 if self._is_after("approved_on", "applied_on") else 0, self._approve)
        yield from self._on("applied_on", 1, lambda: self._if(F.apply, row["applied_on"], "delivered_on", "presence"))
        yield from self._on("applied_on", 3, self._extend)
        yield from self._on("ended_on", 4, self._end)

    def _is_after(self, name: str, other: str) -> bool:
        return bool(self.row[name] and self.row[other] and self.row[name] > self.row[other])

    def _approve(self) -> None:
        if self.case.approved_on is None:
            self._if(F.approve if self.case.state == "proposed" else F.ratify, self.row["approved_on"])

    def _extend(self) -> None:
        if self.row["extension"] and extension(self.case) is None:
            step = F.extend_freezing if self.case.kind == MeasureKind.FREEZING else F.extend
            if self._is_open(step):
                told = {"extension": self.row["extension"], **self._said("extended_because")}
                self._take(step, self.row["applied_on"], told)

    def _end(self) -> None:
        if self.row["end"] in BY_TIME:
            self._if(F.lapse, self.row["ended_on"])
        elif self.row["end"] == MeasureEnd.DISAPPROVED:
            self._if(F.disapprove, self.row["ended_on"])
        else:
            self._if(F.settle, self.row["ended_on"], "end")
