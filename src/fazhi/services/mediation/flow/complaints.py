"""The life of a complaint about mediation."""

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Flow, Register, State
from fazhi.kernel.org.roles import CLERK, PUBLIC

from ..models import Complaint
from ..rules import COMPLAINT_DAYS


class ComplaintFlow(Flow):
    model = Complaint
    register = Register("登记投诉", by=(CLERK, PUBLIC), does=Complaint.take_down, numbers=True, law="人民调解法 第四条")

    received = State("待办理", due=Days(COMPLAINT_DAYS))
    answered = State("已答复", final=True)
    start = received

    answer = received.to(
        answered,
        "核查并答复",
        by=CLERK,
        asks="is_true! answer!",
        law="人民调解法 第十五条",
        tells="属实的，由调委会批评教育、责令改正；情节严重的，罢免或者解聘。",
    )
