"""What must hold of a hearing: asked for in time, notified early, minuted; and that nobody decides before the time for it is over."""

from datetime import date
from typing import Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, asked_part_gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..models import Decision
from ..penalty_limits import HEARING_ASKED, HEARING_NOTICE, of_statement
from ..penalty_words import Attendance
from .decisions import HEARD, WAITED, needs_hearing
from .people import day_of


def hearing_until(decision: Decision) -> date:
    """The last day on which a hearing may be asked for."""
    return HEARING_ASKED.due(decision.notified_on)


@gate("没有告知听证权利", law=HEARD)
def has_hearing_right(decision: Decision) -> bool:
    return decision.has_hearing_right


@gate("应当告知听证权利而没有告知", law=HEARD)
def hearing_right_was_told(decision: Decision) -> bool:
    return decision.has_hearing_right or not needs_hearing(decision)


@part_gate("已经超过要求听证的期限", law="行政处罚法 第六十四条第一款第一项")
def hearing_is_asked_in_time(decision: Decision, part: Any) -> bool | str:
    last = hearing_until(decision)
    return part.asked_on <= last or f"要求听证的期限至 {last}，{part.asked_on} 提出已经超过期限"


@asked_part_gate("应当在举行听证的七日前通知当事人", law="行政处罚法 第六十四条第一款第二项")
def hearing_notice_is_early(decision: Decision, part: Any) -> bool | str:
    """Backward from the day of the hearing: seven full working days lie between."""
    if not part.held_on or not part.notice_served_on:
        return "请填写听证日期和通知送达日期"
    latest = HEARING_NOTICE.due(part.held_on)
    return part.notice_served_on <= latest or f"听证定于 {part.held_on}，通知最迟应当在 {latest} 送达；请改期或者重新通知"


@part_gate("听证还没有通知当事人", law="行政处罚法 第六十四条第一款第二项")
def hearing_is_notified(decision: Decision, part: Any) -> bool:
    return part.notice_served_on is not None and part.host_id is not None


@asked_part_gate("听证应当制作笔录并形成报告", law="行政处罚法 第六十四条第一款第八项")
def hearing_has_minutes(decision: Decision, part: Any) -> bool:
    if part.attendance in (Attendance.ABSENT, Attendance.WITHDRAWN):
        return True
    return bool(part.minutes.strip() and part.signed.strip() and part.report.strip() and part.result)


@part_gate("委托代理人不超过二人", law="行政处罚法 第六十四条第一款第五项")
def agents_are_two(decision: Decision, part: Any) -> bool:
    return len([name for name in part.agents.replace("，", "、").replace(",", "、").split("、") if name.strip()]) <= 2


class WindowIsOver(Gate):
    """The days for a statement and, where there is the right, for asking a hearing are over, or were waived in writing."""

    def refusal(self, decision: Decision, act: Acting | None) -> NotAllowed | None:
        if not decision.notified_on:
            return None
        day = day_of(act)
        last = hearing_until(decision) if decision.has_hearing_right else None
        if last and day <= last and not decision.rows("hearings") and not decision.waiver_doc:
            return NotAllowed(f"当事人可以在 {last} 前要求听证，期限未满不得作出决定", HEARD)
        period = of_statement(decision)
        last = period.due(decision.notified_on) if period else None
        if last and day <= last and not decision.waiver_doc and not decision.rows("statements"):
            return NotAllowed(f"陈述申辩期限至 {last}，期限未满且当事人没有书面放弃，不得作出决定", WAITED)
        return None


window_is_over = WindowIsOver()
