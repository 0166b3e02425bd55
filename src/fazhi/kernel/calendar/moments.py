"""The legal day: Asia/Shanghai, whatever the server's clock is set to."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LEGAL_TIME = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"


def legal_day(when: date | datetime) -> date:
    """The day in China of a moment; a moment without zone is taken as China's time."""
    return moment(when).date() if isinstance(when, datetime) else when


def moment(when: datetime) -> datetime:
    """The same moment on China's clock."""
    return when.replace(tzinfo=LEGAL_TIME) if when.tzinfo is None else when.astimezone(LEGAL_TIME)


def day_start(day: date) -> datetime:
    return datetime.combine(day, time.min, LEGAL_TIME)


def day_end(day: date) -> datetime:
    """The last second of the day: 二十四时截止, 民法典 第二百零三条第二款."""
    return datetime.combine(day, time(23, 59, 59), LEGAL_TIME)


def now() -> datetime:
    return datetime.now(LEGAL_TIME)


def today() -> date:
    return now().date()


def day_words(day: date, beside: date | None = None) -> str:
    """10月9日; with its year where that differs from the year of the day it is read beside."""
    year = f"{day.year}年" if beside is None or beside.year != day.year else ""
    return f"{year}{day.month}月{day.day}日"


def weekday_words(day: date) -> str:
    return f"星期{WEEKDAYS[day.weekday()]}"


def clock_words(when: datetime, beside: date | None = None) -> str:
    """10月9日10:20, on China's clock."""
    local = moment(when)
    return f"{day_words(local.date(), beside)}{local:%H:%M}"
