"""What must hold after a decision: service, money, coercion, the court, the end."""

from datetime import date
from typing import Any

from fazhi.kernel.documents.handing_over import ServedBy
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, asked_gate, asked_part_gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..execution_words import CollectGround, DeferralKind, PaidBy
from ..models import Decision
from ..models.fulfilment import last_day
from ..penalty_limits import COURT, SUED, URGED, known
from ..penalty_rules import OWN_COERCION
from ..penalty_words import PenaltyKind
from .people import day_of

ELECTRONIC = "行政处罚法 第六十一条第二款"
APART = "行政处罚法 第六十七条第二款"
ASKED = "行政强制法 第五十三条"
URGING = "行政强制法 第五十四条"


@part_gate("电子送达须当事人同意并签订确认书", law=ELECTRONIC)
def electronic_is_consented(decision: Decision, part: Any) -> bool:
    return part.method != ServedBy.ELECTRONIC or decision.party.consents_electronic or part.has_consent


@part_gate("送达日期不能早于决定日期，也不能晚于今天", law="行政处罚法 第六十一条第一款")
def is_served_after_the_decision(decision: Decision, part: Any) -> bool:
    return part.served_on is None or part.served_on >= decision.decided_on


@part_gate("公告送达请用“公告送达”办理")
def is_no_announcement(decision: Decision, part: Any) -> bool:
    return part.method != ServedBy.PUBLIC


@part_gate("公告送达以下落不明或者其他方式无法送达为前提，请写明原因", law="民事诉讼法 第九十五条")
def announcement_has_a_reason(decision: Decision, part: Any) -> bool:
    return part.method == ServedBy.PUBLIC and bool(part.reason.strip()) and part.sent_on is not None


@part_gate("行政机关及其执法人员不得自行收缴罚款，请到指定银行或者电子支付缴纳", law=APART)
def is_paid_to_the_bank(decision: Decision, part: Any) -> bool:
    """Ordinary procedure: on the spot only where 第六十九条 applies, with a receipt of the treasury."""
    if part.channel != PaidBy.ON_SPOT:
        return True
    return part.collect_ground == CollectGround.REMOTE and bool(part.receipt_no.strip())


@part_gate("缴款超过应缴的罚款、没收款和加处罚款", law="行政强制法 第四十五条第二款")
def is_not_overpaid(decision: Decision, part: Any) -> bool | str:
    before = sum((row.amount for row in decision.rows("payments") if row is not part), 0)
    most = decision.fine + decision.confiscated + decision.fee_on(part.paid_on)
    return (
        before + part.amount <= most
        or f"应缴合计 {most:,} 元（含加处罚款 {decision.fee_on(part.paid_on):,} 元），已缴 {before:,} 元"
    )


@asked_gate("当事人确有经济困难的，写明申请和困难情况", law="行政处罚法 第六十六条第二款")
def hardship_is_told(decision: Decision) -> bool:
    return bool(decision.deferral_reason.strip()) and decision.deferral != "" and decision.deferred_to is not None


@gate("没有罚款，不能延期、分期", law="行政处罚法 第六十六条第二款")
def has_fine(decision: Decision) -> bool:
    return bool(decision.fine)


@gate("分期应当先登记各期", law="行政处罚法 第六十六条第二款")
def instalments_are_listed(decision: Decision) -> bool | str:
    if decision.deferral != DeferralKind.INSTALMENTS:
        return True
    rows = decision.rows("instalments")
    total = sum(row.amount for row in rows)
    return bool(rows) and (total == decision.fine or f"各期合计 {total:,} 元，与罚款 {decision.fine:,} 元不符")


def court_opens(decision: Decision) -> date | None:
    """The last day of the remedies' time, or of the instalments: from here the three months run. None where nothing is owed."""
    if not decision.served_on or not decision.is_penalty:
        return None
    begin = known(SUED, decision.served_on) or SUED.full(decision.served_on)
    deferred = last_day(decision.rows("instalments")) or decision.deferred_to
    return max(begin, deferred) if deferred else begin


def court_window(decision: Decision) -> tuple[date, date] | None:
    """First and last day on which the court may be asked."""
    begin = court_opens(decision)
    return (begin, COURT.due(begin)) if begin else None


