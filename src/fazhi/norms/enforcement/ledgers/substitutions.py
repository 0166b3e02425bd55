"""代履行台账."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.leading import Act, Teller
from fazhi.kernel.present.cells import NUMBER, key_column, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..execution_words import Harm
from ..flow import SubstitutionFlow as F
from ..models import Substitution
from ..roles import HANDLERS
from .cells import of_matter, of_officer

PLAN = "way planned_on subject budget performer is_third_party has_no_interest basis"
WATCHED = "first second signed_by party_was_present performed_on"


class SubstitutionLedger(Ledger):
    model = Substitution
    title = "代履行台账"
    key = "row_key"
    by = HANDLERS
    columns = (
        key_column("代履行序号"),
        NUMBER,
        of_matter(),
        Column("当事人", "party", required=True, note="与案件台账一致", write=lambda each: each.party.name),
        Column("要求履行义务的决定文号", "order_no", required=True),
        Column("应当履行的义务", "duty", required=True),
        Column("履行期限", "duty_due", kind="date", required=True),
        Column("不履行的后果", "harm", kind="choice", words=Harm, required=True),
        Column("已经或者将要造成的危害", "harm_told", required=True),
        Column("需要立即清除", "is_immediate", kind="yes_no"),
        Column("提出日期", "opened_on", kind="date", required=True),
        Column("催告书送达日期", "urged_on", kind="date"),
        Column("催告书载明的履行期限", "urged_until", kind="date"),
        Column("催告后的陈述申辩", "urge_answer"),
        Column("决定日期", "decided_on", kind="date"),
        Column("依据", "basis"),
        Column("方式", "way"),
        Column("代履行日期", "planned_on", kind="date"),
        Column("标的", "subject"),
        Column("费用预算", "budget", kind="money"),
        Column("代履行人", "performer"),
        Column("委托第三人", "is_third_party", kind="yes_no"),
        Column("第三人没有利害关系", "has_no_interest", kind="yes_no"),
        Column("决定书送达日期", "served_on", kind="date"),
        Column("代履行前催告日期", "reminded_on", kind="date"),
        Column("实施日期", "performed_on", kind="date"),
        of_officer("监督人员一序号", "first"),
        of_officer("监督人员二序号", "second"),
        Column("签名情况", "signed_by"),
        Column("当事人在场", "party_was_present", kind="yes_no"),
        Column("事后通知日期", "told_on", kind="date"),
        Column("实际费用", "cost", kind="money"),
        Column("费用构成", "cost_told"),
        Column("费用缴清日期", "paid_on", kind="date"),
        Column("费用处理", "cost_note"),
        Column("停止的理由", "stopped_because"),
        Column("结束日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> Substitution:
        case = row["matter"]
        party = next((each for each in case.rows("parties") if each.name == row["party"]), None)
        if party is None:
            raise ValidationError({"party": f"{case}没有当事人“{row['party']}”"})
        return Substitution(
            unit=case.unit, case=case, party=party, **said(row, "order_no duty duty_due harm harm_told is_immediate")
        )

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Telling(life, row, person).tell()

    def together(self) -> str:
        return "unit case party first second"


class Telling(Teller):
    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self.in_order(self._acts())

    def _acts(self) -> Iterator[Act]:
        row = self.row
        yield from self._on("urged_on", 0, self._urge)
        if row["urge_answer"] and row["urged_on"] and not self.case.urge_answer:
            yield row["urged_on"], 1, lambda: self._if(F.answer_urge, row["urged_on"], "urge_answer")
        yield from self._on("decided_on", 2, self._decide)
        yield from self._on("served_on", 3, lambda: self._if(F.serve, row["served_on"], "served_on"))
        yield from self._on("reminded_on", 4, self._remind)
        if not row["is_immediate"]:
            yield from self._on("performed_on", 5, lambda: self._if(F.perform, row["performed_on"], *WATCHED.split()))
        yield from self._on("told_on", 6, self._tell)
        yield from self._on("closed_on", 7, self._end)

    def _urge(self) -> None:
        if not self.case.urged_on:
            self._if(F.urge, self.row["urged_on"], "urged_on", "urged_until")

    def _decide(self) -> None:
        if self.row["is_immediate"]:
            plan = ("way", "performer", "is_third_party", "has_no_interest", *WATCHED.split())
            self._if(F.decide_at_once, self.row["decided_on"], *plan)
        else:
            self._if(F.decide, self.row["decided_on"], *PLAN.split())

    def _remind(self) -> None:
        if not self.case.reminded_on:
            self._if(F.remind, self.row["reminded_on"], "reminded_on")

    def _tell(self) -> None:
        if not self.case.told_on:
            self._if(F.tell, self.row["told_on"], "told_on")

    def _end(self) -> None:
        day = self.row["closed_on"]
        if self.row["state"] == "stopped":
            self._if(F.stop, day, "stopped_because")
            return
        if self.row["cost"] is not None and self.case.cost is None:
            self._if(F.reckon, day, "cost", "cost_told")
        self._if(F.close, day, "paid_on", "cost_note")
