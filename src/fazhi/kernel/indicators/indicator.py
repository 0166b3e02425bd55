"""What every figure has: its records, its date, its place, its words; and what a question offers it."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Protocol

from django.db.models import CharField, Expression, Model, Q, TextField
from django.db.models import Count as CountOf

from fazhi.kernel.records.models import Case, Part, Record

from . import definitions
from .conditions import asked_in, field_at, is_single, title, told
from .values import Sums
from .windows import SINCE_YEAR_START, Window
from .wording import EXACT, Number, Wording

Group = tuple[str, ...]
Keyed = dict[tuple, Sums]
TOGETHER = 40  # figures in one question: SQLite's columns are not without end


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

    def on_day(self, on: date) -> Indicator:
        """Itself as of the day that is asked, where its conditions look at other rows as they stood then."""
        return self

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


def columns_of(indicator: Indicator, that: Q, columns: dict[str, Expression]) -> dict[str, str]:
    """Add a figure's aggregates to the columns of a question, each once; name → column."""
    own: dict[str, str] = {}
    known: dict[int, str] = {}
    for name, expression in indicator.aggregates(that).items():
        column = known.setdefault(id(expression), f"sum{len(columns)}")
        columns[column] = expression
        own[name] = column
    return own


def sums_in(row: dict[str, Any], own: dict[str, str]) -> Sums:
    """What a figure sums up to in a row of an answer, by the columns that are its own."""
    return Sums.read({name: row[column] for name, column in own.items()})
