"""What must hold before a case is kept, closed and filed."""

from datetime import date
from typing import TYPE_CHECKING, Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, asked_gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from .. import filing
from ..words import Judgment, Route

if TYPE_CHECKING:
    from ..models import Dispute

NEW_SECURITY_LAW = date(2026, 1, 1)


@gate("还有条款没有履行", law="人民调解法 第三十一条第二款", mended_by="perform")
def all_is_performed(dispute: "Dispute") -> bool | str:
    left = len(dispute.unperformed_terms)
    return not left or f"还有 {left} 条没有登记履行"


@part_gate("只有已经写进有效协议的条款才能登记履行", law="人民调解法 第三十一条第一款")
def is_binding(dispute: "Dispute", part: Any) -> bool:
    return part in dispute.standing_terms


@part_gate("这一条已经登记履行，不能再登记一次")
def is_not_performed_yet(dispute: "Dispute", part: Any) -> bool:
    # The step has set the day on `part` already; the row as it was is another object, but in a ledger's life.
    return not any(term == part and term is not part and term.performed_on for term in dispute.standing_terms)


@part_gate("没有收取这份证据的原件，或者已经退还")
def original_is_here(dispute: "Dispute", part: Any) -> bool:
    return part.is_kept and not any(row == part and row is not part and row.is_returned for row in dispute.rows("evidence"))


@gate("还有收取的原件没有退还", mended_by="return_original")
def originals_are_returned(dispute: "Dispute") -> bool | str:
    return not dispute.originals or f"还有 {dispute.originals} 份收取的原件没有退还，请先办理“退还原件”"


@part_gate("这份调解记录已经签字", law="人民调解法 第二十七条")
def is_not_signed_yet(dispute: "Dispute", part: Any) -> bool:
    return not part.is_signed


@gate("没有当事人起诉，不能登记裁判结果", law="人民调解法 第三十二条", mended_by="sue")
def was_sued(dispute: "Dispute") -> bool:
    return dispute.sued_on is not None


@asked_gate("撤销协议、确认无效的，请办理“协议被撤销或者确认无效”", law="民法典 第一百五十五条")
def leaves_the_agreement(dispute: "Dispute") -> bool:
    return dispute.judgment != Judgment.VOID


@asked_gate("转介要把当事人的信息提供给接收单位，须经当事人同意", law="个人信息保护法 第二十三条")
def guide_is_consented(dispute: "Dispute") -> bool:
    return dispute.consents_to_guide


@asked_gate("这条途径不适合本案")
def route_fits(dispute: "Dispute") -> bool | str:
    """What the law asks of a route; the others are open to all."""
    pays = any(term.amount for term in dispute.standing_terms)
    fits, sentence = {
        Route.ARBITRATION: (dispute.is_labour, "只有劳动争议由本平台转介仲裁；其他纠纷须双方有仲裁协议"),
        Route.PAYMENT_ORDER: (pays, "没有约定给付金钱，不能申请支付令"),
        Route.NOTARY: (pays, "没有约定给付内容，不能办理赋予强制执行效力的公证"),
    }.get(dispute.route, (True, ""))
    return fits or sentence


@part_gate("公安机关没有立治安案件，不需要出具", law="治安管理处罚法 第九条")
def is_security_case(dispute: "Dispute", part: Any) -> bool:
    return part.is_security_case


class UnderTheNewLaw(Gate):
    """The law of 2025 has let a performed agreement of a committee stand in the place of a penalty since its first day."""

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        if act is None or act.on >= NEW_SECURITY_LAW:
            return None
        return NotAllowed("2025年修订的治安管理处罚法自2026年1月1日起施行，此前没有这一规定", "治安管理处罚法 第九条")


under_the_new_law = UnderTheNewLaw()


class VisitedOrTold(Gate):
    """A case is closed after the follow-up, or with the reason why there was none."""

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        if case.last_visit_on or (act and act.reason.strip()):
            return None
        return NotAllowed("办结之前应当回访；确实不能回访的，请写明理由", "人民调解法 第三十一条第二款", mended_by="visit")


visited_or_told = VisitedOrTold()


@gate("卷宗材料不齐", law="人民调解法 第二十七条", mended_by="complete_party add_record sign_record tell_routes seal")
def file_is_complete(dispute: "Dispute") -> bool | str:
    lacks = filing.missing(dispute)
    return not lacks or f"卷宗还缺：{'、'.join(lacks)}"
