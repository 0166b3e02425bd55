"""The life of a work order: dispatched, signed or sent back, answered, audited, called back, closed; danger goes before all."""

from fazhi.kernel.calendar import WorkingDays, WorkingHours
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import PUBLIC, SCHEDULE

from .. import limits
from ..conduct import orders as does
from ..models import CallBack, Reversal, WorkOrder
from ..roles import BACK_OFFICE, KEEPERS, MANAGER, SEAT
from ..rules import AUDIT_DAYS, CALLBACK_DAYS, DECIDE_DAYS, SIGN_HOURS

TAKERS = (SEAT, BACK_OFFICE, MANAGER)
OFFICE = (BACK_OFFICE, MANAGER)


class WorkOrderFlow(Flow):
    model = WorkOrder
    importers = KEEPERS
    register = Register("开工单", by=(*TAKERS, PUBLIC), does=does.take_order, numbers=True)

    draft = State("待派单", due=limits.of_dispatch, due_label="派单期限", remind=(0,))
    dispatched = State("待签收", due=WorkingHours(SIGN_HOURS), due_label="签收期限", remind=(0,))
    disputed = State("退单待裁定", due=WorkingDays(DECIDE_DAYS), due_label="退单裁定期限", remind=(0,))
    in_progress = State("办理中", due=Unlimited("办理期限另有时钟"))
    replied = State("待审核", due=WorkingDays(AUDIT_DAYS), due_label="回复审核期限", remind=(0,))
    calling_back = State("待回访", due=WorkingDays(CALLBACK_DAYS), due_label="回访期限", remind=(1, 0))
    with_manager = State("待管理人员决定", due=WorkingDays(DECIDE_DAYS), due_label="决定期限", remind=(0,))
    closed = State("已办结", final=True)
    withdrawn = State("已撤回", final=True)
    start = draft

    dispatch = (draft | disputed).to(
        dispatched,
        "派单",
        by=OFFICE,
        asks="owner! helpers? level",
        needs=(WorkOrder.title_names_nobody, does.DisputesGoToTheManager()),
        does=does.dispatch,
        tells="主办单位在“转办移送”里签收、退单、回复；举报人的姓名和电话不会给主办单位。",
    )
    sign = dispatched.to(in_progress, "签收", by=SCHEDULE, does=does.sign)
    turn_back = dispatched.to(disputed, "退单", by=SCHEDULE, adds=Reversal, needs=(WorkOrder.may_return,), does=does.turn_back)
    handle_here = draft.to(in_progress, "热线自办", by=OFFICE, does=does.sign)
    answer = in_progress.to(
        replied,
        "登记回复",
        by=(*OFFICE, SCHEDULE),
        asks="reply! told_on? outcome!",
        needs=(WorkOrder.is_whole, WorkOrder.citizen_is_told),
        does=does.note_reply,
    )
    report = in_progress.to(replied, "主办单位回复", by=SCHEDULE, does=does.note_reply)
    extend = in_progress.stays(
        "延期",
        by=MANAGER,
        extends="limit",
        needs=(does.OnlyOnce("limit"),),
        does=does.put_off,
        why=True,
        tells="只能延期一次；延期前告知诉求人原因和计划。",
    )
    urge = in_progress.stays("督办", by=OFFICE, why=True, does=does.urge)
    audit = replied.to(
        calling_back,
        "审核通过",
        by=OFFICE,
        asks="reply! told_on? outcome!",
        needs=(WorkOrder.is_whole, WorkOrder.citizen_is_told),
    )
    reject = replied.to(in_progress, "审核不通过，退回重办", by=OFFICE, why=True, does=does.hand_again)
    call_back = calling_back.stays(
        "回访",
        by=TAKERS,
        adds=CallBack,
        needs=(WorkOrder.may_be_called, NotSamePerson("taken_by", "受理的坐席不能自己回访")),
        does=does.call_back,
    )
    close = calling_back.to(closed, "办结", by=OFFICE, needs=(WorkOrder.was_called_back, does.IsContent()))
    close_uncalled = calling_back.to(
        closed, "不能回访，办结", by=OFFICE, why=True, tells="只用于不能回拨、多次联系不上的；理由留在经过里。"
    )
    redo = calling_back.to(in_progress, "不满意，重办", by=OFFICE, why=True, needs=(does.FewRedone(),), does=does.redo)
    escalate = calling_back.to(with_manager, "送热线管理人员决定", by=OFFICE, why=True)
    decide = with_manager.to(closed, "决定办结", by=MANAGER, why=True)
    decide_redo = with_manager.to(in_progress, "决定重办", by=MANAGER, why=True, does=does.hand_again)
    raise_alarm = (draft | dispatched | disputed | in_progress).stays(
        "升级红色通道",
        by=TAKERS,
        asks="told_unit!",
        why=True,
        does=does.escalate,
        danger=True,
        tells="立即拨打 110、120，同时告知热线管理人员；理由只写处置必需的险情，随即通知派出所。",
    )
    withdraw = (draft | dispatched | in_progress).to(withdrawn, "撤回", by=(*OFFICE, PUBLIC), why=True)

    limit = Clock(
        "办理期限",
        limits.of_reply,
        starts=(dispatch, handle_here, redo, decide_redo, reject),
        stops=(answer, report, withdraw),
        remind=(1, 0),
    )
