"""What an application must say, and what holds before it is granted, refused or sent on."""

from datetime import timedelta
from typing import TYPE_CHECKING

from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, HereAndNow, SomebodyElse, act_gate, gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import CLERK, LEADER

from .. import agency
from ..grounds import BY_NOTICE
from ..limits import URGENT_DAYS, is_here
from ..words import FROM_CUSTODY, AgentKind, Group, Origin, Urgent

if TYPE_CHECKING:
    from ..models import AidCase

PLACE_LAW, ONCE_LAW = "法律援助法 第三十八条", "法律援助法 第四十三条第二款"


# --- 登记 -------------------------------------------------------------------------------------------------------------------


@gate("请登记受援人（申请人）", mended_by="add_recipient")
def has_recipients(case: "AidCase") -> bool:
    return bool(case.rows("recipients"))


class AgentsMayApply(Gate):
    """Whoever applies for another must be one of those the law names."""

    def refusal(self, case: "AidCase", act: Acting | None) -> NotAllowed | None:
        for agent in case.with_added("representatives", act) if act else case.rows("representatives"):
            for recipient in case.rows("recipients"):
                if told := _agent_refused(agent, recipient, case):
                    return NotAllowed(*told)
        return None


def _agent_refused(agent: object, recipient: object, case: "AidCase") -> tuple[str, str] | None:
    """A child has no full capacity, whatever the form says; a spokesman needs no more than the letter of the group."""
    capacity = "limited" if recipient.is_minor and recipient.capacity == "full" else recipient.capacity
    if agent.kind == AgentKind.SPOKESMAN:
        capacity = "full"
    return agency.refusal(
        agent.kind, capacity, case.is_detained, agent.guardian_infringes, case.ground, agent.letter_on is not None
    )


agents_may_apply = AgentsMayApply()


@gate("近亲属、代理人申请的，请登记代为申请人", law=agency.FOR_INCAPABLE, mended_by="add_agent")
def agent_is_named(case: "AidCase") -> bool:
    return case.origin != Origin.AGENT or bool(case.rows("representatives"))


@gate("无民事行为能力人、限制民事行为能力人由其法定代理人代为申请，请登记代为申请人", law=agency.FOR_INCAPABLE, mended_by="add_agent")
def incapable_are_represented(case: "AidCase") -> bool:
    if case.is_notified or case.origin in FROM_CUSTODY:
        return True
    return bool(case.rows("representatives")) or not any(row.is_incapable for row in case.rows("recipients"))


class NoticesFit(Gate):
    """A notice rests on Articles 25 or 28, and on these alone; an application on any other."""

    def refusal(self, case: "AidCase", act: Acting | None) -> NotAllowed | None:
        if case.is_notified == (case.ground in BY_NOTICE):
            return None
        if case.is_notified:
            return NotAllowed("通知辩护、通知代理的，事由应当是第二十五条或者第二十八条的情形", "法律援助法 第二十五条")
        return NotAllowed("第二十五条、第二十八条的情形由办案机关通知指派，来源应选通知辩护、通知代理", "法律援助法 第三十六条")


notices_fit = NoticesFit()


class LawyersForward(Gate):
    """A lawyer on duty brings in what a detained person asked for, and no other application."""

    def refusal(self, case: "AidCase", act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or act.via in ("import", "portal") or case.origin == Origin.DUTY_LAWYER:
            return None
        if act.person.may_at(case.unit.path, CLERK, LEADER):
            return None
        return NotAllowed("承办人只能转交值班时收到的申请", "法律援助法 第三十九条第二款")


lawyers_forward = LawyersForward()


# --- 审查 -------------------------------------------------------------------------------------------------------------------


@gate("需要补充的材料应当一次告知，这件已经告知过；仍不齐全的，按期满处理或者作出决定", law=ONCE_LAW)
def gaps_are_told_once(case: "AidCase") -> bool:
    return case.missing_told_on is None


@gate("公检法通知指派的不审查申请材料，直接指派", law="法律援助法 第三十六条")
def is_applied_for(case: "AidCase") -> bool:
    return not case.is_notified


@gate("不是通知辩护、通知代理的，先审查决定，再指派", law="法律援助法 第四十三条第一款")
def is_notified(case: "AidCase") -> bool:
    return case.is_notified


is_competent = HereAndNow(
    is_here, "办案机关所在地、争议处理机关所在地或者事由发生地不在本机构辖区，应当转送，不作给予、不予决定", law=PLACE_LAW
)


@gate("属于本机构辖区，不能转送", law=PLACE_LAW)
def is_elsewhere(case: "AidCase") -> bool:
    return not is_here(case)


class MeansAreJudged(Gate):
    """Hardship is shown, or the law does not ask for it; where the city has set no line, the approver says why."""

    def refusal(self, case: "AidCase", act: Acting | None) -> NotAllowed | None:
        if act is not None and act.via == "import":
            return None
        found, is_asked = case.finding(act.on if act else None), act is None or not act.is_taken
        # The note is asked by the step itself: without it the form must open.
        if found.is_met or (found.is_met is None and (is_asked or case.means_note.strip())):
            return None
        told = found.sentence if found.is_met is False else f"{found.sentence}，请在“经济状况说明、核查情况”里写明认定的理由"
        return NotAllowed(told, found.law, mended_by="add_material amend")


means_are_judged = MeansAreJudged()


@act_gate("外国人、无国籍人申请的，请写明适用的法律、国际条约或者互惠", law="法律援助法 第六十九条")
def foreigners_have_a_basis(case: "AidCase", act: Acting) -> bool:
    return bool(case.foreign_basis.strip()) or not any(Group.FOREIGN in row.groups for row in case.standing)


@act_gate("已经超过七日，请写明超期的原因", law="法律援助法 第四十三条第一款")
def lateness_is_explained(case: "AidCase", act: Acting) -> bool:
    return bool(case.late_because.strip()) or not is_past(case, "review", act)


def is_past(case: "AidCase", clock: str, act: Acting) -> bool:
    """Whether a running clock's last day lies before the act."""
    dues = (row["due"] for row in clocks.running(case) if row["name"] == clock)
    return any(due and due < act.on.isoformat() for due in dues)


@act_gate("距时效或者期限届满还有七日以上，不属于先行援助的这一情形", law="法律援助法 第四十四条第一款第一项")
def limitation_is_near(case: "AidCase", act: Acting) -> bool | str:
    if case.urgent_ground != Urgent.LIMITATION:
        return True
    if case.limitation_on is None:
        return "请先填写时效、期限届满的日期"
    return case.limitation_on - act.on < timedelta(days=URGENT_DAYS)


approver_is_another = SomebodyElse(lambda case: {case.recorded_by_id}, "审批人不能是登记申请的人，请由其他负责人审批")


@gate("要改正的是终止决定", law="法律援助法 第四十九条第二款")
def was_only_refused(case: "AidCase") -> bool:
    return case.terminated_on is None


@gate("要改正的是不予决定", law="法律援助法 第四十九条第二款")
def was_terminated(case: "AidCase") -> bool:
    return case.terminated_on is not None
