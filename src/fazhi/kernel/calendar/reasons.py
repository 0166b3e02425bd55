"""Why a day is the day: sentences for those who must keep it, each with its article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from . import counting
from .counting import Pause
from .days import ONE_DAY, arranged, day_name, is_working_day
from .moments import clock_words, day_words, legal_day, weekday_words
from .periods import Period, words

START = "民法典 第二百零一条第一款"
HOUR_START = "民法典 第二百零一条第二款"
MONTH_END = "民法典 第二百零二条"
REST_DAY = "民法典 第二百零三条第一款"
DAY_END = "民法典 第二百零三条第二款"
HOLIDAYS = "全国年节及纪念日放假办法 第七条"


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence, and the citation it stands on, if any."""

    text: str
    law: str = ""


@dataclass(frozen=True)
class Facts:
    """What a reckoning found: where the count is full, where that ends, or since when it stands still."""

    period: Period
    start: date | datetime
    length: int
    extra: int
    pauses: tuple[Pause, ...]
    full: date | datetime | None
    due: date | datetime | None
    stands_since: date | None = None

    @property
    def first(self) -> date:
        return legal_day(self.start)

    @property
    def full_day(self) -> date | None:
        return None if self.full is None else legal_day(self.full)

    @property
    def last(self) -> date | None:
        return None if self.due is None else legal_day(self.due)

    @property
    def last_shown(self) -> date:
        """The day up to which days are listed: the due day, or the day on which the pause began."""
        return self.last or max(self.stands_since or self.first, self.first)

    @property
    def biting(self) -> list[tuple[date, date]]:
        """The days that pauses took out of this period, first and last."""
        spans = [(max(since, self.first + ONE_DAY), until) for since, until in self.pauses]
        return [(since, until - ONE_DAY) for since, until in spans if until and since < until and since <= self.last_shown]


def of(facts: Facts) -> Iterator[Reason]:
    """All the reasons, in the order in which one counts."""
    yield _start(facts)
    yield from _granted(facts)
    yield from _paused(facts)
    if facts.full is not None:
        yield from _count(facts)
    if facts.period.unit in ("wd", "wh"):
        yield from _arranged(facts)
    if facts.full is not None and facts.due is not None:
        yield from _rest_day(facts)
    if not (facts.extra or facts.biting or facts.stands_since or facts.period.backward):
        yield Reason("没有暂停，没有延长。")


def _start(facts: Facts) -> Reason:
    if isinstance(facts.start, datetime) and facts.period.in_hours:
        turn = "往回推算" if facts.period.backward else "起算"
        return Reason(f"从{clock_words(facts.start)}{turn}。", HOUR_START)
    if facts.period.backward:
        return Reason(f"{day_words(facts.first)}当日不计入，从前一日往回推算。", START)
    return Reason(f"{day_words(facts.first)}当日不计入，从{_near(facts.first + ONE_DAY, facts)}起算。", START)


def _granted(facts: Facts) -> Iterator[Reason]:
    if facts.extra:
        unit = facts.period.unit
        yield Reason(
            f"期限{words(facts.length - facts.extra, unit)}，延长{words(facts.extra, unit)}，共{words(facts.length, unit)}。"
        )


def _paused(facts: Facts) -> Iterator[Reason]:
    for since, until in facts.biting:
        days = (until - since).days + 1
        yield Reason(f"{_span(since, until, facts)}暂停，{days}日不计，{_near(until + ONE_DAY, facts)}接着计算。")
    if facts.stands_since:
        yield Reason(f"自{_near(facts.stands_since, facts)}起暂停，恢复之后才能算出最后一日。")


def _count(facts: Facts) -> Iterator[Reason]:
    basis = facts.period.counted_by or facts.period.law
    if facts.period.in_hours:
        yield Reason(_hours(facts), basis)
    elif facts.period.backward:
        yield Reason(_backward(facts), basis)
    elif facts.period.unit in counting.MONTHS:
        yield from _months(facts, basis)
    else:
        yield Reason(_forward(facts), basis)


