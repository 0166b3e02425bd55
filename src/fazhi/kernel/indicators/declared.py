"""The words in which a module declares what is counted: Count, CountDistinct, Sum, Rate, Share, Span, MinOverPeriods."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from django.db.models import (
    Count as CountOf,
)
from django.db.models import (
    DateTimeField,
    DurationField,
    Expression,
    ExpressionWrapper,
    F,
    Model,
    Q,
    Value,
)
from django.db.models import Sum as SumOf
from django.db.models.functions import TruncDate

from fazhi.kernel import registry
from fazhi.kernel.records.models import Case

from .conditions import field_at, title, told
from .definitions import SAMPLE_DAY
from .indicator import Group, Indicator, Keyed, Question, distinct, empty
from .values import PLACES, Sums
from .windows import STOCK, Stretch, Window
from .wording import EXACT, PERCENT, Number, StaysAbove, Wording

HOURS_A_DAY = 24


@dataclass(eq=False)
class Count(Indicator):
    """How many records (or parts) there are; with `once_per`, how many different keys."""

    phrase: ClassVar[str] = "按{on}统计的{what}数{that}"

    def aggregates(self, that: Q) -> dict[str, Expression]:
        amount = distinct(self, that) if self.once_per else CountOf("pk", filter=that or None)
        return {"numerator": amount, "records": amount}

    def figure(self, sums: Sums, years: int = 0) -> Number | None:
        return Decimal(sums.records) / years if years else sums.records


@dataclass(eq=False)
class CountDistinct(Count):
    """How many different things a field names; records that name none are not counted."""

    field: str = ""
    phrase: ClassVar[str] = "按{on}统计的{what}{that}"

    def bind(self, model: type[Model], name: str) -> Indicator:
        self.once_per = self.field
        return super().bind(model, name)

    @property
    def base(self) -> Q:
        return self.where & ~empty(self.model, self.once_per)


@dataclass(eq=False)
class Sum(Indicator):
    """The total of an amount; with `once_per`, of the first record of each key."""

    field: str = ""
    phrase: ClassVar[str] = "按{on}统计的{what}的"

    @property
    def reads_firsts(self) -> bool:
        return bool(self.once_per)

    @property
    def base(self) -> Q:
        return self.where & Q(**{f"{self.field}__isnull": False})

    def said(self) -> str:
        counted = told(self.where, self.model)
        return f"{super().said()}{title(field_at(self.model, self.field)[0])}合计{f'，{counted}' if counted else ''}"

    def aggregates(self, that: Q) -> dict[str, Expression]:
        return {"numerator": SumOf(self.field, filter=that or None), "records": CountOf("pk", filter=that or None)}

    def figure(self, sums: Sums, years: int = 0) -> Number | None:
        return sums.numerator / years if years else sums.numerator


@dataclass(eq=False)
class Rate(Indicator):
    """Of the records that are `among`, how many per cent are `of`."""

    _: KW_ONLY
    of: Q = field(default_factory=Q)
    among: Q = field(default_factory=Q)
    unit: str = "%"
    wording: Wording = PERCENT

    @property
    def base(self) -> Q:
        return self.where & self.among

    @property
    def hits(self) -> Q:
        return self.of

    def said(self) -> str:
        what, among, of = self.model._meta.verbose_name, told(self.base, self.model), told(self.of, self.model)
        return f"按{self.on_words}统计，分母为{what}{f'（{among}）' if among else ''}，分子为其中{of or '符合条件'}的"

    def aggregates(self, that: Q) -> dict[str, Expression]:
        hit, all_of_them = (
            (distinct(self, that & self.of), distinct(self, that))
            if self.once_per
            else (CountOf("pk", filter=that & self.of), CountOf("pk", filter=that or None))
        )
        return {"numerator": hit, "denominator": all_of_them, "records": all_of_them}

    def figure(self, sums: Sums, years: int = 0) -> Number | None:
        return sums.numerator * 100 / sums.denominator if sums.denominator else None


@dataclass(eq=False)
class Share(Rate):
    """占比: how many per cent of all the records (that meet `where`) are `of`."""


@dataclass(eq=False)
class DatedRate(Rate):
    """A rate whose numerator looks at other rows: of the year up to the day asked, or as they stood on it. Never rolled up."""

    looks: Callable[[date], Q] = lambda on: Q()
    _: KW_ONLY
    window: Window = STOCK

    @property
    def is_rolled(self) -> bool:
        return False

    def on_day(self, on: date) -> Indicator:
        made = copy(self)
        made.of = self.looks(on)
        return made


@dataclass(eq=False)
class Quotient(Indicator):
    """An amount told of each record from other rows, as of the day asked, over another of its own; over one for each record where none is named."""

    amount: Callable[[date], Expression] = lambda on: Value(0)
    _: KW_ONLY
    over: str = ""
    window: Window = STOCK
    phrase: ClassVar[str] = "按{on}统计的{what}{that}"
    day: date = field(default=SAMPLE_DAY, init=False)

    @property
    def is_rolled(self) -> bool:
        return False

    @property
    def asks_along(self) -> bool:
        return False

    def on_day(self, on: date) -> Indicator:
        made = copy(self)
        made.day = on
        return made

    def aggregates(self, that: Q) -> dict[str, Expression]:
        whole = SumOf(self.over, filter=that or None) if self.over else CountOf("pk", filter=that or None)
        return {"numerator": SumOf(self.amount(self.day)), "denominator": whole, "records": CountOf("pk", filter=that or None)}

    def figure(self, sums: Sums, years: int = 0) -> Number | None:
        times = 100 if self.unit == "%" else 1
        return sums.numerator * times / sums.denominator if sums.denominator else None


@dataclass(eq=False)
class Span(Indicator):
    """The mean of the days between two dates, over the records that have both."""

    start: str = ""
    end: str = ""
    _: KW_ONLY
    unit: str = "天"
    wording: Wording = field(default_factory=lambda: replace(EXACT, places=1))

    @property
    def base(self) -> Q:
        return self.where & Q(**{f"{self.start}__isnull": False, f"{self.end}__isnull": False})

    def said(self) -> str:
        first, last = (title(field_at(self.model, name)[0]) for name in (self.start, self.end))
        counted = told(self.where, self.model)
        return f"按{self.on_words}统计的{self.model._meta.verbose_name}自{first}至{last}的平均天数{f'，{counted}' if counted else ''}"

    def aggregates(self, that: Q) -> dict[str, Expression]:
        days = ExpressionWrapper(self._day(self.end) - self._day(self.start), DurationField())
        both = CountOf("pk", filter=that or None)
        return {"numerator": SumOf(days, filter=that or None), "denominator": both, "records": both}

    def _day(self, name: str) -> Expression | F:
        return TruncDate(name) if isinstance(field_at(self.model, name)[0], DateTimeField) else F(name)

    def figure(self, sums: Sums, years: int = 0) -> Number | None:
        return sums.numerator / sums.denominator if sums.denominator else None

    def margin(self, sums_of: int) -> Decimal:
        """Each cell of a roll-up rounds its days; there are no more cells than records."""
        return PLACES * sums_of


@dataclass(eq=False)
class Hours(Span):
    """The mean of the hours between two moments."""

    _: KW_ONLY
    unit: str = "小时"

    def said(self) -> str:
        return super().said().replace("平均天数", "平均小时数")

    def _day(self, name: str) -> F:
        return F(name)

    def figure(self, sums: Sums, years: int = 0) -> Number | None:
        days = super().figure(sums, years)
        return None if days is None else days * HOURS_A_DAY


@dataclass(eq=False)
class MinOverPeriods(Indicator):
    """The worst month of a rate; while it keeps to a floor, so does the whole."""

    rate: Rate | None = None
    _: KW_ONLY
    per: str = "month"
    unit: str = "%"
    wording: Wording = field(default_factory=lambda: StaysAbove(95))

    def bind(self, model: type[Model], name: str) -> Indicator:
        self.on, self.where, self.once_per = self.rate.on, self.rate.where, self.rate.once_per
        return super().bind(model, name)

    @property
    def base(self) -> Q:
        return self.rate.base

    @property
    def hits(self) -> Q:
        return self.rate.hits

    @property
    def is_rolled(self) -> bool:
        return False

    def said(self) -> str:
        return f"逐月计算“{self.rate.label}”，取最低的一个月；{self.rate.said()}"

    def answers(self, question: Question, group: Group) -> Keyed:
        """The worst month's rate, and all the records that were looked at."""
        months: dict[tuple, list[Sums]] = {}
        for key, sums in question.sums(self.rate, (*group, "month")).items():
            if sums.denominator:
                months.setdefault(key[:-1], []).append(sums)
        whole = question.sums(self.rate, group) if months else {}
        return {key: replace(min(each, key=self.rate.figure), records=whole[key].records) for key, each in months.items()}

    def figure(self, sums: Sums, years: int = 0) -> Number | None:
        return self.rate.figure(sums)


