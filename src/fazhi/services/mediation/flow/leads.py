"""The life of a lead: settled on the spot, turned into mediation, reported, handed to the police, or watched."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited

from ..gates import talking
from ..models import DisputeLead
from ..roles import STAFF
from ..rules import LEAD_DAYS


class LeadFlow(Flow):
    model = DisputeLead
    register = Register("排查登记", by=STAFF, does=DisputeLead.take_down, numbers=True, law="人民调解法 第二十一条第二款")

    found = State("待处置", due=WorkingDays(LEAD_DAYS))
    watched = State("持续关注", due=Unlimited("复查间隔由本市规定，不设办结期限"))
    settled = State("当场化解", final=True)
    turned = State("已转调解", final=True)
    reported = State("已上报", final=True)
    calm = State("已解除关注", final=True)
    with_police = State("已移送公安", final=True)
    dismissed = State("不构成纠纷", final=True)
    start = found

    settle = (found | watched).to(settled, "当场化解", by=STAFF, does=DisputeLead.settle, bulk=True)
    turn = (found | watched).to(
        turned,
        "转调解",
        by=STAFF,
        asks="dispute?",
        does=DisputeLead.turn,
        law="人民调解法 第十七条",
        tells="不选案件的，按主动调解新登记一件。",
    )
    report = (found | watched).to(reported, "上报", by=STAFF, does=DisputeLead.report_up, why=True)
    to_police = (found | watched).to(
        with_police,
        "移送公安",
        by=STAFF,
        does=DisputeLead.to_police,
        why=True,
        hands_over="police.lead",
        law="人民调解法 第二十五条",
    )
    watch = found.to(watched, "持续关注", by=STAFF, does=DisputeLead.watch, needs=(talking.red_is_more_than_watched,))
    dismiss = found.to(dismissed, "不属实、不构成纠纷", by=STAFF, does=DisputeLead.dismiss, why=True)
    review = watched.stays("复查", by=STAFF, asks="risk!", why=True)
    release = watched.to(calm, "解除关注", by=STAFF, why=True)
