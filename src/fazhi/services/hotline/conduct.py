"""What is done with calls, orders, flags and seats: the verbs that their steps call."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person

from .gates import VIOLENCE_LAW
from .roles import MANAGER
from .rules import DANGER_WORDS, REDO_MOST, REPEAT_DAYS, SOLVED_DAYS
from .words import PASSED, UNHAPPY, Contact, Level, OrderKind, Outcome, PassedTo, Result, Secrecy, Source

if TYPE_CHECKING:
    from .models import Call, CallerFlag, SeatSession, WorkOrder

TASK = "hotline.task"  # the hand-over by which an owner gets an order


# --- 话务 -------------------------------------------------------------------------------------------------------------------


def take_call(call: Call, act: Acting) -> None:
    """Whose it is, whether this caller rang before, and danger in the words before anything else."""
    if act.via == "desk" and call.agent is None:
        call.agent = act.person
    if call.caller_key and act.via != "import":
        since = call.queued_at - timedelta(days=REPEAT_DAYS.value(act.on))
        same = type(call).objects.filter(caller_key=call.caller_key, queued_at__range=(since, call.queued_at))
        before = same.exclude(pk=call.pk).order_by("-queued_at").values_list("queued_at", flat=True).first()
        call.is_repeat = before is not None
        call.is_soon_again = call.is_repeat and call.queued_at - before <= timedelta(days=SOLVED_DAYS.value(act.on))
    if act.via != "import":
        _heed_danger(call, act)


def _heed_danger(call: Call, act: Acting) -> None:
    if any(word in call.question for word in DANGER_WORDS.value(act.on)):
        call.is_danger, call.contact = True, Contact.UNSAFE
    if call.is_danger:
        act.narrow(call, call.grounds_to_restrict())


def raise_alarm(call: Call, act: Acting) -> None:
    """The police get the least they need at once; nobody rings back."""
    act.part.told_at, call.is_danger, call.contact = act.at, True, Contact.UNSAFE
    act.hand_over(
        call,
        "police.alert",
        act.part.told_unit,
        reason="12348来电中发现人身危险",
        content=act.part.situation,
        details={"region": call.region.name if call.region else ""},
    )
    act.narrow(call, call.grounds_to_restrict())


def wrap_up(call: Call, act: Acting) -> None:
    if act.via != "import":
        _heed_danger(call, act)
    if act.via != "import" and call.is_danger and not call.rows("alarms"):
        raise NotAllowed("来电有人身危险，先办理“报警”，不排队", VIOLENCE_LAW)
    call.title = f"{call.get_topic_display()}来电"


def drop(call: Call, act: Acting) -> None:
    if call.result == Result.ANSWERED:
        raise NotAllowed("已经接通的电话，请整理话务单")


def check_quality(call: Call, act: Acting) -> None:
    act.part.checker = act.person


def open_order(call: Call, act: Acting) -> None:
    """What the line could not settle goes on as an order, with what the caller has said already."""
    if call.region is None:
        raise NotAllowed("先写明来电人所在地，再转工单")
    kind = registry.model("hotline.workorder")
    act.opens(
        kind(
            unit=call.unit,
            source=Source.CALL,
            call=call,
            kind=OrderKind.RISK if call.is_danger else OrderKind.CONTINUED,
            title=f"{call.get_topic_display() or '来电'}续办",
            content=call.question or act.reason,
            requester=call.asker,
            phone=call.caller,
            contact=call.contact,
            region=call.region,
            level=Level.URGENT if call.is_danger else Level.ORDINARY,
            taken_by=call.agent,
        )
    )


def pass_on(call: Call, act: Acting) -> None:
    """To whoever decides on it, with what the caller has said already."""
    row = act.part
    row.passed_on = act.on
    same = [each for each in call.rows("passings") if each is not row and (each.kind, each.to_id) == (row.kind, row.to_id)]
    if any(each.is_open for each in same):
        raise NotAllowed(f"已经转给{row.to}，还没有结果")
    act.hand_over(
        call,
        PASSED[PassedTo(row.kind)],
        row.to,
        reason=act.reason or f"来电人同意{row.get_kind_display()}",
        content=call.question or call.title,
        consent=row.consents,
        details={
            "topic": call.get_topic_display(),
            "region": call.region.code if call.region else "",
            "asker": call.asker or "匿名",
            "phone": call.caller,
            "contact": call.get_contact_display(),
        },
        about=f"{row.kind}-{len(same) + 1}-{row.to.code}",
    )


def call_heard_back(row: HandOver, person: Person | None) -> None:
    """Accepted, sent back or answered: it stands beside the call at once."""
    call = registry.model("hotline.call").objects.filter(pk=row.record_id).first()
    open_rows = [each for each in call.rows("passings") if each.is_open] if call else []
    passing = next((each for each in open_rows if PASSED[PassedTo(each.kind)] == row.kind and each.to_id == row.to_unit_id), None)
    if passing is None:
        return
    told = {
        HandOver.State.ACCEPTED: {"accepted_on": timezone.localdate()},
        HandOver.State.RETURNED: {"returned_because": row.return_reason[:300]},
        HandOver.State.ANSWERED: {"result": row.result},
    }
    doors.take("hear_back", call, None, told[row.state], reason=f"{row.to_unit}反馈", part=passing, via="schedule")


registry.leave(handovers.SENDER_HEARS, "hotline.call", call_heard_back)


# --- 工单 -------------------------------------------------------------------------------------------------------------------


def take_order(order: WorkOrder, act: Acting) -> None:
    """Which seat took it; a ledger does not know."""
    if act.via != "import":
        order.taken_by = order.taken_by or act.person


def dispatch(order: WorkOrder, act: Acting) -> None:
    """The owner gets the matter; of a report, nothing that tells who made it."""
    disputed = [row for row in order.rows("reversals") if not row.decided]
    order.dispatched_at, order.is_fixed = act.at, order.is_fixed or bool(disputed)
    for row in disputed:
        row.decided = f"由{order.owner}主办" + (f"，{order.helpers}协办" if order.helpers else "")
        act.save(row)
    _hand(order, act, "热线派单")


def _hand(order: WorkOrder, act: Acting, reason: str) -> None:
    hidden = order.secrecy == Secrecy.REPORT
    told = {
        "kind": order.get_kind_display(),
        "level": order.get_level_display(),
        "secrecy": order.get_secrecy_display(),
        "region": order.region.code,
        "helpers": order.helpers,
        "contact": order.get_contact_display(),
    }
    who = {} if hidden else {"asker": order.requester or "匿名", "phone": order.phone}
    act.hand_over(
        order, TASK, order.owner, reason=act.reason or reason, content=order.content, consent=True, details=told | who,
        about=str(order.redone + order.returns),
    )  # fmt: skip


def sign(order: WorkOrder, act: Acting) -> None:
    order.signed_at = act.at


def turn_back(order: WorkOrder, act: Acting) -> None:
    order.returns += 1
    act.part.by = order.owner


def note_reply(order: WorkOrder, act: Acting) -> None:
    """What the owner reports stands as its reply until it is audited."""
    order.replied_on = act.on
    if not order.reply.strip():
        order.reply = act.reason
    if not order.outcome:
        order.outcome = Outcome.EXPLAINED


def urge(order: WorkOrder, act: Acting) -> None:
    if order.owner is None:
        raise NotAllowed("热线自办的工单不用督办")


def hand_again(order: WorkOrder, act: Acting) -> None:
    order.reply, order.told_on, order.replied_on, order.outcome = "", None, None, ""
    order.redone += 1
    if order.owner is not None:
        _hand(order, act, "退回重办")


def redo(order: WorkOrder, act: Acting) -> None:
    hand_again(order, act)


def call_back(order: WorkOrder, act: Acting) -> None:
    act.part.by, act.part.on = act.person, act.on
    if act.part.is_reached and act.part.rating:
        order.rating = act.part.rating


def escalate(order: WorkOrder, act: Acting) -> None:
    order.is_escalated, order.level = True, Level.MOST_URGENT


class DisputesGoToTheManager(Gate):
    """Who is to do what two have sent back is decided by the manager, and is then fixed."""

    def refusal(self, case: WorkOrder, act: Acting | None) -> NotAllowed | None:
        if case.state != "disputed" or act is None or act.via == "import":
            return None
        may = act.person is not None and act.person.may_at(case.path, MANAGER)
        return None if may else NotAllowed("退单以后的主办单位由热线管理人员裁定")


class OnlyOnce(Gate):
    """A clock that was lengthened once is not lengthened again."""

    def __init__(self, clock: str) -> None:
        self.clock = clock

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        extended = any(row["name"] == self.clock and row.get("extensions") for row in case.clocks)
        return NotAllowed("已经延期过一次，不能再延期") if extended else None


class IsContent(Gate):
    """Who said to be dissatisfied is not closed over."""

    def refusal(self, case: WorkOrder, act: Acting | None) -> NotAllowed | None:
        return NotAllowed("诉求人不满意，请“重办”，或者送热线管理人员决定") if case.rating in UNHAPPY else None


class FewRedone(Gate):
    """Twice at most; then the manager decides."""

    def refusal(self, case: WorkOrder, act: Acting | None) -> NotAllowed | None:
        most = REDO_MOST.value()
        return NotAllowed(f"已经重办 {most} 次，请送热线管理人员决定") if case.redone >= most else None


def heard_back(row: HandOver, person: Person | None) -> None:
    """The owner signed, sent back or answered: the order follows at once."""
    order = registry.model("hotline.workorder").objects.filter(pk=row.record_id).first()
    if order is None:
        return
    take = partial(doors.take, case=order, person=None, at=None, via="schedule")
    if row.state == HandOver.State.ACCEPTED and order.state == "dispatched":
        take("sign", data={}, reason=f"{row.to_unit}签收")
    elif row.state == HandOver.State.RETURNED and order.state == "dispatched":
        if order.is_fixed:
            raise NotAllowed("主办已经裁定，不得再次退单；办理有困难的，请热线管理人员协调")
        take("turn_back", data={"reason": row.return_reason[:300]}, reason=row.return_reason)
    elif row.state == HandOver.State.ANSWERED and order.state == "in_progress":
        take("report", data={}, reason=row.result)


registry.leave(handovers.HEARD_BACK, TASK, heard_back)


# --- 标记、坐席 -------------------------------------------------------------------------------------------------------------


def approve_first(flag: CallerFlag, act: Acting) -> None:
    flag.first_approver = act.person


def approve_second(flag: CallerFlag, act: Acting) -> None:
    flag.second_approver = act.person


def sign_in(seat: SeatSession, act: Acting) -> None:
    seat.signed_in_at = act.at


def sign_out(seat: SeatSession, act: Acting) -> None:
    seat.signed_out_at = act.at