def _hours(facts: Facts) -> str:
    how = "只计工作日的办公时间，" if facts.period.unit == "wh" else ""
    return f"{words(facts.length, facts.period.unit)}，{how}到{_moment(facts.full, facts)}。"


def _forward(facts: Facts) -> str:
    how, what = ("只计工作日", "第{}个工作日") if facts.period.unit == "wd" else ("按自然日计算", "第{}日")
    return f"{words(facts.length, facts.period.unit)}{how}，{what.format(facts.length)}是{_full_day(facts)}。"


def _backward(facts: Facts) -> str:
    full = "整" if facts.period.unit == "cd" else "完整的"
    return f"中间要留足{full}{words(facts.length, facts.period.unit)}，最迟是{_full_day(facts)}。"


def _months(facts: Facts, basis: str) -> Iterator[Reason]:
    plain = counting.corresponding_day(facts.first, facts.period.unit, facts.length)
    length = words(facts.length, facts.period.unit)
    if plain.day == facts.first.day:
        yield Reason(f"{length}，到期月的对应日是{_near(plain, facts)}，{weekday_words(plain)}。", MONTH_END)
    else:
        yield Reason(
            f"{length}，到期月没有{facts.first.day}日，以月末日{_near(plain, facts)}（{weekday_words(plain)}）为最后一日。",
            MONTH_END,
        )
    if facts.full_day != plain:
        yield Reason(f"扣除暂停的日子，最后一日移到{_full_day(facts)}。", basis)


def _arranged(facts: Facts) -> Iterator[Reason]:
    """Holidays passed over and make-up days counted; ordinary weekends need no word."""
    low, high = sorted((facts.first, facts.full_day or facts.last_shown))
    days = [low + ONE_DAY * n for n in range((high - low).days + 1)]
    inner = [day for day in days if day != facts.first and arranged(day) and not counting.pause_on(day, facts.pauses)]
    said = [_stretch(run, facts) for run in _runs(inner)]
    if said:
        yield Reason("；".join(said) + "。", HOLIDAYS)


def _runs(days: Sequence[date]) -> Iterator[list[date]]:
    """The days in runs without a gap that bear one name."""
    for _, run in groupby(enumerate(days), key=lambda pair: (day_name(pair[1]), pair[1].toordinal() - pair[0])):
        yield [day for _, day in run]


def _stretch(run: list[date], facts: Facts) -> str:
    name, span = day_name(run[0]), _span(run[0], run[-1], facts)
    if is_working_day(run[0]):
        return f"{span}（{weekday_words(run[0])}）是{name}，计入"
    return f"{name}{span}不计"


def _rest_day(facts: Facts) -> Iterator[Reason]:
    full, due = facts.full_day, facts.last
    if full is None or due is None or (full == due and (facts.period.roll or _known_working(due))):
        return
    rest = day_name(full) or weekday_words(full)
    if full == due:
        yield Reason(f"{_near(full, facts)}是休息日（{rest}），这一期限不顺延。", facts.period.law)
    elif facts.period.backward:
        yield Reason(f"{_near(full, facts)}是休息日（{rest}），提前到之前的工作日：{_day(due, facts)}。")
    else:
        yield Reason(f"最后一日是休息日（{rest}），以休息日结束的次日为最后一日：{_day(due, facts)}。", REST_DAY)
        yield from [Reason("最后一日到二十四时截止。", DAY_END)] * facts.period.in_hours


def _known_working(day: date) -> bool:
    """Whether a day that is not moved needs no word; an ordinary weekday needs none, whatever the year."""
    entry = arranged(day)
    return entry.working if entry else day.weekday() < 5


def _full_day(facts: Facts) -> str:
    return _day(facts.full_day or facts.first, facts)


def _day(day: date, facts: Facts) -> str:
    return f"{_near(day, facts)}，{weekday_words(day)}"


def _moment(when: date | datetime | None, facts: Facts) -> str:
    return clock_words(when, facts.first) if isinstance(when, datetime) else ""


def _near(day: date, facts: Facts) -> str:
    return day_words(day, facts.first)


def _span(since: date, until: date, facts: Facts) -> str:
    return _near(since, facts) if since == until else f"{_near(since, facts)}至{_near(until, facts)}"
