"""What is counted of joint meetings: how many were held, and whether what they decided was done."""

from django.db.models import Q

from fazhi.kernel.indicators.declared import Count, Indicators, Rate

from .models import JointMeeting, MeetingDecision, MeetingMatter

HELD = ~Q(state__in=("called", "cancelled"))
DECIDED = ~Q(of__state__in=("called", "cancelled", "held"))


class MeetingIndicators(Indicators):
    model = JointMeeting
    joint_meetings = Count("联席会议", unit="次", on="held_on", where=HELD)


class MatterIndicators(Indicators):
    model = MeetingMatter
    discussed = Count("联席会议研究的案件", on="of__held_on", where=Q(dispute__isnull=False), once_per="dispute")


class DecisionIndicators(Indicators):
    model = MeetingDecision
    decided = Count("联席会议议定事项", unit="项", on="of__held_on", where=DECIDED)
    decided_in_time_rate = Rate(
        "议定事项按期反馈率", among=Q(was_in_time__isnull=False), of=Q(was_in_time=True), on="of__held_on", unit="%"
    )
    decided_done_rate = Rate("议定事项落实率", among=DECIDED, of=Q(done_on__isnull=False), on="of__held_on")
