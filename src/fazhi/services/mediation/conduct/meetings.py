"""What the steps of a joint meeting do: each decision goes to the unit that answers for it, and its answer comes back (ADR 21)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Person

if TYPE_CHECKING:
    from ..models import JointMeeting, MeetingDecision

DECISION = "mediation.decision"  # the hand-over by which a unit gets what it is to do, and reports on it
ITEM = "议定事项"  # among its details: which of the meeting's decisions it is about
OPEN = (HandOver.State.SENT, HandOver.State.ACCEPTED)


def issue(meeting: JointMeeting, act: Acting) -> None:
    meeting.issued_on = act.on
    for row in meeting.rows("decisions"):
        _deliver(meeting, row, act)


def _deliver(meeting: JointMeeting, row: MeetingDecision, act: Acting, reason: str = "") -> None:
    """The unit learns what it is to do, and nothing else of the meeting."""
    if act.via == "import":
        return
    number = _number_of(meeting, row)
    about = f"事项{number}" + (f"-第{row.pressed}次督促" if reason else "")
    told = {ITEM: number, "会议": meeting.title, "配合单位": row.helpers}
    act.hand_over(
        meeting,
        DECISION,
        row.responsible,
        reason=reason or "联席会议议定事项，请按期落实并反馈",
        content=row.content,
        details=told,
        about=about,
        due_on=row.due_on,
    )


def _number_of(meeting: JointMeeting, row: MeetingDecision) -> int:
    return sorted(each.pk for each in meeting.rows("decisions")).index(row.pk) + 1


def note_report(meeting: JointMeeting, act: Acting) -> None:
    row = act.part
    row.reported_on = row.reported_on or act.on
    if not meeting.held_on <= row.reported_on <= act.on:
        raise ValidationError({"reported_on": f"反馈日期应当在召开日期（{meeting.held_on}）和办理之日之间"})
    row.was_in_time = row.reported_on <= row.due_on
    _keep(meeting, row)
    if act.is_by_hand:
        act.docket.sendings.append(lambda: _answer(meeting, row, act))


def press(meeting: JointMeeting, act: Acting) -> None:
    """What was not done is sent once more; what is still out gets another day."""
    row = act.part
    if row.due_on < act.on:
        raise ValidationError({"due_on": "新的期限不能早于办理之日"})
    row.pressed += 1
    again = row.reported_on is not None
    row.reported_on, row.was_in_time = None, None
    _keep(meeting, row)
    if again:
        _deliver(meeting, row, act, act.reason)
    elif act.via != "import":
        act.docket.sendings.append(lambda: _put_off(meeting, row, act))


def _answer(meeting: JointMeeting, row: MeetingDecision, act: Acting) -> None:
    """What was reported on paper waits in nobody's inbox any more."""
    for sent in _out(meeting, row):
        handovers.answer(sent, act.person, row.report)


def _put_off(meeting: JointMeeting, row: MeetingDecision, act: Acting) -> None:
    for sent in _out(meeting, row):
        handovers.put_off(sent, row.due_on, act.person, act.reason)


def _out(meeting: JointMeeting, row: MeetingDecision) -> list[HandOver]:
    """What its unit has not answered yet."""
    sent = handovers.of_case(meeting).filter(kind=DECISION, state__in=OPEN)
    return [each for each in sent if each.details.get(ITEM) == _number_of(meeting, row)]


def confirm(meeting: JointMeeting, act: Acting) -> None:
    act.part.done_on, act.part.confirmed_by = act.on, act.person
    _keep(meeting, act.part)


def _keep(meeting: JointMeeting, row: MeetingDecision) -> None:
    """Let the clocks see the row as the act leaves it; one that a ledger tells of is the meeting's own already."""
    if row.pk:
        meeting.hold("decisions", row)


def heard_back(sent: HandOver, person: Person | None) -> None:
    """The unit reported, or sent it back: the decision follows at once."""
    meeting = registry.model("mediation.jointmeeting").objects.filter(pk=sent.record_id).first()
    told = {HandOver.State.ANSWERED: sent.result, HandOver.State.RETURNED: f"退回：{sent.return_reason}"}.get(sent.state)
    row = meeting and told and _awaited(meeting, sent)
    if row:
        reason = f"{sent.to_unit}{'反馈' if sent.state == HandOver.State.ANSWERED else '退回'}"
        doors.take("report", meeting, None, {"report": told}, part=row, via="schedule", reason=reason)


def _awaited(meeting: JointMeeting, sent: HandOver) -> Any:
    rows = sorted(meeting.rows("decisions"), key=lambda each: each.pk)
    number = sent.details.get(ITEM, 0)
    row = rows[number - 1] if 0 < number <= len(rows) else None
    return row if row is not None and row.was_in_time is None and meeting.state == "following" else None


registry.leave(handovers.HEARD_BACK, DECISION, heard_back)
