"""监管事项认领表: who was asked to claim what, what came of it, and by which list it is checked."""

from typing import Any

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.present.cells import key_column, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow.claims import ItemClaimFlow as F
from ..models import ItemClaim
from ..roles import KEEPERS


class ItemClaimLedger(Ledger):
    model = ItemClaim
    title = "监管事项认领表"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("认领序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        reference("监管事项编码", "supervised", "spot_checks.supervisionitem", True),
        Column("分派日期", "opened_on", kind="date", required=True),
        Column("执法事项编码", "power_code"),
        Column("认领日期", "claimed_on", kind="date"),
        reference("检查实施清单编码", "check_list", "spot_checks.checklist"),
        Column("清单发布日期", "listed_on", kind="date"),
        Column("办结日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> ItemClaim:
        return ItemClaim(**said(row, "unit supervised"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        told = Teller(life, row, person)
        told._begin_on(row["opened_on"])
        told._climb(
            ((F.claim, "claimed_on", "power_code"), (F.draw_up, "listed_on", "check_list"), (F.approve_list, "listed_on", ""))
        )

    def together(self) -> str:
        return "unit supervised check_list"
