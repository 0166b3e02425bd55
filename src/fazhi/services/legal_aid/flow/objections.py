"""The life of an objection: five days, then upheld, or the centre is ordered to correct."""

from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import SomebodyElse
from fazhi.kernel.org.roles import CLERK, LEADER, PUBLIC

from .. import limits
from ..conduct import objecting
from ..models import Objection

LAW = limits.OBJECTION_LAW
REMEDY = "维持决定的，告知可以依法申请行政复议或者提起行政诉讼（法律援助法第四十九条第三款）。"
JUDGED_BY_ANOTHER = SomebodyElse(
    lambda objection: {objection.decided_by_before_id}, "作出原决定的人不能审查异议", "法律援助法 第四十九条第一款"
)


class ObjectionFlow(Flow):
    model = Objection
    # It comes from the page of the case, so that the case waits for it; at the desk nobody opens one by itself.
    register = Register("收到异议", by=PUBLIC, numbers=True, law="法律援助法 第四十九条第一款")
    importers = (CLERK, LEADER)

    received = State("审查中", due=Unlimited("审查期限另有时钟"))
    upheld = State("维持", final=True)
    ordered = State("责令改正", final=True)
    start = received

    uphold = received.to(
        upheld,
        "维持原决定",
        by=LEADER,
        asks="findings! reasons!",
        needs=(JUDGED_BY_ANOTHER,),
        does=objecting.uphold,
        law=LAW,
        tells=REMEDY,
    )
    order = received.to(
        ordered, "责令改正", by=LEADER, asks="findings! reasons!", needs=(JUDGED_BY_ANOTHER,), does=objecting.order, law=LAW
    )

    judging = Clock("异议审查期限", limits.of_objection, starts=register, stops=(uphold, order), remind=(2, 1, 0))
