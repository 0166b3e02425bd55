"""行政执法统计年报台账: what was told by hand comes in; what is counted is counted here, again."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.present.cells import key_column, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow.statistics import YearReportFlow as F
from ..models import YearReport
from ..roles import KEEPERS
from ..statistics_words import CellKind
from .cells import lines

FORM = "一行一项，按“行政许可 120 0 政务服务平台”写：项目、宗数、金额、依据"
TOLD = "台账登记"


def by_hand(report: YearReport) -> str:
    rows = [row for row in report.rows("cells") if not row.is_counted and row.amount]
    return "\n".join(
        f"{row.get_kind_display()} {row.amount} {(row.money or Decimal(0)).normalize():f} {row.source}" for row in rows
    )


def counted(report: YearReport) -> str:
    rows = [row for row in report.rows("cells") if row.is_counted]
    return "\n".join(f"{row.get_kind_display()} {row.amount}" + (f" {row.money:f}元" if row.money else "") for row in rows)


def told_of(text: str) -> Iterator[tuple[CellKind, dict[str, Any]]]:
    """Kind, amount, money and source of each line."""
    kinds = {str(label): CellKind(value) for value, label in CellKind.choices}
    for line in lines(text):
        name, amount, money, source = (*line.split(maxsplit=3), "", "", "", "")[:4]
        try:
            yield kinds[name], {"amount": int(amount), "money": Decimal(money or 0), "source": source}
        except (KeyError, ValueError, InvalidOperation):
            raise ValidationError({"by_hand": f"“{line[:30]}”看不懂，{FORM}"}) from None


class YearReportLedger(Ledger):
    model = YearReport
    title = "行政执法统计年报台账"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("年报序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        reference("执法机关序号", "body", "enforcement.enforcementbody", required=True),
        Column("年度", "year", kind="whole", required=True),
        Column("汇总日期", "opened_on", kind="date", required=True),
        Column("手工填报", "by_hand", note=FORM, write=by_hand),
        Column("由记录统计", "counted", note="由系统统计，导入时不读", write=counted),
        Column("公开日期", "published_on", kind="date", note="在系统里办理，导入时不读"),
        Column("公开网址", "address", note="在系统里办理，导入时不读"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> YearReport:
        return YearReport(**said(row, "unit", "body", "year"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        """It comes in to be checked here: signing and publishing are nobody's else to tell."""
        if life.case.version == 0:
            has_come("汇总年报", row["opened_on"])
            life.begin(person, row["opened_on"])
        cells = {cell.kind: cell for cell in life.case.rows("cells")}
        for kind, told in told_of(row["by_hand"]):
            cell = cells.get(kind)
            if cell is None or (cell.amount, cell.source) == (told["amount"], told["source"]):
                continue
            life.take(F.tell, person, row["opened_on"], told, TOLD, cell)

    def together(self) -> str:
        return "unit body cells"
