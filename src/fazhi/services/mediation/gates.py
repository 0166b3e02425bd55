"""What a dispute may not do: each refusal with the sentence its user reads, and the article."""

from typing import TYPE_CHECKING, Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, HereAndNow, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from . import filing
from .rules import REPORT_HOURS, REPORT_PEOPLE
from .words import LABOUR_KINDS, AgentKind, Consent, DisputeKind, Performance, Risk, SessionForm, Signal, SignMethod, TermKind

if TYPE_CHECKING:
    from .models import Dispute, DisputeLead


# --- 1–4: who is in it ------------------------------------------------------------------------------------------------------


@gate("调解至少要有两方当事人，请补齐各方当事人", law="人民调解法 第二条")
def two_sides(dispute: "Dispute") -> bool:
    return len({party.side for party in dispute.rows("parties")}) >= 2


@gate("未成年人、限制民事行为能力人须有法定代理人代为参加调解", law="民法典 第十九条")
def minors_are_represented(dispute: "Dispute") -> bool | str:
    alone = [party.name[:1] + "某" for party in dispute.rows("parties") if party.needs_guardian and not party.agent]
    return not alone or f"{'、'.join(alone)}没有完全民事行为能力，须由法定代理人代为参加调解"


@gate("法定代理人是对方当事人的，不能代理，请由其他监护人代理", law="民法典 第二十三条")
def guardians_are_not_opponents(dispute: "Dispute") -> bool:
    parties = dispute.rows("parties")
    sides = {party.name: party.side for party in parties}
    return not any(party.needs_guardian and sides.get(party.agent, party.side) != party.side for party in parties)


def _agents_may_settle(dispute: "Dispute") -> bool:
    return not any(party.agent_kind == AgentKind.ENTRUSTED and not party.special_authority for party in dispute.rows("parties"))


agents_may_settle = HereAndNow(
    _agents_may_settle, "委托代理人代为达成协议，须有当事人的特别授权", law="民事诉讼法 第六十二条第二款"
)


@gate("一方当事人明确拒绝调解的，不得调解", law="人民调解法 第十七条")
def nobody_refused(dispute: "Dispute") -> bool:
    return all(party.consent != Consent.REFUSES for party in dispute.rows("parties"))


@gate("还没有征得各方当事人同意", law="人民调解法 第二十三条第二项")
def all_consent(dispute: "Dispute") -> bool | str:
    waiting = [party.name[:1] + "某" for party in dispute.rows("parties") if party.consent != Consent.AGREES]
    return not waiting or f"{'、'.join(waiting)}还没有同意调解"


@gate("没有当事人拒绝调解，不能按一方拒绝办理", law="人民调解法 第十七条")
def somebody_refused(dispute: "Dispute") -> bool:
    return any(party.consent == Consent.REFUSES for party in dispute.rows("parties"))


@part_gate("调解员与当事人有利害关系的，须披露并经各方当事人同意", law="人民调解法 第二十三条第一项")
def interest_is_accepted(dispute: "Dispute", part: Any) -> bool:
    return not part.disclosure.strip() or part.all_agreed


@part_gate("邀请他人参加调解，须征得当事人同意", law="人民调解法 第二十条第一款")
def parties_agree_to_guest(dispute: "Dispute", part: Any) -> bool:
    return part.parties_agreed


@gate("没有可以主持的调解员，请先指定或者由当事人选择", law="人民调解法 第十九条")
def somebody_presides(dispute: "Dispute") -> bool:
    return any(not row.is_recused for row in dispute.rows("mediators"))


# --- 10, 14: how it is mediated ---------------------------------------------------------------------------------------------


@gate("调解之前应当先告知当事人权利和义务", law="人民调解法 第二十三条")
def rights_are_told(dispute: "Dispute") -> bool:
    return dispute.rights_told_on is not None


@part_gate("有家庭暴力信号，没有人身安全预案的，不得面对面调解", law="反家庭暴力法 第二十三条")
def no_violence_face_to_face(dispute: "Dispute", part: Any) -> bool:
    return Signal.DOMESTIC not in dispute.signals or part.form != SessionForm.FACE or bool(dispute.safety_plan.strip())


def _is_reported(dispute: "Dispute") -> bool | str:
    why = "" if dispute.reported_at else dispute.must_be_reported
    return not why or f"{why}：应当按重大纠纷在 {REPORT_HOURS.value()} 小时内报告县级司法行政机关（{REPORT_PEOPLE}），尚未报告"


major_is_reported = HereAndNow(_is_reported, "重大纠纷尚未报告县级司法行政机关", law="人民调解法 第二十五条")


def _is_not_red(lead: "DisputeLead") -> bool:
    return lead.risk != Risk.RED


red_is_more_than_watched = HereAndNow(
    _is_not_red, "红色风险的线索，应当移送公安或者上报，不能只作持续关注", law="人民调解法 第二十五条"
)


