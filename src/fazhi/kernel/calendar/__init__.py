"""日历与期限: working days with make-up days, periods, and why a day is the day."""

from .badges import is_over, left, remaining, urgency
from .counting import Paused
from .days import UnknownYear, arranged, arrangement, day_name, is_working_day, known_years
from .grid import Cell, Grid, Week, spoken, weeks
from .moments import LEGAL_TIME, day_end, day_start, day_words, legal_day, now, today, weekday_words
from .periods import Days, Hours, Months, Period, WorkingDays, WorkingHours, Years
from .reasons import Reason
from .reckoning import Day, Reckoning, reckon

__all__ = [
    "LEGAL_TIME", "Cell", "Day", "Days", "Grid", "Hours", "Months", "Paused", "Period", "Reason", "Reckoning", "UnknownYear",
    "Week", "WorkingDays", "WorkingHours", "Years", "arranged", "arrangement", "day_end", "day_name", "day_start", "day_words",
    "is_over", "is_working_day", "known_years", "left", "legal_day", "now", "reckon", "remaining", "spoken", "today",
    "urgency", "weekday_words", "weeks",
]  # fmt: skip
