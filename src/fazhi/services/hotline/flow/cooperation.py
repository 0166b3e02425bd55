"""The life of a 协作函: written, signed and sent, signed for, answered within working days, or sent back."""

from fazhi.kernel.calendar import WorkingDays, WorkingHours
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SCHEDULE

from ..conduct import cooperating as does
from ..models import Cooperation
from ..roles import BACK_OFFICE, MANAGER
from ..rules import COOPERATE_DAYS, SIGN_HOURS

OFFICE = (BACK_OFFICE, MANAGER)


class CooperationFlow(Flow):
    model = Cooperation
    importers = OFFICE
    register = Register("拟协作函", by=OFFICE)

    draft = State("待签发", due=Unlimited("随工单的期限"))
    sent = State("待对方签收", due=WorkingHours(SIGN_HOURS), due_label="协作函签收期限")
    received = State("对方办理中", due=Unlimited("回复期限另有时钟"))
    replied = State("已回复", final=True)
    withdrawn = State("已撤回", final=True)
    start = draft

    amend = draft.stays("修改", by=OFFICE, asks="to matter request contact")
    send = draft.to(
        sent,
        "签发并发出",
        by=(MANAGER, LEADER),
        needs=(Cooperation.asks_something,),
        does=does.send,
        numbers=True,
        tells="编号、盖章，同时送到对方的“转办移送”。",
    )
    sign_for = sent.to(received, "对方签收", by=SCHEDULE, does=does.note_receipt)
    answer = (sent | received).to(
        replied, "对方回复", by=(*OFFICE, SCHEDULE), asks="reply!", does=does.note_reply, tells="对方在平台上回复的，自动登记。"
    )
    come_back = sent.to(draft, "对方退回", by=SCHEDULE, does=does.come_back)
    urge = (sent | received).stays("催办", by=OFFICE, why=True, does=does.urge)
    extend = (sent | received).stays("同意延期回复", by=MANAGER, extends="reply_by", why=True)
    withdraw = (draft | sent).to(withdrawn, "撤回", by=OFFICE, why=True)

    reply_by = Clock(
        "协作函回复期限", WorkingDays(COOPERATE_DAYS), starts=send, stops=(answer, come_back, withdraw), remind=(1, 0)
    )
