"""The life of a reminder: drafted, sent, answered, closed; or made a supervision case."""

from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SCHEDULE, SUPERVISOR

from .. import limits
from ..conduct import reminders as does
from ..models import Reminder
from ..models.reminders import SUPERVISED


class ReminderFlow(Flow):
    model = Reminder
    importers = (SUPERVISOR,)
    register = Register("拟提醒函", by=SUPERVISOR, does=Reminder.take_down, law=SUPERVISED)

    drafting = State("拟稿", due=Unlimited("提醒函没有法定的制发期限"))
    sent = State("待回复", due=limits.REPLY, due_label="提醒函回复期限")
    replied = State("已回复", due=Unlimited("收到回复以后随时处理"))
    closed = State("已办结", final=True)
    escalated = State("已升级", final=True)
    withdrawn = State("已撤回", final=True)
    start = drafting

    send = drafting.to(
        sent,
        "发函",
        by=LEADER,
        needs=(Reminder.is_verified, Reminder.is_not_grave),
        does=does.send,
        numbers=True,
        issues="oversight.reminder",
        law=SUPERVISED,
        tells="提醒函不代替应当制发的监督文书。",
    )
    reply = sent.to(
        replied,
        "登记回复",
        by=(SUPERVISOR, SCHEDULE),
        asks="reply! replied_on?",
        needs=(Reminder.is_answered_in_time,),
        does=does.note_reply,
        tells="被提醒单位在自己的“转办移送”里回复的，自动登记；书面回复的，在这里登记。",
    )
    close = replied.to(closed, "办结", by=SUPERVISOR, asks="outcome!")
    escalate = (sent | replied).to(
        escalated,
        "升级为监督案件",
        by=(SUPERVISOR, LEADER),
        why=True,
        does=does.escalate,
        law=SUPERVISED,
        tells="逾期不回复、说明不成立或者发现违法的，转为监督线索。",
    )
    withdraw = (drafting | sent).to(withdrawn, "撤回", by=LEADER, why=True, danger=True)
