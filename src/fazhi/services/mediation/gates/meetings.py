"""What must hold of a joint meeting: who came, what was decided, what came of it."""

from typing import Any

from fazhi.kernel.flow.gates import gate, part_gate

from ..models import JointMeeting, MeetingDecision


@gate("没有列明议题，先“列入议题”")
def has_matters(meeting: JointMeeting) -> bool:
    return bool(meeting.rows("matters"))


@gate("至少有两个单位到会，先“列入参加单位”")
def others_came(meeting: JointMeeting) -> bool:
    came = {row.body_id for row in meeting.rows("bodies") if not row.is_absent} | {meeting.unit_id}
    return len(came) > 1 or bool(meeting.organs.strip())


@gate("没有议定事项，先“列入议定事项”；没有议成的，办理“没有议定事项，结束”")
def something_was_decided(meeting: JointMeeting) -> bool:
    return bool(meeting.rows("decisions"))


@gate("已经有议定事项，印发纪要以后逐项落实")
def nothing_was_decided(meeting: JointMeeting) -> bool:
    return not meeting.rows("decisions")


@gate("还有议定事项没有确认落实")
def everything_is_done(meeting: JointMeeting) -> bool | str:
    left = meeting.awaited
    return not left or f"还有 {len(left)} 项议定事项没有确认落实，最近的期限是 {left[0].due_on}"


@part_gate("这一项已经确认落实")
def is_not_done(meeting: JointMeeting, part: Any) -> bool:
    return part.done_on is None


@part_gate("这一项已经反馈，等确认落实；没有落实的，“督促再办”")
def awaits_report(meeting: JointMeeting, part: Any) -> bool:
    # Judged with the report already set on the part: what was in time is reckoned by the step itself.
    return part.done_on is None and part.was_in_time is None


@part_gate("这一项还没有反馈")
def was_reported(meeting: JointMeeting, part: MeetingDecision) -> bool:
    return part.reported_on is not None
