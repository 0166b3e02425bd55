"""What a supervised body does with a letter on its own desk comes back as steps of the letter (ADR 21)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Person

if TYPE_CHECKING:
    from ..models import Instrument, RectificationItem, Reminder

LETTER = "oversight.letter"  # the hand-over by which a supervised body gets a letter and answers it
ITEM = "整改事项"  # among the details of a hand-over: which of the letter's problems it is about


def deliver_reminder(reminder: Reminder, act: Acting) -> None:
    told = {"提醒类型": reminder.get_kind_display(), "触发事项": reminder.trigger}
    content = f"事实：{reminder.facts}\n建议：{reminder.suggestion}"
    act.hand_over(reminder, LETTER, reminder.body, reason="提醒函请回复", content=content, details=told)


def deliver(instrument: Instrument, act: Acting, again: str = "") -> None:
    """To the body itself; a body under vertical management, or another receiver, is served on paper."""
    case = instrument.case
    if case.is_vertical:
        return
    told = {"文书": instrument.get_kind_display(), "依据": instrument.basis}
    content = f"事实和理由：{instrument.facts}\n要求：{instrument.demand}"
    about = f"第{instrument.version}次" if again else ""
    act.hand_over(instrument, LETTER, case.body, reason=again or "签收后按期报告", content=content, details=told, about=about)
    if not again:
        for row in instrument.rows("items"):
            deliver_item(instrument, row, act)


def deliver_item(instrument: Instrument, item: RectificationItem, act: Acting, again: bool = False) -> None:
    """Each problem with a day of its own is answered by itself."""
    if instrument.case.is_vertical or act.via == "import":
        return
    rows = sorted(row.pk for row in instrument.rows("items"))
    number = rows.index(item.pk) + 1
    about = f"事项{number}" + (f"-第{instrument.version}次" if again else "")
    told = {"文书": instrument.get_kind_display(), ITEM: number, "整改期限": item.due_on.isoformat()}
    reason = f"验收不合格：{item.evidence}" if again else "单项整改，按期报告"
    body = instrument.case.body
    act.hand_over(instrument, LETTER, body, reason=reason, content=item.content, details=told, about=about, due_on=item.due_on)


def heard_back(row: HandOver, person: Person | None) -> None:
    """Signed for or answered: the letter follows at once."""
    letter = registry.model(row.of).objects.filter(pk=row.record_id).first()
    if letter is not None:
        STEPS[row.of](letter, row)


def _of_reminder(reminder: Reminder, row: HandOver) -> None:
    if row.state == HandOver.State.ANSWERED and reminder.state == "sent":
        _take("reply", reminder, row, {"reply": row.result})


def _of_instrument(instrument: Instrument, row: HandOver) -> None:
    if row.state == HandOver.State.ACCEPTED and instrument.state == "issued":
        _take("serve", instrument, row, {})
    elif row.state == HandOver.State.ANSWERED and ITEM in row.details:
        _of_item(instrument, row)
    elif row.state == HandOver.State.ANSWERED and instrument.state in ("served", "unmended"):
        _take("report", instrument, row, {"report": row.result})


def _of_item(instrument: Instrument, row: HandOver) -> None:
    item = sorted(instrument.rows("items"), key=lambda each: each.pk)[row.details[ITEM] - 1]
    if instrument.state in ("served", "reported", "unmended") and not item.is_mended:
        _take("report_item", instrument, row, {"report": row.result}, part=item)


def _take(step: str, letter: Any, row: HandOver, data: dict[str, Any], **on: Any) -> None:
    word = "签收" if row.state == HandOver.State.ACCEPTED else "反馈"
    doors.take(step, letter, None, data, reason=f"{row.to_unit}{word}", via="schedule", **on)


STEPS = {"oversight.reminder": _of_reminder, "oversight.instrument": _of_instrument}
registry.leave(handovers.HEARD_BACK, LETTER, heard_back)
# A letter of oversight is objected to, never sent back.
registry.leave(
    handovers.NEVER_BACK, LETTER, "监督文书、提醒函不能退回；不属于本单位的事、有不同意见的，签收后在反馈里说明，或者申请复查"
)
