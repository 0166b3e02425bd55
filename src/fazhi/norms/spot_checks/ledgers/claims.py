"""监管事项认领表: who was asked to claim what, what came of it, and by which list it is checked."""

from typing import Any

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.flow.lives import has_come
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
        Column("不认领日期", "declined_on", kind="date"),
        Column("不认领的理由", "declined_because"),
        reference("检查实施清单编码", "check_list", "spot_checks.checklist"),
        Column("清单编制日期", "drawn_up_on", kind="date"),
        Column("清单发布日期", "listed_on", kind="date"),
        Column("办结日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> ItemClaim:
        return ItemClaim(**said(row, "unit supervised"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        told = Claim(life, row, person)
        told._begin_on(row["opened_on"])
        told.decline()
        told._climb(
            ((F.claim, "claimed_on", "power_code"), (F.draw_up, "drawn_up_on", "check_list"), (F.approve_list, "listed_on", ""))
        )
        told.give_up()

    def together(self) -> str:
        return "unit supervised check_list"


class Claim(Teller):
    """What the row says of a claim beside its straight way: that it was declined, and how it ended."""

    def decline(self) -> None:
        row = self.row
        if row["declined_on"] and not row["claimed_on"] and self._is_open(F.decline):
            has_come(F.decline.label, row["declined_on"])
            self.life.take(F.decline, self.person, row["declined_on"], {}, row["declined_because"])

    def give_up(self) -> None:
        for step in (F.release, F.end):
            if self.row["state"] == step.target.name and self._is_open(step):
                self._take(step, self._day("closed_on", step))
