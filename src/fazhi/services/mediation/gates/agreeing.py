"""Rules 5–9 and 15: what an agreement must be before it is one."""

from typing import TYPE_CHECKING, Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, asked_gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..words import IN_INK, LABOUR_KINDS, DisputeKind, Result, SignMethod

if TYPE_CHECKING:
    from ..models import Dispute


WRITTEN_BY_LAW = {
    **dict.fromkeys(LABOUR_KINDS, ("劳动争议", "劳动争议调解仲裁法 第十四条第一款")),
    DisputeKind.MEDICAL: ("医疗纠纷", "医疗纠纷预防和处理条例 第三十九条"),
    DisputeKind.LAND: ("农村土地承包经营纠纷", "农村土地承包经营纠纷调解仲裁法 第十条第一款"),
}


class WrittenByLaw(Gate):
    """Labour, medical and rural land disputes: the agreement “应当制作调解协议书”.

    山林土地纠纷 is wider than 土地承包经营纠纷: whoever writes another matter into 细类 is not held to that law.
    """

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        if case.kind not in WRITTEN_BY_LAW or (case.kind == DisputeKind.LAND and case.subtype and "承包" not in case.subtype):
            return None
        what, law = WRITTEN_BY_LAW[case.kind]
        other = "；不是土地承包经营纠纷的，请先更正“细类”" if case.kind == DisputeKind.LAND else ""
        return NotAllowed(f"{what}达成协议的，应当制作调解协议书，不能采取口头协议", law, mends=f"请办理“达成书面协议”{other}")


may_be_oral = WrittenByLaw()


@part_gate("口头协议须由当事人表示无需制作调解协议书", law="人民调解法 第二十八条")
def paper_is_waived(dispute: "Dispute", part: Any) -> bool:
    return part.is_paper_waived


EVERYBODY = {"双方", "各方", "双方当事人", "各方当事人"}


@part_gate("条款的义务人、权利人应当是本案当事人", law="人民调解法 第二十九条第一款第三项")
def binds_parties(dispute: "Dispute", part: Any) -> bool | str:
    known = EVERYBODY.union(*(party.speaks_as for party in dispute.living_parties))
    strangers = sorted({name for name in part.obligors | part.obligees if name not in known})
    return not strangers or f"{'、'.join(strangers)}不是本案当事人；要由他人履行的，请先把他补登为当事人"


@part_gate("这一条已经写进协议，不能撤下；要改的，请办理“变更协议”")
def is_only_proposed(dispute: "Dispute", part: Any) -> bool:
    return part.is_proposed


@gate(
    "还没有记录协议条款：谁、向谁、做什么、什么时候",
    law="人民调解法 第二十九条第一款第三项",
    mended_by="settle_term propose_term hold",
)
def has_terms(dispute: "Dispute") -> bool:
    return bool(dispute.proposed_terms)


@asked_gate("协议金额为零的，请写明不涉及金额的原因；协议金额只按条款合计，不按诉求金额")
def amount_is_explained(dispute: "Dispute") -> bool:
    return any(term.amount for term in dispute.proposed_terms) or bool(dispute.no_amount_reason.strip())


@part_gate("协议涉及婚姻、收养、继承等人身关系，不适用电子签名，请打印后签名盖章再扫描", law="电子签名法 第三条")
def ink_for_status(dispute: "Dispute", part: Any) -> bool:
    return part.sign_method != SignMethod.ELECTRONIC or not any(term.kind in IN_INK for term in dispute.proposed_terms)


@part_gate("各方当事人和调解员都签名之后，才算达成书面协议", law="人民调解法 第二十九条第二款")
def is_signed(dispute: "Dispute", part: Any) -> bool:
    return bool(part.parties_signed_on and part.mediator_signed_on)


@part_gate("协议已经生效，签章日期不能再改", law="人民调解法 第二十九条第二款")
def is_not_yet_in_effect(dispute: "Dispute", part: Any) -> bool:
    return part.effective_on is None


@gate("原协议还没有生效；签章不齐的，请先办理“签章齐全”", law="民法典 第五百四十三条", mended_by="seal")
def is_in_effect_already(dispute: "Dispute") -> bool:
    return dispute.effective_on is not None


@gate("已有部分协议生效，请办理“其余事项调解不成”，原部分协议继续履行", law="人民调解法 第三十一条第一款")
def nothing_is_agreed_yet(dispute: "Dispute") -> bool:
    return not dispute.standing_terms


@gate("还没有部分协议，请按“调解不成”办理", law="人民调解法 第二十六条")
def a_part_is_agreed(dispute: "Dispute") -> bool:
    return bool(dispute.standing_terms)


@part_gate("协议书应当由当事人各执一份，调委会留存一份，份数不足", law="人民调解法 第二十九条第二款")
def copies_suffice(dispute: "Dispute", part: Any) -> bool | str:
    least = len(dispute.living_parties) + 1
    return (part.copies or 0) >= least or f"协议书至少要 {least} 份：当事人各执一份，调委会留存一份"


@gate("有疑似虚假调解的情形，请先完成核查并写明结论", law="人民法院在线调解规则 第二十三条", mended_by="check_sham")
def sham_is_checked(dispute: "Dispute") -> bool:
    return not {"kin_debt", "enforcement"} & set(dispute.circumstances) or bool(dispute.sham_check.strip())


@gate("不是调解不成的案件", law="人民调解法 第二十六条")
def has_failed(dispute: "Dispute") -> bool:
    return dispute.result == Result.FAILED


@asked_gate("调解不成的，应当告知当事人可以通过仲裁、行政、司法等途径维护权利", law="人民调解法 第二十六条")
def routes_are_told(dispute: "Dispute") -> bool:
    return dispute.routes_told is True


@part_gate("部分协议请勾选“部分协议”，并写明没有达成一致的事项", law="人民调解法 第二十九条第一款")
def says_what_is_left(dispute: "Dispute", part: Any) -> bool:
    return part.is_partial
