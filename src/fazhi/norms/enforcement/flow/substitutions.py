"""The life of 代履行: urged, decided, served, urged again, done, paid for; at once where a road or a river must be cleared."""

from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER

from .. import penalty_limits as limits
from ..gates import substitutions as gates
from ..gates.substitutions import AT_ONCE, COST, MAY, RULES, URGED
from ..models import Substitution
from ..roles import HANDLERS

PLAN = "way! planned_on! subject! budget! performer! is_third_party has_no_interest basis?"
WATCHED = "first! second! signed_by! party_was_present performed_on?"


class SubstitutionFlow(Flow):
    model = Substitution
    importers = HANDLERS
    register = Register("提出代履行", by=HANDLERS, does=Substitution.take_down, law=MAY)

    proposed = State("待决定", due=Unlimited("催告书载明的履行期限另有时钟"))
    decided = State("待送达", due=Unlimited("代履行以前送达"))
    served = State("待实施", due=Unlimited("代履行日期由决定书载明"))
    performed = State("待结算费用", due=Unlimited("法律没有规定结算期限"))
    closed = State("已完毕", final=True)
    stopped = State("已停止", final=True)
    start = proposed

    urge = proposed.stays(
        "催告履行",
        by=HANDLERS,
        asks="urged_on? urged_until!",
        needs=(gates.duty_is_overdue,),
        does=Substitution.urge,
        law=URGED,
        issues="enforcement.substitution_urging",
        tells="写明履行的期限、方式和陈述申辩权利。",
    )
    answer_urge = proposed.stays("催告后的陈述申辩", by=HANDLERS, asks="urge_answer!", law="行政强制法 第三十六条")
    decide = proposed.to(
        decided,
        "决定代履行",
        by=LEADER,
        asks=PLAN,
        needs=(gates.urged_in_vain, gates.third_party_has_no_interest, gates.decision_is_complete),
        does=Substitution.decide,
        numbers=True,
        danger=True,
        law=MAY,
        issues="enforcement.substitution",
        tells="后果已经或者将危害交通安全、造成环境污染或者破坏自然资源的，才可以代履行。",
    )
    decide_at_once = proposed.to(
        performed,
        "立即实施代履行",
        by=LEADER,
        asks=f"way! performer! is_third_party has_no_interest {WATCHED}",
        needs=(gates.is_immediate, gates.third_party_has_no_interest, gates.is_watched_and_signed),
        does=Substitution.decide_at_once,
        numbers=True,
        danger=True,
        law=AT_ONCE,
        tells="道路、河道、航道或者公共场所的遗洒物、障碍物、污染物需要立即清除，当事人不能清除的。",
    )
    serve = decided.to(served, "送达代履行决定书", by=HANDLERS, asks="served_on?", does=Substitution.serve, law=f"{RULES}第一项")
    postpone = served.stays("改期", by=LEADER, asks="planned_on!", why=True, law=f"{RULES}第一项")
    remind = served.stays(
        "代履行前催告",
        by=HANDLERS,
        asks="reminded_on?",
        needs=(gates.is_reminded_early,),
        does=Substitution.remind,
        law=f"{RULES}第二项",
        tells="当事人履行的，停止代履行。",
    )
    perform = served.to(
        performed,
        "实施代履行",
        by=HANDLERS,
        asks=WATCHED,
        needs=(gates.is_ready_to_perform, gates.is_watched_and_signed),
        does=Substitution.perform,
        law=f"{RULES}第三项",
        issues="enforcement.substitution_record",
        tells="不得采用暴力、胁迫以及其他非法方式；不得在夜间或者法定节假日实施。",
    )
    tell = performed.stays(
        "事后通知当事人", by=HANDLERS, asks="told_on?", needs=(gates.party_was_absent,), does=Substitution.tell, law=AT_ONCE
    )
    reckon = performed.stays(
        "核定费用",
        by=LEADER,
        asks="cost! cost_told!",
        needs=(gates.cost_is_told,),
        law=COST,
        issues="enforcement.substitution_cost",
        tells="按照成本合理确定，由当事人承担；法律另有规定的除外。",
    )
    close = performed.to(
        closed,
        "办结",
        by=HANDLERS,
        asks="paid_on? cost_note?",
        needs=(gates.party_was_told,),
        does=Substitution.close,
        law=COST,
    )
    stop = (proposed | decided | served).to(
        stopped, "停止代履行", by=HANDLERS, asks="stopped_because!", law=f"{RULES}第二项", tells="当事人已经履行的，停止代履行。"
    )

    urged = Clock(
        "催告书载明的履行期限",
        lambda case: limits.DAY_NAMED if case.urged_until else None,
        starts=urge,
        stops=(decide, decide_at_once, stop),
        since=lambda case: limits.eve(case.urged_until),
        remind=(0,),
        theirs=True,
    )
    reminding = Clock(
        "代履行前催告期限",
        lambda case: limits.SUBSTITUTION_URGED if case.planned_on else None,
        starts=(serve, postpone),
        stops=(remind, perform, stop),
        since=lambda case: case.planned_on,
        remind=(1, 0),
    )
