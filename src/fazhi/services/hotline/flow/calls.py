"""The life of a call: taken, wrapped up with its answer, checked; what the province's platform sends stands as it came."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Flow, Register, State
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import SCHEDULE

from .. import gates
from ..conduct import calls as does
from ..conduct import recordings
from ..gates import AID_LAW
from ..models import Alarm, Call, Listening, Passing, QualityCheck
from ..roles import BACK_OFFICE, KEEPERS, MANAGER, SEAT
from ..rules import WRAP_UP_DAYS

TAKERS = (SEAT, BACK_OFFICE, MANAGER)


class CallFlow(Flow):
    model = Call
    importers = KEEPERS
    register = Register("登记来电", by=(*TAKERS, SCHEDULE), does=does.take_call, numbers=True, law=AID_LAW)

    taken = State("待整理", due=WorkingDays(WRAP_UP_DAYS), due_label="话务单整理期限")
    settled = State("已整理", final=True)
    unanswered = State("未接通", final=True)
    start = taken

    raise_alarm = (taken | settled).stays(
        "报警，启动红色通道",
        by=TAKERS,
        adds=Alarm,
        does=does.raise_alarm,
        law="反家庭暴力法 第十三条第一款",
        tells="立即拨打 110；来电人不安全的，不得回拨。",
        danger=True,
    )
    wrap_up = taken.to(
        settled,
        "整理话务单",
        by=TAKERS,
        asks="topic! question! answer! cited? aid_told asker? region? is_borrowed contact! contact_note?",
        needs=(Call.was_answered, gates.danger_is_reported, gates.is_told, gates.aid_is_told),
        does=does.wrap_up,
        law=AID_LAW,
    )
    drop = taken.to(unanswered, "没有接通", by=(*TAKERS, SCHEDULE), does=does.drop)
    keep_recording = settled.stays("登记录音", by=TAKERS, asks="notice_given! recording! recording_sha256!")
    listen = settled.stays(
        "听录音",
        by=(MANAGER, BACK_OFFICE),
        adds=Listening,
        needs=(Call.has_recording,),
        does=recordings.listen,
        law="个人信息保护法 第六条第一款",
        tells="谁、什么时候、为什么听，留在话务单和账本里；先核对录音与登记的校验值是不是一致。",
    )
    hold_recording = settled.stays(
        "延长录音保存",
        by=MANAGER,
        asks="recording_until!",
        needs=(Call.has_recording,),
        does=recordings.hold,
        why=True,
    )
    expire_recording = settled.stays("录音保存期满", by=SCHEDULE, needs=(Call.has_recording,), does=recordings.expire)
    destroy_recording = settled.stays(
        "销毁录音",
        by=MANAGER,
        needs=(Call.recording_is_due,),
        does=recordings.destroy,
        law="个人信息保护法 第四十七条第一款",
        danger=True,
        bulk=True,
        tells="录音文件随即删除，校验值、听录音的记录留存。",
    )
    hang_up = (taken | settled).stays(
        "通话结束", by=SCHEDULE, asks="hung_up_at! ended_by? rating? notice_given? recording? recording_sha256?"
    )
    rate = settled.stays(
        "登记评价",
        by=TAKERS,
        asks="rating!",
        needs=(NotSamePerson("agent", "接听的坐席不能登记自己的评价"),),
        tells="按键评价由电话系统登记；回访时问到的在这里登记。",
    )
    be_drawn = settled.stays("抽中质检", by=SCHEDULE, asks="drawn_as!", does=does.be_drawn)
    open_order = (taken | settled).stays(
        "转工单",
        by=TAKERS,
        asks="region!",
        does=does.open_order,
        why=True,
        tells="已经填过的内容不用再填；在工单里选主办单位。",
    )
    pass_on = (taken | settled).stays(
        "转办",
        by=TAKERS,
        adds=Passing,
        shows="kind to consents",
        does=does.pass_on,
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
        does=does.check_quality,
    )
