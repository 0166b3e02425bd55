"""事前公示台账: one row a body, one column for each thing on the list."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.present.cells import key_column, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import AnnouncementFlow as F
from ..models import Announcement
from ..publicity_words import Announced
from ..roles import KEEPERS

FORM = "按“2026-01-05｜网址”或者“不适用｜理由”写，空白表示没有公示"
NONE = "不适用"


def told(kind: str) -> Callable[[Any], str]:
    def cell(record: Any) -> str:
        row = next((each for each in record.rows("items") if each.kind == kind), None)
        if row is None or row.is_missing:
            return ""
        return f"{NONE}｜{row.not_applicable_because}" if row.announced_on is None else f"{row.announced_on}｜{row.place}"

    return cell


def read(kind: Announced, text: str) -> tuple[str, dict[str, Any]]:
    """Which step a cell tells of, and with what."""
    first, _, rest = (part.strip() for part in text.partition("｜"))
    try:
        if first == NONE and rest:
            return "waive", {"not_applicable_because": rest}
        return "announce", {"announced_on": date.fromisoformat(first), "place": rest}
    except ValueError:
        raise ValidationError({kind.value: f"“{text[:30]}”看不懂，{FORM}"}) from None


class AnnouncementLedger(Ledger):
    model = Announcement
    title = "事前公示台账"
    key = "row_key"
    by = KEEPERS
    same_when = ("body",)
    columns = (
        key_column("事前公示序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        reference("执法主体序号", "body", "enforcement.enforcementbody", required=True),
        Column("登记日期", "opened_on", kind="date", required=True),
        *(Column(kind.label, kind.value, note=FORM, write=told(kind)) for kind in Announced),
        Column("缺项", "missing", note="由系统算出，导入时不读"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> Announcement:
        return Announcement(**said(row, "unit body"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        teller = Telling(life, row, person)
        teller.tell()

    def together(self) -> str:
        return "unit body items"


class Telling(Teller):
    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        for step, given, part in list(self._news()):
            self._take(step, max(self.row["opened_on"], given.get("announced_on") or self.row["opened_on"]), given, part=part)

    def _news(self) -> Iterator[tuple[Any, dict[str, Any], Any]]:
        for row in self.case.rows("items"):
            kind = Announced(row.kind)
            if (text := self.row[kind.value]) and text != told(kind)(self.case) and self._is_open(F.announce):
                name, given = read(kind, text)
                yield getattr(F, name), given, row
