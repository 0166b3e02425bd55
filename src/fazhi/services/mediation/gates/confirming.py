"""司法确认: what a court will not confirm, and until when it may be asked."""

from datetime import date
from typing import TYPE_CHECKING, Any

from fazhi.kernel.calendar import Days, UnknownYear
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..words import ConfirmationResult, TermKind
from .online import online_part_gate

if TYPE_CHECKING:
    from ..models import Dispute

CONFIRM = Days(30, law="人民调解法 第三十三条第一款")
EXPLAINED = "民事诉讼法解释"


@gate("协议涉及身份关系的，人民法院不予受理司法确认申请", law=f"{EXPLAINED} 第三百五十五条第一款第三项")
def concerns_no_status(dispute: "Dispute") -> bool:
    return not any(term.kind == TermKind.STATUS for term in dispute.standing_terms)


@gate("协议内容涉及物权、知识产权确权的，人民法院不予受理司法确认申请", law=f"{EXPLAINED} 第三百五十五条第一款第五项")
def concerns_no_ownership(dispute: "Dispute") -> bool:
    return not any(term.kind == TermKind.OWNERSHIP for term in dispute.standing_terms)


@gate("协议涉及破产、公示催告等程序的，人民法院不予受理司法确认申请", law=f"{EXPLAINED} 第三百五十五条第一款第四项")
def concerns_no_other_procedure(dispute: "Dispute") -> bool:
    return not any(term.kind == TermKind.PROCEDURE for term in dispute.standing_terms)


@gate("协议内容不明确，人民法院不能确认", law=f"{EXPLAINED} 第三百五十八条第一款第五项")
def terms_are_clear(dispute: "Dispute") -> bool | str:
    vague = [f"第{n}条缺{term.vagueness}" for n, term in enumerate(dispute.standing_terms, start=1) if term.vagueness]
    return not vague or f"协议内容不明确：{'；'.join(vague)}"


@gate("协议还没有生效，不能申请司法确认", law="人民调解法 第三十三条第一款", mended_by="seal")
def is_in_effect(dispute: "Dispute") -> bool:
    return dispute.effective_on is not None


@part_gate("司法确认由双方当事人共同申请", law="民事诉讼法 第二百零五条")
def is_joint(dispute: "Dispute", part: Any) -> bool:
    return part.is_joint


@part_gate("司法确认须双方自愿、内容真实，请先向双方核实", law=f"{EXPLAINED} 第三百五十八条第一款第四项")
def is_voluntary(dispute: "Dispute", part: Any) -> bool:
    return part.is_voluntary


@online_part_gate(
    "违反法律强制性规定，损害国家利益、社会公共利益或者他人合法权益，违背公序良俗的，人民法院不予确认，请先核对",
    law=f"{EXPLAINED} 第三百五十八条第一款第一项",
)
def is_lawful(dispute: "Dispute", part: Any) -> bool:
    return part.is_lawful


@online_part_gate("不予受理、驳回的，请按裁定书选择理由")
def grounds_are_told(dispute: "Dispute", part: Any) -> bool:
    needed = part.result in (ConfirmationResult.REJECTED, ConfirmationResult.NOT_ACCEPTED)
    return not needed or bool(part.refused_for)


@part_gate("这一次司法确认，法院已经受理或者裁定，不能重复登记")
def awaits_acceptance(dispute: "Dispute", part: Any) -> bool:
    return part.accepted_on is None and part.decided_on is None


@part_gate("这一次司法确认，法院已经裁定，不能重复登记")
def awaits_decision(dispute: "Dispute", part: Any) -> bool:
    return part.decided_on is None


@gate("人民法院已经确认协议有效，不用再申请", law="民事诉讼法 第二百零六条")
def is_not_confirmed_yet(dispute: "Dispute") -> bool:
    return dispute.confirmation != ConfirmationResult.VALID


class WithinThirtyDays(Gate):
    """Joint confirmation within thirty days from the day of effect."""

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        if not case.effective_on or act is None:
            return None
        last = last_day(case.effective_on)
        sentence = f"司法确认应当自协议生效之日起三十日内申请，最后一日是 {last}"
        return NotAllowed(sentence, CONFIRM.law) if act.on > last else None


def last_day(effective: date) -> date:
    """The last day of the thirty; without rolling over rest days while next year's are not announced."""
    try:
        return CONFIRM.due(effective)
    except UnknownYear:
        return CONFIRM.full(effective)


in_time_for_confirmation = WithinThirtyDays()

# Not by one side alone, not too late, not about what a court will not confirm. The effect comes first: without it no day runs.
CONFIRMABLE = (
    is_in_effect,
    is_not_confirmed_yet,
    in_time_for_confirmation,
    is_joint,
    is_voluntary,
    is_lawful,
    concerns_no_status,
    concerns_no_other_procedure,
    concerns_no_ownership,
    terms_are_clear,
)
