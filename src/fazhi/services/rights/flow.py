"""The life of a request about one's own data."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Flow, Register, State
from fazhi.kernel.org.roles import CLERK, LEADER, PUBLIC

from .models import RightsRequest, Target
from .rules import ANSWER_DAYS


class RightsFlow(Flow):
    model = RightsRequest
    register = Register("登记请求", by=(CLERK, PUBLIC), does=RightsRequest.take_down, numbers=True, law="个人信息保护法 第五十条")

    received = State("待办理", due=WorkingDays(ANSWER_DAYS))
    done = State("已办理", final=True)
    refused = State("不予办理", final=True)
    start = received

    identify = received.stays("核验身份", by=CLERK, asks="is_identified! identified_by!", law="个人信息保护法 第五十条")
    name_record = received.stays("登记涉及的档案", by=CLERK, adds=Target)
    carry_out = received.to(
        done,
        "办理",
        by=LEADER,
        asks="decision!",
        needs=(RightsRequest.is_known, RightsRequest.names_records),
        does=RightsRequest.carry_out,
        law="个人信息保护法 第四十四条",
        danger=True,
        tells="删除的内容不能恢复；在档案保管期内的，系统会拒绝，改为限制查阅。",
    )
    refuse = received.to(
        refused,
        "不予办理",
        by=LEADER,
        asks="refused_because!",
        does=RightsRequest.refuse,
        law="个人信息保护法 第五十条",
        tells="书面说明理由，并告知可以依法向人民法院提起诉讼。",
    )
