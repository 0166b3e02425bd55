"""The life of help on duty: given, or with a request for aid that goes on within twenty-four hours."""

from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import gate
from fazhi.kernel.org.roles import CLERK

from .. import limits
from ..conduct import forwarding
from ..models import DutyHelp
from ..roles import WORKERS

LAW = "法律援助法 第三十条"


@gate("请选这次提供了哪些帮助", law=LAW)
def help_is_named(duty: DutyHelp) -> bool:
    return bool(duty.helps)


class DutyHelpFlow(Flow):
    model = DutyHelp
    register = Register("登记值班帮助", by=WORKERS, needs=(help_is_named,), does=forwarding.take_down, numbers=True, law=LAW)
    importers = (CLERK,)

    given = State("已提供帮助", rests=True)
    asked = State("待转交申请", due=Unlimited("转交期限另有时钟"))
    forwarded = State("已转交", final=True)
    start = given

    take_request = given.to(
        asked,
        "收到法律援助申请",
        by=WORKERS,
        asks="asked_at! organ!",
        law=limits.DUTY_LAW,
        tells="二十四小时内转交法律援助机构。",
    )
    forward = asked.to(forwarded, "转交法律援助机构", by=WORKERS, does=forwarding.forward, law=limits.DUTY_LAW)

    forwarding = Clock(
        "转交期限",
        limits.of_forwarding,
        starts=take_request,
        stops=forward,
        since=lambda duty: duty.asked_at,
        remind=(0,),
    )
