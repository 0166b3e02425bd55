"""What a decision says of itself on paper: each property is one of the elements that the law demands."""

from decimal import Decimal
from typing import Any

from fazhi.kernel.records.fields import shown

from .. import remedies
from ..penalty_rules import FINE_BANK
from ..penalty_words import OF_MONEY, Attendance, PenaltyKind

BY_ITSELF = (PenaltyKind.WARNING, PenaltyKind.CRITICISM)
IN_FIFTEEN_DAYS = "当事人应当自收到本决定书之日起十五日内，到指定的银行或者通过电子支付系统缴纳罚款和没收款"
LATE_FEE = (
    "到期不缴纳罚款的，依照《中华人民共和国行政处罚法》第七十二条第一款第一项，每日按罚款数额的百分之三加处罚款，"
    "加处罚款的数额不得超出罚款的数额"
)


class DecisionTold:
    """Of a decision: plain words made from its fields and parts."""

    @property
    def party_name(self: Any) -> str:
        return self.party.name

    @property
    def party_address(self: Any) -> str:
        return self.party.address

    @property
    def owes_money(self: Any) -> bool:
        return any(row.kind in OF_MONEY for row in self.standing_penalties)

    @shown("处罚种类和内容")
    def content(self: Any) -> str:
        return "；".join(row.said for row in self.standing_penalties)

    @shown("救济告知")
    def remedy_text(self: Any) -> str:
        return remedies.of_decision(self)

    @property
    def performance_told(self: Any) -> str:
        """④: money in fifteen days to the bank; anything else as the deciding head wrote it."""
        others = [row for row in self.standing_penalties if row.kind not in (*OF_MONEY, *BY_ITSELF)]
        if others and not self.pay_terms:
            return ""
        said = [IN_FIFTEEN_DAYS if self.owes_money else "", self.pay_terms]
        return "；".join(filter(None, said)) or "警告、通报批评自本决定书送达之日起执行"

    @property
    def bank_told(self: Any) -> str:
        """⑨: where money is owed, the bank and whether a late fee is added (罚款决定与罚款收缴分离实施办法 第七条)."""
        if not self.owes_money:
            return "不涉及"
        bank = self.pay_bank or FINE_BANK.value()
        fee = LATE_FEE if self.states_late_fee else "逾期缴纳罚款不加处罚款"
        return f"代收机构：{bank}。{fee}。" if bank else ""

    @property
    def defence_told(self: Any) -> str:
        """⑦: what the party said to it, and what became of that."""
        if not self.notified_on:
            return ""
        said = [f"{row.content}。经复核，{row.get_accepted_display()}：{row.reason}" for row in self.rows("statements")]
        if self.had_hearing:
            said.append(f"本机关依当事人要求组织了听证，听证意见：{self.last_hearing.get_result_display()}")
        elif self.last_hearing and self.last_hearing.attendance == Attendance.ABSENT:
            said.append("当事人无正当理由拒不出席听证，视为放弃听证权利")
        told = (
            f"本机关已依法告知当事人拟作出的行政处罚内容及事实、理由、依据（{self.notice_no}）。"
            if self.notice_no
            else "本机关已依法告知。"
        )
        if not said:
            said = ["当事人书面放弃陈述、申辩" if self.waiver_doc else "当事人在规定期限内未提出陈述、申辩"]
        return told + "；".join(said) + "。"

    @property
    def discretion_told(self: Any) -> str:
        """⑧: which benchmark, and why this much."""
        if not self.discretion_text.strip():
            return ""
        ref = f"适用{self.discretion_ref}：" if self.discretion_ref else ""
        why = f"，{self.get_tendency_display()}处罚（{self.tendency_ground}）" if self.tendency_ground else ""
        return f"{ref}{self.discretion_text}{why}"

    @property
    def amount_owed(self: Any) -> Decimal:
        return self.fine + self.confiscated

    # What papers ask before they can be made

    @property
    def hearing_notice(self: Any) -> Any:
        return (self.last_hearing and self.last_hearing.notice_no) or None

    @property
    def hearing_minutes(self: Any) -> Any:
        return (self.last_hearing and self.last_hearing.minutes) or None

    @property
    def hearing_report(self: Any) -> Any:
        return (self.last_hearing and self.last_hearing.report) or None

    @property
    def review_done(self: Any) -> Any:
        return self.last_review

    @property
    def discussed(self: Any) -> Any:
        rows = self.rows("discussions")
        return rows[-1] if rows else None

    @property
    def execution_told(self: Any) -> str:
        """How it ended, for the closing form."""
        if self.termination:
            return f"终结执行（{self.get_termination_display()}）"
        if self.revoked_on:
            return f"已变更、撤销（{self.revoked_by}）"
        return f"已缴纳 {self.paid:,} 元" if self.paid else "已执行"
