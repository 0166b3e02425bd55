"""The life of a reception: answered at once, or handed on by whoever was asked first, until its result is known."""

from fazhi.kernel.calendar import Days, WorkingDays
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import LEADER, PUBLIC, SCHEDULE

from ..conduct import receptions as does
from ..models import Reception
from ..roles import KEEPERS
from ..rules import COMPLAINT_DAYS, TRANSFER_DAYS, VISIT_DAYS


class ReceptionFlow(Flow):
    model = Reception
    importers = KEEPERS
    register = Register("登记来访", by=(*KEEPERS, PUBLIC), does=does.receive, numbers=True)

    new = State("待接待", due=Unlimited("接待期限另有时钟"))
    handed = State("已转办", due=WorkingDays(TRANSFER_DAYS), due_label="转办接收期限")
    in_progress = State("接收单位办理中", rests=True)
    closed = State("已办结", final=True)
    complained = State("投诉处理中", due=Days(COMPLAINT_DAYS), due_label="投诉答复期限")
    withdrawn = State("已取消", final=True)
    start = new

    tell_once = new.stays(
        "一次性告知", by=KEEPERS, asks="missing!", needs=(Reception.tells_all,), does=does.tell_once, tells="缺什么一次说全。"
    )
    answer_now = new.to(
        closed,
        "当场办结",
        by=KEEPERS,
        asks="disposition! answer! cited?",
        needs=(Reception.closes_at_once, Reception.is_answered),
    )
    divert = new.to(
        handed,
        "转办",
        by=KEEPERS,
        asks="disposition! handed_to! consents?",
        needs=(Reception.goes_elsewhere, Reception.visitor_consents, does.ReturnsGoToTheManager()),
        does=does.divert,
        law="个人信息保护法 第二十三条",
        tells="首问责任人跟到接收单位接收为止。",
    )
    note_accepted = handed.to(in_progress, "对方已接收", by=SCHEDULE, does=does.note_accepted)
    take_back = handed.to(new, "退回后继续办理", by=SCHEDULE, does=does.take_back, why=True)
    feed_back = (handed | in_progress).to(
        closed,
        "登记办理结果",
        by=(*KEEPERS, SCHEDULE),
        asks="result!",
        tells="接收单位在平台上反馈的，自动登记；不在平台上的，问到结果后登记。",
    )
    rate = (closed | complained).stays("评价", by=(PUBLIC, *KEEPERS), asks="rating!", does=does.note_rating)
    complain = (new | handed | in_progress | closed).to(complained, "投诉", by=(PUBLIC, *KEEPERS), asks="complaint!")
    answer_complaint = complained.to(
        closed,
        "答复投诉",
        by=(*KEEPERS, LEADER),
        asks="reply!",
        needs=(NotSamePerson("handler", "被投诉的首问责任人不能自己答复投诉"),),
    )
    withdraw = new.to(withdrawn, "取消预约、来访", by=(*KEEPERS, PUBLIC))

    receiving = Clock(
        "接待期限",
        Days(VISIT_DAYS, roll=False),
        starts=(register, take_back),
        stops=(answer_now, divert, withdraw, complain),
        since=Reception.day_expected,
        remind=(0,),
    )
