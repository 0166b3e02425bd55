"""开放时间 as people write it, read strictly: `周一至周五 09:00-12:00、13:30-17:00；周六 09:00-12:00`."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from fazhi.kernel.calendar import UnknownYear, is_working_day

DAYS = "一二三四五六日"
WORKING, FIRST_OF_WEEKEND = "工作日", 5
RULE = re.compile(r"^(?P<days>工作日|每天|周[一二三四五六日](?:至周[一二三四五六日])?)\s*(?P<spans>.+)$")
SPAN = re.compile(r"^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$")
ALWAYS = "24小时"


class BadHours(ValueError):
    """The text names no hours; the sentence says what cannot be read and how it is written."""


@dataclass(frozen=True, slots=True)
class Rule:
    """On these weekdays (Monday is 0), from … to …; `working` follows the calendar of working days instead."""

    weekdays: frozenset[int]
    spans: tuple[tuple[time, time], ...]
    working: bool = False

    def holds(self, moment: datetime) -> bool:
        return self._on(moment) and any(start <= moment.time() < end for start, end in self.spans)

    def _on(self, moment: datetime) -> bool:
        if not self.working:
            return moment.weekday() in self.weekdays
        try:
            return is_working_day(moment.date())
        except UnknownYear:
            return moment.weekday() < FIRST_OF_WEEKEND


def parse(text: str) -> tuple[Rule, ...]:
    """The rules of a text; raises BadHours."""
    written = text.strip().replace("：", ":").replace("－", "-").replace("—", "-").replace("~", "-")
    if written == ALWAYS:
        return (Rule(frozenset(range(7)), ((time(0), time(23, 59, 59)),)),)
    return tuple(_rule(part.strip()) for part in re.split("[；;]", written) if part.strip()) or _refuse(text)


def is_open(text: str, moment: datetime) -> bool:
    """Whether a place that keeps these hours is open at a (local) moment."""
    return any(rule.holds(moment) for rule in parse(text))


def _rule(part: str) -> Rule:
    found = RULE.match(part)
    if not found:
        _refuse(part)
    spans = tuple(_span(each.strip()) for each in re.split("[、,，]", found["spans"]))
    return Rule(_weekdays(found["days"]), spans, working=found["days"] == WORKING)


def _weekdays(words: str) -> frozenset[int]:
    if words in (WORKING, "每天"):
        return frozenset(range(7))
    ends = [DAYS.index(letter) for letter in words if letter in DAYS]
    if ends[-1] < ends[0]:
        raise BadHours(f"“{words}”的先后反了")
    return frozenset(range(ends[0], ends[-1] + 1))


def _span(words: str) -> tuple[time, time]:
    found = SPAN.match(words)
    if not found:
        _refuse(words)
    numbers = [int(each) for each in found.groups()]
    if max(numbers[0], numbers[2]) > 23 or max(numbers[1], numbers[3]) > 59:
        raise BadHours(f"“{words}”不是钟点")
    start, end = time(*numbers[:2]), time(*numbers[2:])
    if end <= start:
        raise BadHours(f"“{words}”的结束不晚于开始")
    return start, end


def _refuse(words: str) -> tuple[Rule, ...]:
    raise BadHours(f"看不懂“{words}”，请写成：周一至周五 09:00-12:00、13:30-17:00；周六 09:00-12:00")
