"""By when: each period of legal aid with its article; whether days that fall on a holiday roll on is the city's own word."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from fazhi.kernel.calendar import Days, Hours, Period, UnknownYear, WorkingDays
from fazhi.kernel.org.paths import WIDTH, covers

from .rules import CLOSE_DAYS, PAPERS_DAYS, PROGRESS_DAYS, ROLLS, SUPPLEMENT_DAYS, TRANSFER_DAYS

if TYPE_CHECKING:
    from .models import AidCase, DutyHelp, Objection

REVIEW_LAW, NOTICE_LAW, OBJECTION_LAW = "法律援助法 第四十三条第一款", "法律援助法 第三十六条", "法律援助法 第四十九条第二款"
SUPPLEMENT_LAW = "法律援助法 第四十三条第二款"
CUSTODY_LAW, DUTY_LAW = "法律援助法 第三十九条第一款", "法律援助法 第三十九条第二款"
FORWARD = timedelta(hours=24)
EVE = timedelta(days=1)
URGENT_DAYS = 7  # 法律援助法 第四十四条第一款第一项: less than seven days are left
PROGRESS, PAPERS = Days(PROGRESS_DAYS), Days(PAPERS_DAYS)
TRANSFER = WorkingDays(TRANSFER_DAYS)


def days(amount: int, law: str) -> Period:
    """Days of the law, counted as the city has settled."""
    return Days(amount, law=law, roll=ROLLS.value())


def of_review(case: "AidCase") -> Period | None:
    """Seven days from the application; a notice is not reviewed."""
    return None if case.is_notified else days(7, REVIEW_LAW)


def day_received(case: "AidCase") -> date:
    """From the application, also where it was sent elsewhere in between and came back."""
    return case.opened_on


def of_notice(case: "AidCase") -> Period | None:
    """Three days from a notice of court, procuratorate or police."""
    return days(3, NOTICE_LAW) if case.is_notified else None


def of_assignment(case: "AidCase") -> Period:
    """Three days from the decision."""
    return days(3, REVIEW_LAW)


def of_objection(objection: "Objection") -> Period:
    return days(5, OBJECTION_LAW)


def of_forwarding(duty: "DutyHelp") -> Period:
    """Hours do not roll: who is detained waits day and night."""
    return Hours(24, law=DUTY_LAW)


def of_supplement(case: "AidCase") -> Period | None:
    """One day from the eve, so that the clock ends on the day that the notice names."""
    return Days(1, law=SUPPLEMENT_LAW, roll=False) if case.supplement_by else None


def eve_of_supplement(case: "AidCase") -> date | None:
    return case.supplement_by - EVE if case.supplement_by else None


def of_limitation(case: "AidCase") -> Period | None:
    return Days(1, roll=False) if case.limitation_on else None


def eve_of_limitation(case: "AidCase") -> date | None:
    return case.limitation_on - EVE if case.limitation_on else None


def of_transfer(case: "AidCase") -> Period | None:
    """Where another centre is competent, it gets the application at once."""
    return None if case.is_notified or is_here(case) else TRANSFER


def is_here(case: "AidCase") -> bool:
    """Whether the competent body or the event lies in the region of the centre; read from paths, without a query."""
    region = case.unit.path[:-WIDTH] or case.unit.path
    return covers(region, case.competent.path)


def supplement_day(on: date) -> date:
    """The last day for what is missing, unless the notice names another; an unannounced year rolls no day."""
    period = Days(SUPPLEMENT_DAYS)
    try:
        return period.due(on)
    except UnknownYear:
        return period.not_before(on)


def is_report_late(ended_on: date, on: date) -> bool:
    return on > ended_on + timedelta(days=CLOSE_DAYS.value(on))
