"""The life of a visit."""

from fazhi.kernel.calendar import Days, WorkingDays
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import SignedAt
from fazhi.kernel.org.models import ApprovalLevel
from fazhi.kernel.org.roles import CLERK, LEADER, SCHEDULE

from .models import Visit, Visitor
from .rules import ANSWER_DAYS


class VisitFlow(Flow):
    model = Visit
    register = Register(by=CLERK, numbers=True)

    waiting = State("待答复", due=WorkingDays(ANSWER_DAYS), lapses="expire")
    resting = State("补正中", due=Unlimited("等来访人补正"))
    answered = State("已答复", due=Days(30, law="人民调解法 第三十三条"), due_label="异议期限")
    expired = State("逾期未答", final=True)
    closed = State("已办结", final=True)
    start = waiting

    bring = waiting.stays("补登来访人", by=CLERK, adds=Visitor)
    answer = waiting.to(
        answered, "答复", by=CLERK, asks="answer! amount", needs=(Visit.somebody_came,), does=Visit.note_answer, bulk=True
    )
    rest = waiting.to(resting, "要求补正", by=CLERK, pauses=True, why=True, attaches="现场照片")
    resume = resting.to(waiting, "补正齐全", by=CLERK, resumes=True)
    expire = waiting.to(expired, "逾期", by=SCHEDULE)
    publish = answered.stays(
        "公开答复",
        by=LEADER,
        needs=(SignedAt(ApprovalLevel.HEAD, "公开答复须经行政机关负责人签批"),),
    )
    close = answered.to(closed, "办结", by=LEADER)

    objection = Clock("复核申请期限", Days(30, law="人民调解法 第三十三条"), starts=answer, stops=close, remind=(20, 7, 1))
