"""What holds of every indicator: it bears an empty scope, is what its records say, and opens into exactly these."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from fazhi.kernel import registry
from fazhi.kernel.indicators import by_unit, evaluate, records_of, rollups
from fazhi.kernel.indicators.declared import Count, MinOverPeriods, Quotient, Rate, Span, Sum
from fazhi.kernel.indicators.windows import between
from fazhi.kernel.records.models import Part
from tests.every.putting import record_of, varied

ON = date(2024, 12, 31)
YEAR = between(date(2024, 1, 1), ON)
COUNTED = {}
for each in registry.on("indicators").values():
    COUNTED.setdefault(registry.label(each.model), []).append(each)
MODELS = sorted(COUNTED)


def counted(world, label):
    """The indicators of a model, with varied records for them; parts hang on a case of the town."""
    model = registry.model(label)
    if issubclass(model, Part):
        record_of(model._meta.get_field("of").related_model, world)
    varied(model, world)
    rollups.recompute(model)
    return COUNTED[label]


@pytest.mark.parametrize("label", MODELS)
def test_each_bears_that_there_is_nothing(label, world):
    for indicator in COUNTED[label]:
        value = evaluate(indicator.code, world.far_town, on=ON)
        assert value.empty and value.records == 0 and value.text, indicator.code
        assert not records_of(value).exists(), indicator.code


@pytest.mark.parametrize("label", MODELS)
def test_each_is_what_its_records_say_and_opens_into_exactly_these(label, world):
    for indicator in counted(world, label):
        for unit in (None, world.county, world.far_town):
            value = evaluate(indicator.code, unit, YEAR, ON)
            rows = list(records_of(value))
            assert value.records == len(rows) or isinstance(indicator, Sum), (indicator.code, unit)
            assert close(value.value, reckoned(indicator, value, rows)), (indicator.code, unit, value)
        units_together_are_told_what_each_is(indicator, [world.county, world.other_county])
    assert rollups.differences(registry.model(label)) == []


def units_together_are_told_what_each_is(indicator, units):
    found = by_unit(indicator.code, units, YEAR, ON)
    for unit in units:
        alone = evaluate(indicator.code, unit, YEAR, ON)
        assert (found[unit.pk].value, found[unit.pk].records) == (alone.value, alone.records), (indicator.code, unit)


def reckoned(indicator, value, rows):
    """The figure in plain Python, from the records it opens into."""
    if isinstance(indicator, MinOverPeriods):
        return value.value
    if isinstance(indicator, Quotient):
        over = Decimal(sum(getattr(row, indicator.over) for row in rows) if indicator.over else len(rows))
        return Decimal(value.numerator) * (100 if indicator.unit == "%" else 1) / over if over else None
    if isinstance(indicator, Count):
        return len(rows)
    if isinstance(indicator, Sum):
        return sum((getattr(row, indicator.field) for row in rows), Decimal(0))
    if isinstance(indicator, Rate):
        return 100 * Decimal(records_of(value, "numerator").count()) / len(rows) if rows else None
    if isinstance(indicator, Span):
        spans = [day(getattr(row, indicator.end)) - day(getattr(row, indicator.start)) for row in rows]
        days = Decimal(sum(spans, timedelta()).days) / len(spans) if spans else None
        return days and days * (24 if indicator.unit == "小时" else 1)
    raise AssertionError(f"tell here how {type(indicator).__name__} is reckoned")


def day(value):
    return value.astimezone().date() if hasattr(value, "hour") else value


def close(one, other):
    """Alike to what a roll-up keeps of a sum."""
    if one is None or other is None:
        return not one and not other
    return abs(Decimal(one) - Decimal(other)) < Decimal("0.001")