@gate(
    "劳动争议自收到申请之日起十五日未达成协议的，当事人即可申请仲裁，这一期限不因中止停止计算",
    law="劳动争议调解仲裁法 第十四条第三款",
)
def is_not_labour(dispute: "Dispute") -> bool:
    return not dispute.is_labour


@gate("只有医疗纠纷超过调解期限视为调解不成", law="医疗纠纷预防和处理条例 第三十八条")
def is_medical(dispute: "Dispute") -> bool:
    return dispute.is_medical


@gate("延长调解期限，须经各方当事人同意并写明同意日期", law="人民调解法 第二十三条第二项")
def consent_to_extend(dispute: "Dispute") -> bool:
    return dispute.consented_on is not None


# --- 5–9, 15: what is agreed ------------------------------------------------------------------------------------------------

WRITTEN_BY_LAW = {
    **dict.fromkeys(LABOUR_KINDS, ("劳动争议", "劳动争议调解仲裁法 第十四条第一款")),
    DisputeKind.MEDICAL: ("医疗纠纷", "医疗纠纷预防和处理条例 第三十九条"),
    DisputeKind.LAND: ("农村土地承包经营纠纷", "农村土地承包经营纠纷调解仲裁法 第十条第一款"),
}


class WrittenByLaw(Gate):
    """Labour, medical and rural land disputes: the agreement “应当制作调解协议书”."""

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        if case.kind not in WRITTEN_BY_LAW:
            return None
        what, law = WRITTEN_BY_LAW[case.kind]
        return NotAllowed(f"{what}达成协议的，应当制作调解协议书，不能采取口头协议", law, mends="请办理“达成书面协议”")


may_be_oral = WrittenByLaw()


@part_gate("口头协议须由当事人表示无需制作调解协议书", law="人民调解法 第二十八条")
def paper_is_waived(dispute: "Dispute", part: Any) -> bool:
    return part.is_paper_waived


@gate("还没有记录协议条款：谁、向谁、做什么、什么时候", law="人民调解法 第二十九条第一款第三项")
def has_terms(dispute: "Dispute") -> bool:
    return bool(dispute.rows("terms"))


@gate("协议金额为零的，请写明不涉及金额的原因；协议金额只按条款合计，不按诉求金额")
def amount_is_explained(dispute: "Dispute") -> bool:
    return dispute.sum_of_terms > 0 or bool(dispute.no_amount_reason.strip())


@part_gate("协议涉及婚姻、收养、继承等人身关系，不适用电子签名，请打印后签名盖章再扫描", law="电子签名法 第三条")
def ink_for_status(dispute: "Dispute", part: Any) -> bool:
    return part.sign_method != SignMethod.ELECTRONIC or not any(term.kind == TermKind.STATUS for term in dispute.rows("terms"))


@part_gate("各方当事人和调解员都签名之后，才算达成书面协议", law="人民调解法 第二十九条第二款")
def is_signed(dispute: "Dispute", part: Any) -> bool:
    return bool(part.parties_signed_on and part.mediator_signed_on)


@part_gate("协议书应当由当事人各执一份，调委会留存一份，份数不足", law="人民调解法 第二十九条第二款")
def copies_suffice(dispute: "Dispute", part: Any) -> bool | str:
    least = len(dispute.rows("parties")) + 1
    return (part.copies or 0) >= least or f"协议书至少要 {least} 份：当事人各执一份，调委会留存一份"


@gate("有疑似虚假调解的情形，请先完成核查并写明结论", law="人民法院在线调解规则 第二十三条")
def sham_is_checked(dispute: "Dispute") -> bool:
    return not {"kin_debt", "enforcement"} & set(dispute.circumstances) or bool(dispute.sham_check.strip())


@gate("调解不成的，应当告知当事人可以通过仲裁、行政、司法等途径维护权利", law="人民调解法 第二十六条")
def routes_are_told(dispute: "Dispute") -> bool:
    return dispute.routes_told is True


# --- 履行、办结、归档 -------------------------------------------------------------------------------------------------------


@gate("还有条款没有履行", law="人民调解法 第三十一条第二款")
def all_is_performed(dispute: "Dispute") -> bool | str:
    if dispute.performance == Performance.DONE:
        return True
    left = sum(not term.performed_on for term in dispute.rows("terms"))
    return not left or f"还有 {left} 条没有登记履行"


class VisitedOrTold(Gate):
    """A case is closed after the follow-up, or with the reason why there was none."""

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        if case.last_visit_on or (act and act.reason.strip()):
            return None
        return NotAllowed("办结之前应当回访；确实不能回访的，请写明理由", "人民调解法 第三十一条第二款")


visited_or_told = VisitedOrTold()


@gate("卷宗材料不齐", law="人民调解法 第二十七条")
def file_is_complete(dispute: "Dispute") -> bool | str:
    lacks = filing.missing(dispute)
    return not lacks or f"卷宗还缺：{'、'.join(lacks)}"
