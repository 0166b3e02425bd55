"""The life of a call: taken, wrapped up with its answer, checked; what the province's platform sends stands as it came."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Flow, Register, State
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import SCHEDULE

from .. import conduct, gates
from ..gates import AID_LAW
from ..models import Alarm, Call, Passing, QualityCheck
from ..roles import BACK_OFFICE, KEEPERS, MANAGER, SEAT
from ..rules import WRAP_UP_DAYS

TAKERS = (SEAT, BACK_OFFICE, MANAGER)


class CallFlow(Flow):
    model = Call
    importers = KEEPERS
    register = Register("登记来电", by=TAKERS, does=conduct.take_call, numbers=True, law=AID_LAW)

    taken = State("待整理", due=WorkingDays(WRAP_UP_DAYS), due_label="话务单整理期限")
    settled = State("已整理", final=True)
    unanswered = State("未接通", final=True)
    start = taken

    raise_alarm = (taken | settled).stays(
        "报警，启动红色通道",
        by=TAKERS,
        adds=Alarm,
        does=conduct.raise_alarm,
        law="反家庭暴力法 第十三条第一款",
        tells="立即拨打 110；来电人不安全的，不得回拨。",
        danger=True,
    )
    wrap_up = taken.to(
        settled,
        "整理话务单",
        by=TAKERS,
        asks="topic! question! answer! cited? aid_told asker? region? is_borrowed contact!",
        needs=(Call.was_answered, gates.danger_is_reported, gates.is_told, gates.aid_is_told),
        does=conduct.wrap_up,
        law=AID_LAW,
    )
    drop = taken.to(unanswered, "没有接通", by=TAKERS, does=conduct.drop)
    keep_recording = settled.stays("登记录音", by=TAKERS, asks="notice_given! recording! recording_sha256!")
    open_order = (taken | settled).stays(
        "转工单", by=TAKERS, does=conduct.open_order, why=True, tells="已经填过的内容不用再填；在工单里选主办单位。"
    )
    pass_on = (taken | settled).stays(
        "转办",
        by=TAKERS,
        adds=Passing,
        shows="kind to consents",
        does=conduct.pass_on,
        law="个人信息保护法 第二十三条",
        tells="已经说过的内容随之转去，来电人不用再说；接收、退回和结果自动回到这里。",
    )
    hear_back = (taken | settled).stays(
        "接收单位反馈", by=SCHEDULE, on=Passing, asks="accepted_on? returned_because? result?", law="个人信息保护法 第二十三条"
    )
    check_quality = settled.stays(
        "质检",
        by=(MANAGER, BACK_OFFICE),
        adds=QualityCheck,
        needs=(NotSamePerson("agent", "坐席不能质检自己的通话"),),
        does=conduct.check_quality,
    )
