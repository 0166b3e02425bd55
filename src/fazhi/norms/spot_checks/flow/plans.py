"""The life of a yearly plan: drafted, approved, filed, published, drawn from, ended with its year; adjusted openly."""

from datetime import date

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import part_gate
from fazhi.kernel.org.roles import LEADER, SCHEDULE

from ..conduct import planning as does
from ..models import CheckPlan, PlanLine
from ..models.plans import TOGETHER
from ..roles import KEEPERS
from ..rules import PLAN_DAYS

CLOCKED = Unlimited("计划公布的期限另有时钟")
LINE = "item! scope? ratio_a? ratio_b? ratio_c? ratio_d? month_from! month_to! departments? lead? targets?"


@part_gate("已经抽取的安排不能再改")
def is_not_drawn(plan: CheckPlan, part: PlanLine) -> bool:
    return part.drawn_on is None


class CheckPlanFlow(Flow):
    model = CheckPlan
    importers = KEEPERS
    register = Register("拟订年度计划", by=KEEPERS, does=does.begin_plan)

    drafted = State("拟订", due=CLOCKED)
    approved = State("已批准", due=CLOCKED)
    published = State("执行中", rests=True)
    ended = State("已结束", final=True)
    withdrawn = State("已作废", final=True)
    start = drafted

    add_line = drafted.stays(
        "列入事项",
        by=KEEPERS,
        adds=PlanLine,
        shows=LINE.translate({ord("!"): None, ord("?"): None}),
        does=CheckPlan.compare,
        law=TOGETHER,
        tells="同一类对象的多个事项，能合并的合并，能联合的联合。",
    )
    change_line = drafted.stays("修改安排", by=KEEPERS, on=PlanLine, asks=LINE, needs=(is_not_drawn,), does=does.change_line)
    drop_line = drafted.stays("不列", by=KEEPERS, on=PlanLine, needs=(is_not_drawn,), does=does.drop_line, why=True)
    approve = drafted.to(
        approved,
        "批准",
        by=LEADER,
        needs=(CheckPlan.has_lines, CheckPlan.items_hold, CheckPlan.keeps_frequency),
        numbers=True,
    )
    send_back = approved.to(drafted, "退回修改", by=(*KEEPERS, LEADER), why=True)
    file = (approved | published).stays("备案", by=KEEPERS, asks="filed_to! filed_on!")
    publish = approved.to(published, "公布", by=KEEPERS, does=CheckPlan.publish, tells="公布以后，抽查按计划进行。")
    note_drawn = published.stays("登记抽取结果", by=SCHEDULE)
    adjust = published.to(
        drafted, "调整", by=LEADER, why=True, tells="已经抽取的安排不变；调整以后重新批准、公布，理由留在账本里。"
    )
    end = published.to(ended, "结束", by=KEEPERS, asks="summary?")
    withdraw = (drafted | approved).to(withdrawn, "作废", by=LEADER, why=True, danger=True)

    limit = Clock(
        "计划公布期限",
        Days(PLAN_DAYS, roll=False),
        starts=register,
        stops=publish,
        since=lambda plan: date(plan.year - 1, 12, 31),
        remind=(15, 5, 1),
    )
