"""Indicators: each with its definition; values within one's scope, by unit and month, and the records behind them."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from fazhi.kernel import registry
from fazhi.kernel.indicators import by_month, by_unit, evaluate, records_of
from fazhi.kernel.indicators.declared import Indicator, indicator_of
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.indicators.windows import NAMED, Window, window_of
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.paths import covers
from fazhi.kernel.records.models import Part

from . import values
from .doorway import person_of

router = Router(tags=["指标"])
EACH = 50


class Definition(Schema):
    """An indicator and exactly what it counts."""

    code: str
    label: str
    unit: str
    definition: str = Field(description="口径")
    definition_hash: str
    law: str
    counts: str = Field(description="所统计的记录种类")
    window: str = Field(description="默认时段")
    adds_up: bool = Field(description="各单位、各月之和是否等于总数（去重计数不等于）")


class Figure(Schema):
    """A value with everything needed to check it."""

    code: str
    label: str
    value: str | None = Field(description="精确值，十进制；没有数据时为 null")
    text: str = Field(description="按口径精度写出的文字")
    unit: str
    numerator: str
    denominator: int | None
    records: int = Field(description="数字背后的记录数")
    place: str = Field(description="单位编码")
    place_name: str
    window: str
    first: date | None
    last: date
    definition: str
    definition_hash: str


class Behind(Schema):
    """The records behind a figure: those one may see, and how many one may not."""

    total: int
    visible: int
    hidden: int
    records: list[dict[str, Any]]
    next: int | None


class Asked(Schema):
    """Where, when and by which tree a figure is asked for."""

    unit: str = Field("", max_length=32, description="单位编码；不填为本人的管辖范围")
    window: str = Field("", max_length=40, description=f"时段：2023、2023-11、2023-01-01..2023-12-04，或者 {'、'.join(NAMED)}")
    on: date | None = Field(None, description="截至哪一天；不填为今天")
    structure: Literal["now", "then"] = Field("now", description="now 按现行机构，then 按当时机构")

    @property
    def day(self) -> date:
        return self.on or timezone.localdate()

    @property
    def stretch(self) -> Window | None:
        return window_of(self.window) if self.window else None


@router.get("", response=list[Definition], summary="指标目录", url_name="indicators")
def catalogue(request: HttpRequest) -> list[Definition]:
    """Every declared indicator; definitions are no secret."""
    return [_definition(each) for each in registry.on("indicators").values()]


def _definition(each: Indicator) -> Definition:
    return Definition(
        code=each.code,
        label=each.label,
        unit=each.unit,
        definition=each.definition,
        definition_hash=each.definition_hash,
        law=each.law,
        counts=registry.label(each.model),
        window=each.window.label,
        adds_up=each.is_rolled,
    )


@router.get("/{code}", response=Figure, summary="指标值", url_name="indicator")
def value(request: HttpRequest, code: str, asked: Query[Asked]) -> Figure:
    """One figure of one unit."""
    return _figure(_asked(request, code, asked), place_of(request, code, asked))


def _asked(request: HttpRequest, code: str, asked: Asked) -> Value:
    return evaluate(code, place_of(request, code, asked), asked.stretch, asked.day, asked.structure)


def place_of(request: HttpRequest, code: str, asked: Asked) -> Unit:
    """The unit asked for, which must lie in one's scope; one's own widest unit when none is named."""
    scope = scope_of(person_of(request), indicator_of(code))
    unit = Unit.objects.filter(code=asked.unit).first() if asked.unit else Unit.objects.filter(path__in=scope[:1]).first()
    if unit is None or not any(covers(prefix, unit.path) for prefix in scope):
        raise Http404
    return unit


def scope_of(person: Person, indicator: Indicator) -> tuple[str, ...]:
    """Where a person may read the records that are counted."""
    return person.scope(*of_case(indicator).readers)


def of_case(indicator: Indicator) -> Any:
    """The kind of record counted, or the one whose parts are."""
    model = indicator.model
    return model._meta.get_field("of").related_model if issubclass(model, Part) else model


def _figure(found: Value, place: Unit) -> Figure:
    return Figure(
        code=found.code,
        label=found.label,
        value=None if found.value is None else _exact(found.value),
        text=found.text,
        unit=found.unit,
        numerator=_exact(found.numerator),
        denominator=found.denominator,
        records=found.records,
        place=place.code,
        place_name=place.name,
        window=found.window.label,
        first=found.stretch.first,
        last=found.stretch.last,
        definition=found.definition,
        definition_hash=found.indicator.definition_hash,
    )


def _exact(number: Any) -> str:
    """A number without needless zeros: 12, 97.5."""
    plain = Decimal(number)
    return str(plain.quantize(Decimal(1))) if plain == plain.to_integral_value() else f"{plain.normalize():f}"


@router.get("/{code}/units", response=list[Figure], summary="指标值：下一级各单位", url_name="indicator_units")
def units(request: HttpRequest, code: str, asked: Query[Asked]) -> list[Figure]:
    """The figure of each unit directly below."""
    place = place_of(request, code, asked)
    below = list(Unit.objects.on(asked.day).filter(parent=place).order_by("path"))
    found = by_unit(code, below, asked.stretch, asked.day)
    return [_figure(found[unit.pk], unit) for unit in below]


@router.get("/{code}/months", response=dict[str, Figure], summary="指标值：逐月", url_name="indicator_months")
def months(request: HttpRequest, code: str, asked: Query[Asked]) -> dict[str, Figure]:
    """The figure month by month; 2023-11 → figure."""
    place = place_of(request, code, asked)
    found = by_month(code, place, asked.stretch, asked.day)
    return {f"{month:%Y-%m}": _figure(each, place) for month, each in found.items() if month is not None}


@router.get("/{code}/records", response=Behind, summary="指标背后的记录", url_name="indicator_records")
def records(
    request: HttpRequest, code: str, asked: Query[Asked], part: Literal["all", "numerator"] = "all", after: int = 0
) -> Behind:
    """Exactly the records a figure counted, those outside one's sight as a number."""
    found, indicator = _asked(request, code, asked), indicator_of(code)
    rows = records_of(found, part).order_by("pk")
    seen = _seen(rows, indicator, person_of(request))
    total, visible = rows.count(), seen.count()
    page = list(seen.filter(pk__gt=after)[: EACH + 1])
    told = [_row(each) for each in page[:EACH]]
    return Behind(
        total=total, visible=visible, hidden=total - visible, records=told, next=page[EACH - 1].pk if len(page) > EACH else None
    )


def _seen(rows: Any, indicator: Indicator, person: Person) -> Any:
    visible = of_case(indicator).objects.visible_to(person).values("pk")
    if issubclass(indicator.model, Part):
        return rows.filter(of__in=visible).select_related("of__unit")
    return rows.filter(pk__in=visible).select_related("unit")


def _row(each: Any) -> dict[str, Any]:
    if isinstance(each, Part):
        return {"id": each.pk, "part": str(each._meta.verbose_name), "of": values.head(each.of)}
    return values.head(each)
