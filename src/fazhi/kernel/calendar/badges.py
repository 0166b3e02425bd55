"""How much time is left, as people say it, and how urgent that is."""

from datetime import date, datetime

from .days import ONE_DAY, UnknownYear, is_working_day
from .moments import day_end, legal_day, moment
from .rules import SOON_DAYS

Due = date | datetime


def remaining(due: Due, now: Due) -> tuple[int, int | None]:
    """Days and working days left, below zero when it is over; no working days where a year is not announced."""
    last, today = legal_day(due), legal_day(now)
    try:
        working = _working_days(min(last, today), max(last, today))
    except UnknownYear:
        return (last - today).days, None
    return (last - today).days, working if last >= today else -working


def urgency(due: Due, now: Due) -> str:
    """over, today, soon or later: the words of the due badge."""
    days = (legal_day(due) - legal_day(now)).days
    if is_over(due, now):
        return "over"
    if days == 0:
        return "today"
    return "soon" if days <= SOON_DAYS.value() else "later"


def is_over(due: Due, now: Due) -> bool:
    """Whether the last moment has passed; a bare day is over when it has ended."""
    if not isinstance(now, datetime):
        return legal_day(due) < now
    return moment(due if isinstance(due, datetime) else day_end(due)).replace(microsecond=999_999) < moment(now)


def left(due: Due, today: Due) -> str:
    """还剩 14 天, 今天到期, 已过 3 天; on the last day of a period in hours, the hours."""
    days = (legal_day(due) - legal_day(today)).days
    if days == 0 and isinstance(due, datetime) and isinstance(today, datetime):
        return _left_in_hours(moment(due), moment(today))
    if days == 0:
        return "今天到期"
    return f"还剩 {days} 天" if days > 0 else f"已过 {-days} 天"


def _left_in_hours(due: datetime, now: datetime) -> str:
    hours = int(abs(due - now).total_seconds() // 3600)
    span = f"{hours} 小时" if hours else "不到 1 小时"
    return f"已过 {span}" if due < now else f"还剩 {span}"


def _working_days(after: date, until: date) -> int:
    """Working days after the one day, up to and including the other."""
    return sum(is_working_day(after + ONE_DAY * n) for n in range(1, (until - after).days + 1))
