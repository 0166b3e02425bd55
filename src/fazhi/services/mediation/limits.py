"""By when: the limit of each kind of mediation, as periods with their articles."""

from datetime import date
from typing import TYPE_CHECKING

from fazhi.kernel.calendar import Days, Hours, Months, Period, UnknownYear, WorkingDays

from .rules import ACCEPT_DAYS, DECISION_LAST_DAY, GENERAL_MONTHS, MINUTES_DAYS, REPORT_HOURS
from .words import CourtStage, Source

if TYPE_CHECKING:
    from .models import Dispute, JointMeeting

ACCEPT = WorkingDays(ACCEPT_DAYS)
ACCEPT_FROM_COURT = WorkingDays(3, law="人民法院在线调解规则 第十二条")
REPORT = Hours(REPORT_HOURS)
MINUTES = WorkingDays(MINUTES_DAYS)
DECISION = Days(DECISION_LAST_DAY, roll=False)
GENERAL = Months(GENERAL_MONTHS)
MEDICAL = WorkingDays(30, law="医疗纠纷预防和处理条例 第三十八条")
LABOUR = Days(15, law="劳动争议调解仲裁法 第十四条第三款")
COURT_ARTICLE = "人民法院在线调解规则 第二十四条"
IN_COURT = {
    CourtStage.BEFORE: Days(30, law=COURT_ARTICLE),
    CourtStage.ORDINARY: Days(15, law=COURT_ARTICLE),
    CourtStage.SUMMARY: Days(7, law=COURT_ARTICLE),
}


def of_acceptance(dispute: "Dispute") -> Period:
    """A court's referral is confirmed within three working days; otherwise the city says."""
    return ACCEPT_FROM_COURT if dispute.source == Source.COURT else ACCEPT


def of_mediation(dispute: "Dispute") -> Period | None:
    """None for a labour dispute, whose fifteen days run from the application."""
    if dispute.is_labour:
        return None
    if dispute.is_medical:
        return MEDICAL
    return IN_COURT[dispute.court_stage or CourtStage.BEFORE] if dispute.source == Source.COURT else GENERAL


def of_labour(dispute: "Dispute") -> Period | None:
    """After these days the parties may go to arbitration, whether or not mediation goes on."""
    return LABOUR if dispute.is_labour else None


def day_of_arbitration(applied: date) -> date:
    """The last of the fifteen days; without rolling over rest days while next year's are not announced."""
    try:
        return LABOUR.due(applied)
    except UnknownYear:
        return LABOUR.full(applied)


def day_applied(dispute: "Dispute") -> date:
    return dispute.opened_on


def day_effective(dispute: "Dispute") -> date | None:
    return dispute.effective_on


def last_performance(dispute: "Dispute") -> date | None:
    """The last day of performance that was agreed, else the day the agreement took effect."""
    return max((term.due_on for term in dispute.standing_terms if term.due_on), default=dispute.effective_on)


def day_accepted(dispute: "Dispute") -> date | None:
    return dispute.accepted_on


def of_report(dispute: "Dispute") -> Period | None:
    """Within hours of knowing; what is known later still does not begin them anew."""
    runs = any(row["name"] == "reporting" for row in dispute.clocks)
    return REPORT if dispute.major_since and not dispute.reported_at and not runs else None


def of_next_decision(meeting: "JointMeeting") -> Period | None:
    """What was decided is due on the day that the meeting named."""
    return DECISION if meeting.eve_of_next_decision() else None
