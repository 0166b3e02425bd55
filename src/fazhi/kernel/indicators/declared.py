"""The words in which a module declares what is counted: Count, CountDistinct, Sum, Rate, Share, Span, MinOverPeriods."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, Protocol

from django.db.models import (
    CharField,
    DateTimeField,
    DurationField,
    Expression,
    ExpressionWrapper,
    F,
    Model,
    Q,
    TextField,
)
from django.db.models import (
    Count as CountOf,
)
from django.db.models import Sum as SumOf
from django.db.models.functions import TruncDate

from fazhi.kernel import registry
from fazhi.kernel.records.models import Case, Part, Record

from . import definitions
from .conditions import asked_in, field_at, is_single, title, told
from .values import PLACES, Sums
from .windows import SINCE_YEAR_START, STOCK, Stretch, Window
from .wording import EXACT, PERCENT, Number, StaysAbove, Wording

Group = tuple[str, ...]
HOURS_A_DAY = 24
Keyed = dict[tuple, Sums]


class Question(Protocol):
    """What the evaluation offers to an indicator: sums for a place and time, grouped by `month` or `under:<length>`."""

    def sums(self, indicator: Indicator, group: Group) -> Keyed: ...


@dataclass(eq=False)
class Indicator:
    """Anything that can be asked for by its code; the class attribute under which it stands becomes part of the code."""

    label: str
    _: KW_ONLY
    unit: str = "件"
    on: str = ""  # the date of the event; by default when the case was opened, the record's event, the part's entry
    where: Q = field(default_factory=Q)
    once_per: str = ""  # each value of this field counts once; every record must fill it, a root with its own key
    until: str = ""  # the date from which a record no longer stands (a stock)
    through: str = ""  # the last date on which it still stands
    window: Window = SINCE_YEAR_START
    wording: Wording = EXACT
    note: str = ""  # 口径说明
    law: str = ""
    label_en: str = ""
    ranks: bool = False  # units may be ranked by it
    listed: bool | None = None  # its proof names each leaf in public; by default where it asks of nothing but days
    model: type[Model] = field(init=False, repr=False)
    name: str = field(default="", init=False)

    phrase: ClassVar[str] = ""

    def bind(self, model: type[Model], name: str) -> Indicator:
        """Take its place in a module's declaration."""
        self.model, self.name, self.where = model, name, self.where or Q()
        self.on = self.on or default_date(model)
        return self

    @property
    def code(self) -> str:
        return f"{self.model._meta.app_label}.{self.name}"

    @property
    def place(self) -> str:
        """The path to the record's unit."""
        return "of__unit" if issubclass(self.model, Part) else "unit"

    @property
    def base(self) -> Q:
        """The records that are behind the figure."""
        return self.where

    @property
    def hits(self) -> Q:
        """Among these, the records of the numerator."""
        return Q()

    @property
    def is_rolled(self) -> bool:
        """Whether months and units add up; distinct counts do not."""
        return not self.once_per

    @property
    def reads_firsts(self) -> bool:
        """Whether only the first record of each key is read."""
        return False

    @property
    def asks_along(self) -> bool:
        """Whether it may be asked in one question with others: no condition multiplies rows or picks them out."""
        paths = [self.once_per, *(path for path, _ in asked_in(self.base & self.hits))]
        return not self.reads_firsts and all(is_single(self.model, path) for path in paths if path)

    def is_standing(self, window: Window) -> bool:
        """Whether it is asked how many stand on a day, not how many came in a stretch of time."""
        return window.is_stock and bool(self.until or self.through)

    def standing(self, on: date) -> Q:
        """The records that stand on a day."""
        stands = Q(**{f"{self.on}__lte": on})
        if self.until:
            stands &= Q(**{f"{self.until}__isnull": True}) | Q(**{f"{self.until}__gt": on})
        if self.through:
            stands &= Q(**{f"{self.through}__isnull": True}) | Q(**{f"{self.through}__gte": on})
        return stands

    def aggregates(self, that: Q) -> dict[str, Expression]:
        """What is summed over the records that meet a condition."""
        raise NotImplementedError

    def answers(self, question: Question, group: Group) -> Keyed:
        """Its sums by group."""
        return question.sums(self, group)

    def figure(self, sums: Sums, years: int = 0) -> Number | None:
        """The value that the sums give; None where there is none."""
        raise NotImplementedError

    def margin(self, sums_of: int) -> Decimal:
        """By how much roll-ups may round away from the records of a figure."""
        return Decimal(0)

    def own_words(self) -> str:
        """What is reckoned, without time and place."""
        key = f"，同一{title(field_at(self.model, self.once_per)[0])}只计一次" if self.once_per else ""
        return f"{self.said()}{key}"

    def said(self) -> str:
        counted = told(self.base, self.model)
        return self.phrase.format(what=self.model._meta.verbose_name, on=self.on_words, that=f"，{counted}" if counted else "")

    @property
    def on_words(self) -> str:
        return title(field_at(self.model, self.on)[0])

    @property
    def definition(self) -> str:
        """口径: what is counted, in Chinese."""
        extra = [text for text in (self.note, f"依据：{self.law}" if self.law else "") if text]
        return "；".join([f"{self.label}（{self.unit}）：{self.own_words()}", *extra])

    @property
    def definition_hash(self) -> str:
        """Of everything that decides what is counted, not of its words alone."""
        return definitions.hash_of(definitions.text_of(self))

    @property
    def is_listed(self) -> bool:
        """Whether the public proof may say of each leaf if it was counted (ADR 13)."""
        return definitions.asks_of_days_alone(self) if self.listed is None else self.listed


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


def default_date(model: type[Model]) -> str:
    """The day an event is counted on, when nothing else is said."""
    return "opened_on" if issubclass(model, Case) else "event_at" if issubclass(model, Record) else "recorded_at"


def empty(model: type[Model], name: str) -> Q:
    """The records that do not fill a field."""
    is_text = isinstance(field_at(model, name)[0], CharField | TextField)
    return Q(**{f"{name}__isnull": True}) | (Q(**{name: ""}) if is_text else Q())


def distinct(indicator: Indicator, that: Q) -> Expression:
    """Different keys, and each record without one by itself."""
    bare = empty(indicator.model, indicator.once_per)
    return CountOf(indicator.once_per, filter=that & ~bare, distinct=True) + CountOf("pk", filter=that & bare)


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
    "Hours",
    "Indicator",
    "Indicators",
    "MinOverPeriods",
    "Overdue",
    "Rate",
    "Share",
    "Span",
    "Standing",
    "Stretch",
    "Sum",
    "indicator_of",
]