@dataclass(eq=False)
class Standing(Count):
    """How many stand on a day, whatever the stretch of time asked for."""

    _: KW_ONLY
    window: Window = STOCK
    until: str = "closed_on"

    @property
    def is_rolled(self) -> bool:
        return False

    def is_standing(self, window: Window) -> bool:
        return True


@dataclass(eq=False)
class Overdue(Standing):
    """Those of them whose nearest deadline has passed."""

    def standing(self, on: date) -> Q:
        return super().standing(on) & Q(due_on__lt=on)


class Indicators:
    """What is counted of one model; subclassing it files each under `<app label>.<attribute>`."""

    model: ClassVar[type[Model]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name, indicator in [*vars(cls).items(), *free(cls)]:
            if isinstance(indicator, Indicator):
                bound = indicator.bind(cls.model, name)
                registry.leave("indicators", bound.code, bound)


def free(cls: type[Indicators]) -> list[tuple[str, Indicator]]:
    """Every case is open or overdue; a module's second kind of case has its name before it (`lead_open`)."""
    if not issubclass(cls.model, Case):
        return []
    app, own = cls.model._meta.app_label, cls.model._meta.model_name
    taken = f"{app}.open" in registry.on("indicators") or "open" in vars(cls)
    named = {
        "open": Standing(f"在办{cls.model._meta.verbose_name}"),
        "overdue": Overdue(f"超期未结{cls.model._meta.verbose_name}", note="最近期限已过而未办结"),
    }
    return [(f"{own}_{name}" if taken else name, indicator) for name, indicator in named.items() if name not in vars(cls)]


def indicator_of(code: str) -> Indicator:
    """The indicator of a code; raises registry.Unknown with the codes that exist."""
    return registry.find("indicators", code)


@cache
def rolled_by_model() -> dict[type[Model], list[Indicator]]:
    """The indicators kept as roll-ups, by the model they count."""
    found: dict[type[Model], list[Indicator]] = {}
    for indicator in registry.on("indicators").values():
        if indicator.is_rolled:
            found.setdefault(indicator.model, []).append(indicator)
    return found


__all__ = [
    "Count",
    "CountDistinct",
    "DatedRate",
    "Hours",
    "Indicator",
    "Indicators",
    "MinOverPeriods",
    "Overdue",
    "Quotient",
    "Rate",
    "Share",
    "Span",
    "Standing",
    "Stretch",
    "Sum",
    "indicator_of",
]