class CourtMayBeAsked(Gate):
    """No remedy was sought, its time is over, urged ten working days ago, and within three months."""

    def refusal(self, decision: Decision, act: Acting | None) -> NotAllowed | None:
        day, window = day_of(act), court_window(decision)
        if window is None:
            return NotAllowed("决定书还没有送达", ASKED)
        if decision.pending_remedy:
            return NotAllowed(f"当事人已经提起{decision.pending_remedy.get_kind_display()}，不能申请强制执行", ASKED)
        begin, last = window
        if day <= begin:
            return NotAllowed(f"当事人可以在 {begin} 前申请复议或者起诉，期限未满", ASKED)
        if day > last:
            return NotAllowed(f"申请人民法院强制执行的期限至 {last}，已经届满", ASKED)
        if decision.urged_on is None:
            return NotAllowed("申请人民法院强制执行前，应当催告当事人履行义务", URGING)
        ripe = URGED.due(decision.urged_on)
        return NotAllowed(f"催告书送达十日（至 {ripe}）后当事人仍未履行的，才可以申请", URGING) if day <= ripe else None


court_may_be_asked = CourtMayBeAsked()


class MayCoerce(Gate):
    """A body whom a statute gives the power, after thirty days of late fee and an urging."""

    def refusal(self, decision: Decision, act: Acting | None) -> NotAllowed | None:
        day = day_of(act)
        if decision.case.body.name not in OWN_COERCION.value(day):
            return NotAllowed(f"{decision.case.body}没有行政强制执行权，应当申请人民法院强制执行", "行政强制法 第四十六条第三款")
        if decision.urged_on is None:
            return NotAllowed("作出强制执行决定前，应当催告当事人履行义务", "行政强制法 第三十五条")
        if decision.fine and decision.pay_until and (day - decision.pay_until).days <= 30:
            return NotAllowed("加处罚款超过三十日，经催告仍不履行的，才可以强制执行", "行政强制法 第四十六条第一款")
        return None


may_coerce = MayCoerce()


class IsOverdue(Gate):
    def refusal(self, decision: Decision, act: Acting | None) -> NotAllowed | None:
        if decision.pay_until and day_of(act) <= decision.pay_until:
            return NotAllowed(f"缴款期限至 {decision.pay_until}，还没有逾期", "行政强制法 第三十四条")
        return None


is_overdue = IsOverdue()


class IsSettled(Gate):
    """Paid with its late fee and performed; or not punished; or revoked; or ended by law. Never closed with a fine unpaid."""

    def refusal(self, decision: Decision, act: Acting | None) -> NotAllowed | None:
        if not decision.is_penalty or decision.revoked_on or decision.termination:
            return None
        owed = decision.owed_on(_fee_day(decision, day_of(act)))
        if owed:
            return NotAllowed(
                f"还有 {owed:,} 元没有缴纳，也没有强制执行完毕或者终结执行，不能结案", "行政处罚法 第六十六条第一款"
            )
        others = [row for row in decision.standing_penalties if row.kind not in DONE_BY_ITSELF]
        if others and not decision.is_performed:
            return NotAllowed(f"{'、'.join(row.get_kind_display() for row in others)}还没有执行", "行政处罚法 第六十六条第一款")
        return None


DONE_BY_ITSELF = (PenaltyKind.WARNING, PenaltyKind.CRITICISM, PenaltyKind.FINE, PenaltyKind.CONFISCATED_GAINS)
is_settled = IsSettled()


def _fee_day(decision: Decision, day: date) -> date:
    """What was paid late bears the fee of the day it was paid."""
    return max((row.paid_on for row in decision.rows("payments")), default=day)


@part_gate("复议、诉讼的受理日期不能早于送达", law="行政复议法 第二十条第一款")
def remedy_is_after_service(decision: Decision, part: Any) -> bool:
    return decision.served_on is None or part.filed_on >= decision.served_on


@asked_part_gate("请填写结果和结束日期")
def remedy_has_result(decision: Decision, part: Any) -> bool:
    return bool(part.result) and part.ended_on is not None


class NoRemedyIsPending(Gate):
    """The one that is registered just now is no other."""

    def refusal(self, decision: Decision, act: Acting | None) -> NotAllowed | None:
        mine = act.part if act else None
        pending = any(not row.result and row is not mine for row in decision.rows("remedies"))
        return NotAllowed("复议或者诉讼还没有结果", "行政处罚法 第七十三条第一款") if pending else None


no_remedy_is_pending = NoRemedyIsPending()
