"""What is done with a work order, and how its owner is heard."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow import clocks, doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person

from .. import limits
from ..roles import MANAGER
from ..rules import REDO_MOST
from ..words import KEPT_FROM, UNHAPPY, Contact, Level, Outcome

if TYPE_CHECKING:
    from ..models import WorkOrder

TASK = "hotline.task"  # the hand-over by which an owner gets an order


def take_order(order: WorkOrder, act: Acting) -> None:
    """Which seat took it; a ledger does not know."""
    if act.via == "import":
        return
    order.taken_by = order.taken_by or act.person
    act.narrow(order, order.grounds_to_restrict())
    if order.contact == Contact.HOURS and not order.contact_note.strip():
        raise ValidationError({"contact_note": "仅限时段联系的，写明什么时候、怎么联系"})


def dispatch(order: WorkOrder, act: Acting) -> None:
    """The owner gets the matter; of a report, nothing that tells who made it."""
    disputed = [row for row in order.rows("reversals") if not row.decided]
    order.dispatched_at, order.is_fixed = act.at, order.is_fixed or bool(disputed)
    for row in disputed:
        row.decided = f"由{order.owner}主办" + (f"，{order.helpers}协办" if order.helpers else "")
        act.save(row)
    _hand(order, act, "热线派单")


def _hand(order: WorkOrder, act: Acting, reason: str) -> None:
    told = {
        "kind": order.get_kind_display(),
        "level": order.get_level_display(),
        "secrecy": order.get_secrecy_display(),
        "region": order.region.code,
        "helpers": order.helpers,
    }
    who = {
        "asker": order.requester or "匿名",
        "phone": order.phone,
        "contact": order.get_contact_display(),
        "contact_note": order.contact_note,
    }
    details = told if order.is_reporter_hidden else told | who
    why, content = (order.to_owner(text) for text in (act.reason or reason, order.content))
    act.hand_over(
        order, TASK, order.owner, reason=why, content=content, consent=True, details=details,
        about=str(order.redone + order.returns), due_on=_reply_by(order, act),
    )  # fmt: skip


def _reply_by(order: WorkOrder, act: Acting) -> date:
    """The day the owner reads in its inbox: that of the clock which this act starts."""
    limit = limits.of_reply(order)
    last = limit.due(act.at if limit.in_hours else act.on)
    return timezone.localdate(last) if isinstance(last, datetime) else last


def put_off(order: WorkOrder, act: Acting) -> None:
    """The owner reads the longer time too, once the clock has it."""
    if act.via != "import":
        act.docket.sendings.append(lambda: _put_off(order, act))


def _put_off(order: WorkOrder, act: Acting) -> None:
    last = next(date.fromisoformat(row["due"]) for row in clocks.running(order) if row["name"] == "limit")
    for sent in handovers.of_case(order).filter(kind=TASK, state__in=(HandOver.State.SENT, HandOver.State.ACCEPTED)):
        handovers.put_off(sent, last, act.person, act.reason)


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
    if act.via != "import" and act.part.method == KEPT_FROM.get(Contact(order.contact)):
        raise ValidationError({"method": f"诉求人登记为“{order.get_contact_display()}”，换一种方式"})
    act.part.by, act.part.on = act.person, act.on
    if act.part.is_reached and act.part.rating:
        order.rating = act.part.rating


def escalate(order: WorkOrder, act: Acting) -> None:
    """The police get the least they need at once; the clock of an order on its way is that of the gravest."""
    order.is_escalated, order.level = True, Level.MOST_URGENT
    act.hand_over(
        order,
        "police.alert",
        order.told_unit,
        reason="12348工单中发现人身危险",
        content=act.reason,
        details={"region": order.region.name},
    )
    act.narrow(order, order.grounds_to_restrict())


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
