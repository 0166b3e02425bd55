"""The life of an alert: raised, told to police and justice office, answered, closed, its particulars purged."""

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import CLERK

from ..models import RiskAlert
from ..roles import STAFF
from ..rules import ALERT_ANSWER_DAYS, PURGE_DAYS


class RiskAlertFlow(Flow):
    model = RiskAlert
    register = Register("发出预警", by=STAFF, does=RiskAlert.assess, numbers=True, law="人民调解法 第二十五条")

    raised = State("待通报", due=Unlimited("通报期限另有时钟"))
    told = State("已通报", due=Days(ALERT_ANSWER_DAYS), due_label="处置反馈期限")
    closed = State("已解除", due=Days(PURGE_DAYS), due_label="个人信息清除期限")
    purged = State("已清除", final=True)
    start = raised

    tell = raised.to(
        told,
        "通报",
        by=CLERK,
        asks="told_unit? told_office?",
        needs=(RiskAlert.somebody_is_told,),
        does=RiskAlert.tell,
        law="人民调解法 第二十五条",
        tells="红色立即通报公安派出所和司法所，橙色当日通报。",
    )
    regrade = (raised | told).stays("调整等级", by=CLERK, asks="level!", why=True)
    answer = told.stays("登记处置情况", by=CLERK, asks="response!")
    close = told.to(
        closed, "解除预警", by=CLERK, asks="outcome! response! review?", needs=(RiskAlert.is_reviewed,), does=RiskAlert.resolve
    )
    purge = closed.to(purged, "清除个人信息", by=CLERK, does=RiskAlert.purge, law="个人信息保护法 第四十七条第一款", danger=True)

    telling = Clock(
        "通报期限", RiskAlert.limit, starts=(register, regrade), stops=tell, since=RiskAlert.eve_of_raising, remind=(1, 0)
    )
