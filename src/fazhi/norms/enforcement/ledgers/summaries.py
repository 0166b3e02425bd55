"""当场处罚台账（简易程序）."""

from collections.abc import Iterator
from typing import Any

from fazhi.kernel.flow.leading import Act, Teller
from fazhi.kernel.present.cells import NUMBER, key_column, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..execution_words import CollectGround, PaidBy
from ..flow import SpotPenaltyFlow as F
from ..models import SpotPenalty
from ..models.summaries import SUMMARY_KINDS
from ..penalty_words import PartyKind, Profile
from ..roles import HANDLERS
from .cells import of_item, of_officer, of_provision

GIVEN = (
    "unit item body profile first second decided_on act_place facts violated basis penalty fine discretion_ref kind name id_number credit_code "
    "legal_representative phone address guardian shown_and_told statement refused_to_sign correction_order"
)


class SpotPenaltyLedger(Ledger):
    model = SpotPenalty
    title = "当场处罚台账（简易程序）"
    key = "row_key"
    by = HANDLERS
    same_when = ("unit", "decided_on", "name", "item", "fine")
    columns = (
        key_column("处罚序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        of_item(),
        reference("执法主体序号", "body", "enforcement.enforcementbody", required=True),
        Column("程序规定", "profile", kind="choice", words=Profile),
        of_officer("执法人员一序号", "first", required=True),
        of_officer("执法人员二序号", "second", required=True),
        Column("处罚日期", "decided_on", kind="date", required=True),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("地点", "act_place", required=True),
        Column("违法事实和证据", "facts", required=True),
        of_provision("违则依据序号", "violated"),
        of_provision("罚则依据序号", "basis", required=True),
        Column("处罚种类", "penalty", kind="choice", words={label: value for value, label in SUMMARY_KINDS}, required=True),
        Column("罚款金额", "fine", kind="money"),
        Column("适用的裁量基准", "discretion_ref"),
        Column("当事人类型", "kind", kind="choice", words=PartyKind, required=True),
        Column("当事人", "name", required=True),
        Column("公民身份号码", "id_number", kind="citizen_number"),
        Column("统一社会信用代码", "credit_code"),
        Column("法定代表人", "legal_representative"),
        Column("电话", "phone", kind="phone"),
        Column("地址", "address"),
        Column("监护人", "guardian"),
        Column("已出示证件并告知", "shown_and_told", kind="yes_no", required=True),
        Column("陈述申辩和复核", "statement"),
        Column("拒绝签收", "refused_to_sign", kind="yes_no"),
        Column("责令改正", "correction_order"),
        Column("报备日期", "reported_on", kind="date"),
        Column("缴款日期", "paid_on", kind="date"),
        Column("缴款渠道", "paid_by", kind="choice", words=PaidBy),
        Column("当场收缴理由", "collect_ground", kind="choice", words=CollectGround),
        Column("财政票据号", "receipt_no"),
        Column("交至机关日期", "handed_in_on", kind="date"),
        Column("缴付银行日期", "banked_on", kind="date"),
        Column("撤销的依据", "revoked_by"),
        Column("结案日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> SpotPenalty:
        return SpotPenalty(**said(row, *GIVEN.split()))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        SpotTelling(life, row, person).tell()

    def together(self) -> str:
        return "unit item body first second violated basis"


class SpotTelling(Teller):
    """What the row says of a penalty on the spot, in the order of its days."""

    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self.in_order(self._acts())

    def _acts(self) -> Iterator[Act]:
        row, case = self.row, self.case
        if not case.reported_on:
            yield from self._on("reported_on", 0, lambda: self._if(F.report, row["reported_on"]))
        if not case.paid_on:
            asked = ("paid_on", "paid_by", "collect_ground", "receipt_no")
            yield from self._on("paid_on", 1, lambda: self._if(F.pay, row["paid_on"], *asked))
        if not case.handed_in_on:
            yield from self._on("handed_in_on", 2, lambda: self._if(F.hand_in, row["handed_in_on"], "handed_in_on"))
        if not case.banked_on:
            yield from self._on("banked_on", 3, lambda: self._if(F.bank, row["banked_on"], "banked_on"))
        last = F.revoke if row["state"] == "revoked" else F.close
        yield from self._on(
            "closed_on", 4, lambda: self._if(last, row["closed_on"], *(("revoked_by",) if last is F.revoke else ()))
        )
