"""The life of a duty: planned, confirmed the day before, checked in at the place, logged; or replaced, or absent."""

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import SCHEDULE

from ..conduct import duties as does
from ..models import DutySlot
from ..roles import ADVISER, KEEPERS
from ..rules import ARRIVAL_DAYS, CONFIRM_DAYS

CLOCKED = Unlimited("确认、签到另有时钟")


class DutySlotFlow(Flow):
    model = DutySlot
    importers = KEEPERS
    register = Register("排班", by=KEEPERS, needs=(DutySlot.is_practising, DutySlot.site_serves))

    planned = State("待确认", due=CLOCKED)
    confirmed = State("已确认", due=CLOCKED)
    on_duty = State("在岗", due=CLOCKED)
    done = State("已值班", final=True)
    replaced = State("已替班", final=True)
    absent = State("缺岗", final=True)
    cancelled = State("已取消", final=True)
    start = planned

    confirm = planned.to(confirmed, "确认值班", by=(ADVISER, *KEEPERS), needs=(DutySlot.is_practising,), bulk=True)
    check_in = confirmed.to(
        on_duty,
        "签到",
        by=(ADVISER, *KEEPERS),
        asks="method! shown_code?",
        needs=(DutySlot.code_fits,),
        does=does.check_in,
        tells="扫平台上墙的二维码，或者输入现场码。",
    )
    check_out = on_duty.to(
        done, "签退", by=(ADVISER, *KEEPERS), asks="served! journal!", needs=(DutySlot.has_journal,), does=does.check_out
    )
    replace = (planned | confirmed).to(
        replaced,
        "替班",
        by=KEEPERS,
        asks="substitute!",
        needs=(DutySlot.substitute_practises,),
        does=does.replace,
        why=True,
        tells="替班人员随即排上同一地点、同一时段。",
    )
    note_absence = (planned | confirmed).to(absent, "缺岗", by=SCHEDULE)
    cancel = (planned | confirmed).to(cancelled, "取消值班", by=KEEPERS, why=True)

    confirming = Clock(
        "值班确认期限",
        Days(CONFIRM_DAYS, roll=False),
        starts=register,
        stops=(confirm, replace, cancel),
        since=does.day_to_confirm,
        remind=(1, 0),
    )
    arriving = Clock(
        "签到期限",
        Days(ARRIVAL_DAYS, roll=False),
        starts=register,
        stops=(check_in, replace, cancel),
        since=does.eve_of_duty,
        lapses="note_absence",
        remind=(0,),
    )
