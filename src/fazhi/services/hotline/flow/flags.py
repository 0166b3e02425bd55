"""The life of a caller's flag: proposed, approved by two, in force for its days, lapsed or lifted."""

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import LEADER, SCHEDULE

from ..conduct import staff as does
from ..models import CallerFlag
from ..roles import MANAGER, STAFF
from ..rules import FLAG_DAYS


class CallerFlagFlow(Flow):
    model = CallerFlag
    importers = (MANAGER,)
    register = Register("提出标记", by=STAFF)

    proposed = State("待批准", due=Unlimited("没有批准的标记不起作用"))
    seconded = State("待第二人批准", due=Unlimited("没有批准的标记不起作用"))
    active = State("有效", due=Days(FLAG_DAYS, roll=False), due_label="标记有效期", lapses="lapse")
    lapsed = State("已失效", final=True)
    lifted = State("已撤销", final=True)
    start = proposed

    approve = proposed.to(
        seconded,
        "批准",
        by=(MANAGER, LEADER),
        needs=(NotSamePerson("recorded_by", "提出的人不能自己批准"),),
        does=does.approve_first,
    )
    approve_again = seconded.to(
        active,
        "第二人批准",
        by=(MANAGER, LEADER),
        needs=(
            NotSamePerson("recorded_by", "提出的人不能自己批准"),
            NotSamePerson("first_approver", "两次批准要由两个人作出"),
        ),
        does=does.approve_second,
    )
    lapse = active.to(lapsed, "期满失效", by=SCHEDULE)
    lift = (proposed | seconded | active).to(lifted, "撤销", by=(MANAGER, LEADER), why=True)
