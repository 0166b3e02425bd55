"""Why a record is counted, and why another is not: the definition, condition by condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Model, Q, QuerySet, When
from django.db.models import Value as Constant

from .asking import Asked, between, first_of_each
from .conditions import field_at, read_at, title, told
from .evaluation import asked_by
from .indicator import Indicator, default_date, empty
from .values import Value

COUNTED, UNDATED, OTHER_DAYS, REPEATED, CONDITIONS = 0, 1, 2, 3, 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the definition asks, whether a record meets it, and what the record says."""

    asks: str
    holds: bool
    says: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A reason for which records were not counted, and how many they are."""

    key: int
    text: str
    amount: int


def conditions(asks: Q, model: type[Model]) -> list[tuple[str, Q]]:
    """What a condition asks, one thing after another, each in words."""
    children = asks.children if asks.connector == Q.AND and not asks.negated else [asks]
    parts = [child if isinstance(child, Q) else Q(child) for child in children]
    return [(told(part, model) or "符合口径说明里的其他条件", part) for part in parts if part]


def why(value: Value, record: Model) -> list[Finding]:
    """Condition by condition, whether and why a record is behind a figure."""
    return list(_findings(value.indicator, asked_by(value), type(record)._default_manager.filter(pk=record.pk)))


def _findings(indicator: Indicator, asked: Asked, record: QuerySet[Any]) -> Iterator[Finding]:
    place, day = read_at(record, f"{indicator.place}__name"), read_at(record, indicator.on)
    yield Finding("在统计的单位之内", record.filter(asked.scope.condition(indicator.place)).exists(), place)
    yield Finding(_days_asked(indicator, asked), record.filter(asked.days(indicator)).exists(), day)
    for text, part in conditions(indicator.base, indicator.model):
        yield Finding(text, record.filter(part).exists(), _says(record, part))
    if indicator.once_per:
        yield _of_key(indicator, asked, record)


def in_numerator(value: Value, record: Model) -> list[Finding]:
    """Whether it is in the numerator too; nothing where there is none."""
    row = type(record)._default_manager.filter(pk=record.pk)
    asks = conditions(value.indicator.hits, value.indicator.model)
    return [Finding(text, row.filter(part).exists(), _says(row, part)) for text, part in asks]


def _says(record: QuerySet[Any], part: Q) -> str:
    """What the record says where a condition asks one thing of one field."""
    asked = part.children[0] if len(part.children) == 1 else None
    return read_at(record, asked[0]) if isinstance(asked, tuple) else ""


def _days_asked(indicator: Indicator, asked: Asked) -> str:
    if indicator.is_standing(asked.window):
        return f"在{asked.stretch.last}这一天在册"
    return f"{indicator.on_words}在{asked.stretch}之内"


def _of_key(indicator: Indicator, asked: Asked, record: QuerySet[Any]) -> Finding:
    name = title(field_at(indicator.model, indicator.once_per)[0])
    same = asked.within(indicator).filter(indicator.base, asked.days(indicator))
    same = same.filter(
        **{f"{indicator.once_per}__in": record.exclude(empty(indicator.model, indicator.once_per)).values(indicator.once_per)}
    )
    others = same.exclude(pk__in=record.values("pk")).count()
    is_first = asked.records(indicator).filter(pk__in=record.values("pk")).exists()
    return Finding(
        f"同一{name}只计一次", is_first, f"同一{name}另有 {others} 条，已并计" if others else f"同一{name}没有别的记录"
    )


def left_out(value: Value) -> list[LeftOut]:
    """How many records of the kind, in these places and days, are not counted, by the first reason that holds."""
    indicator, asked = value.indicator, asked_by(value)
    rows = _marked(indicator, asked).values("left_out").annotate(amount=Count("pk", distinct=True)).order_by("left_out")
    found = {row["left_out"]: row["amount"] for row in rows}
    repeated = found.pop(COUNTED, 0) - (asked.records(indicator).count() if indicator.once_per else found.get(COUNTED, 0))
    texts = reasons(value)
    named = [LeftOut(key, texts[key], amount) for key, amount in found.items()]
    return [*named, LeftOut(REPEATED, texts[REPEATED], repeated)] if indicator.once_per and repeated > 0 else named


def reasons(value: Value) -> dict[int, str]:
    """Every reason for which a record may be left out, in words."""
    indicator, is_standing = value.indicator, value.indicator.is_standing(value.window)
    other_days = f"{value.stretch.last}不在册" if is_standing else f"{indicator.on_words}不在统计的时段"
    texts = {UNDATED: f"没有{indicator.on_words}", OTHER_DAYS: other_days}
    if indicator.once_per:
        texts[REPEATED] = f"同一{title(field_at(indicator.model, indicator.once_per)[0])}已计过一次"
    asked = conditions(indicator.base, indicator.model)
    return texts | {CONDITIONS + number: f"不符合“{text}”" for number, (text, _) in enumerate(asked)}


def records_left_out(value: Value, key: int) -> QuerySet[Any]:
    """The records that were left out for a reason."""
    indicator, asked = value.indicator, asked_by(value)
    if key != REPEATED:
        return _marked(indicator, asked).filter(left_out=key)
    rows = asked.within(indicator).filter(indicator.base, asked.days(indicator))
    return rows.exclude(pk__in=first_of_each(rows, indicator).values("pk"))


def _marked(indicator: Indicator, asked: Asked) -> QuerySet[Any]:
    """The records that might have been counted, each with the first reason against it."""
    asks = conditions(indicator.base, indicator.model)
    against = [
        When(Q(**{f"{indicator.on}__isnull": True}), then=Constant(UNDATED)),
        When(~asked.days(indicator), then=Constant(OTHER_DAYS)),
        *(When(~part, then=Constant(CONDITIONS + number)) for number, (_, part) in enumerate(asks)),
    ]
    mark = Case(*against, default=Constant(COUNTED), output_field=IntegerField())
    return asked.within(indicator).filter(_near(indicator, asked)).annotate(left_out=mark)


def _near(indicator: Indicator, asked: Asked) -> Q:
    """Entered or dated in these days."""
    if indicator.is_standing(asked.window):
        return Q()
    entered = Indicator("", on=default_date(indicator.model))
    entered.model = indicator.model
    return asked.days(indicator) | between(entered, asked.stretch.first, asked.stretch.last)
