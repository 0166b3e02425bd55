"""The life of a joint meeting: called, held, its minutes issued, each decision done or pressed for."""

from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import CLERK, LEADER, SCHEDULE

from .. import limits
from ..conduct import meetings as conduct
from ..gates import meetings as gates
from ..models import JointMeeting, MeetingBody, MeetingDecision, MeetingMatter
from ..roles import DIRECTOR, HEADS


class JointMeetingFlow(Flow):
    model = JointMeeting
    importers = (CLERK, DIRECTOR)
    register = Register("登记会议", by=HEADS)

    called = State("待召开", due=Unlimited("按会议通知的日期召开"))
    held = State("待印发纪要", due=limits.MINUTES, due_label="联席会议纪要印发期限")
    following = State("落实中", due=Unlimited("各项议定事项另有期限"))
    closed = State("已办结", final=True)
    cancelled = State("已取消", final=True)
    start = called

    add_matter = (called | held).stays(
        "列入议题", by=HEADS, adds=MeetingMatter, tells="一次会议可以研究多件案件，也可以列没有立案的事项。"
    )
    note_opinion = held.stays("记录研究意见", by=HEADS, on=MeetingMatter, asks="opinion!")
    add_body = (called | held).stays("列入参加单位", by=HEADS, adds=MeetingBody)
    note_absence = (called | held).stays("更正到会情况", by=HEADS, on=MeetingBody, asks="delegate? is_absent?")
    hold = called.to(
        held, "登记召开情况", by=HEADS, asks="held_on! place? chair! organs?", needs=(gates.has_matters, gates.others_came)
    )
    cancel = called.to(cancelled, "取消会议", by=HEADS, why=True, danger=True)
    decide = held.stays(
        "列入议定事项",
        by=HEADS,
        adds=MeetingDecision,
        shows="content responsible helpers due_on",
        tells="一件事一项，写明责任单位和期限；印发纪要以后送到责任单位的“转办移送”，逐项反馈。",
    )
    issue = held.to(
        following,
        "印发纪要",
        by=(*HEADS, LEADER),
        asks="summary?",
        needs=(gates.something_was_decided,),
        does=conduct.issue,
        numbers=True,
        issues="mediation.minutes",
    )
    adjourn = held.to(closed, "没有议定事项，结束", by=HEADS, asks="summary!", needs=(gates.nothing_was_decided,))
    report = following.stays(
        "登记落实情况",
        by=(*HEADS, SCHEDULE),
        on=MeetingDecision,
        asks="report! reported_on?",
        needs=(gates.awaits_report,),
        does=conduct.note_report,
        tells="责任单位在平台上反馈的，自动登记；书面反馈的，在这里登记。",
    )
    confirm = following.stays(
        "确认落实", by=HEADS, on=MeetingDecision, needs=(gates.is_not_done, gates.was_reported), does=conduct.confirm
    )
    press = following.stays(
        "督促再办",
        by=HEADS,
        on=MeetingDecision,
        asks="due_on!",
        why=True,
        needs=(gates.is_not_done,),
        does=conduct.press,
        tells="没有落实到位的，另定期限再送责任单位；还没有反馈的，改它的办理期限。",
    )
    close = following.to(closed, "办结", by=HEADS, needs=(gates.everything_is_done,))

    decision = Clock(
        "议定事项落实期限",
        limits.of_next_decision,
        starts=(issue, report, press),
        stops=(report, press, close),
        since=JointMeeting.eve_of_next_decision,
        remind=(7, 3, 1),
    )
