"""What is done with a call: taken, wrapped up, passed on, checked; danger before all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person

from ..gates import VIOLENCE_LAW
from ..rules import DANGER_WORDS, REPEAT_DAYS, SOLVED_DAYS
from ..words import PASSED, Contact, Level, OrderKind, PassedTo, Result, Source

if TYPE_CHECKING:
    from ..models import Call


def take_call(call: Call, act: Acting) -> None:
    """Whose it is, whether this caller rang before, and danger in the words before anything else."""
    if act.is_by_hand and call.agent is None:
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
    """What was drawn is checked as what it was drawn for."""
    act.part.checker, call.checked_on, call.awaits_check = act.person, act.on, False
    act.part.sample = call.drawn_as or act.part.sample


def be_drawn(call: Call, act: Acting) -> None:
    call.awaits_check = call.checked_on is None


def open_order(call: Call, act: Acting) -> None:
    """What the line could not settle goes on as an order, with what the caller has said already."""
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
            contact_note=call.contact_note or ("时段请先问热线" if call.contact == Contact.HOURS else ""),
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
