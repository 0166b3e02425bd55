"""案卷评分表台账: what each reviewer took off, item by item, with the reason."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.leading import Act, Teller
from fazhi.kernel.org.roles import SUPERVISOR
from fazhi.kernel.present.cells import key_column, key_of, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import ScoreSheetFlow as S
from ..gates.reviews import few
from ..models import ScoreSheet
from ..review_words import Place
from .cells import BETWEEN, lines, plain, unclear

DEDUCTIONS = f"一行一处，按“送达和各项期限{BETWEEN}2{BETWEEN}理由”写：评分项目、扣分、理由；一票否决的扣分写 0"


def deductions_told(sheet: ScoreSheet) -> str:
    return "\n".join(BETWEEN.join((plain(row.item.text), few(row.points), plain(row.reason))) for row in sheet.rows("deductions"))


def deductions_of(text: str) -> Iterator[tuple[str, Decimal, str]]:
    """Item, points and reason of each line."""
    for parts in lines(text):
        try:
            name, points, reason = parts
            yield name, Decimal(points), reason
        except (ValueError, InvalidOperation):
            raise unclear("deductions", BETWEEN.join(parts), DEDUCTIONS) from None


class SheetLedger(Ledger):
    model = ScoreSheet
    title = "案卷评分表台账"
    key = "row_key"
    by = (SUPERVISOR,)
    columns = (
        key_column("评分表序号"),
        Column(
            "评查案卷序号",
            "file",
            kind="record",
            refers_to="oversight.reviewedfile",
            required=True,
            write=lambda each: key_of(each.file),
        ),
        Column("评查人", "reviewer", kind="person", required=True),
        Column("评查顺位", "place", kind="choice", words=Place, required=True),
        Column("分派日期", "opened_on", kind="date", required=True),
        Column("扣分", "deductions", note=DEDUCTIONS, write=deductions_told),
        Column("总体意见", "opinion"),
        Column("得分", "total", kind="number", note="由扣分得出，导入时不读"),
        Column("签名日期", "signed_on", kind="date"),
        state_of(S),
    )

    def case(self, row: dict[str, Any]) -> ScoreSheet:
        file = row["file"]
        return ScoreSheet(unit=file.unit, file=file, title=file.title, **said(row, "reviewer place"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Telling(life, row, person).tell()

    def together(self) -> str:
        return "unit file__unit file__plan__template reviewer deductions__item"


class Telling(Teller):
    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self.in_order(self._acts())

    def _acts(self) -> Iterator[Act]:
        row = self.row
        yield row["signed_on"] or row["opened_on"], 0, self._deduct
        yield from self._on("signed_on", 1, lambda: self._if(S.sign, row["signed_on"], "opinion"))

    def _deduct(self) -> None:
        held = {(plain(row.item.text), row.reason) for row in self.case.rows("deductions")}
        known = {plain(item.text): item for item in self.case.file.plan.template.items.all()}
        for name, points, reason in deductions_of(self.row["deductions"]):
            if name not in known:
                raise ValidationError({"deductions": f"评分标准里没有“{name[:30]}”"})
            if (name, reason) not in held and self._is_open(S.deduct):
                told = {"item": known[name], "points": points, "reason": reason}
                self._take(S.deduct, self.row["signed_on"] or self.row["opened_on"], told)
