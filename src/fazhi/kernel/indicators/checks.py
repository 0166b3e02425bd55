"""What a start finds wrong in what is counted, in words."""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField

from fazhi.kernel import registry

from .conditions import asked_in, field_at
from .declared import Indicator

MONEY_OF_PENALTIES = ("fine", "penalty", "confiscat", "罚款", "罚没", "罚金", "没收", "加处")
FORBIDDEN = "行政处罚法 第七十四条第三款"


def is_of_fines(indicator: Indicator) -> bool:
    """Whether it tells how much was fined or confiscated: a total to be shown, never an aim or a rank."""
    told = f"{indicator.name} {indicator.label} {getattr(indicator, 'field', '')}"
    return any(word in told for word in MONEY_OF_PENALTIES)


@registry.check
def indicators_hold() -> Iterator[str]:
    """Every named field exists, every event has a date, and nothing ranks by fines."""
    for indicator in registry.on("indicators").values():
        yield from _names_hold(indicator)
        if indicator.ranks and is_of_fines(indicator):
            yield f"{indicator.code}: units may not be ranked by fines ({FORBIDDEN})"


def _names_hold(indicator: Indicator) -> Iterator[str]:
    paths = [
        indicator.once_per,
        indicator.until,
        indicator.through,
        getattr(indicator, "field", ""),
        getattr(indicator, "start", ""),
        getattr(indicator, "end", ""),
        *(path for path, _ in asked_in(indicator.base & indicator.hits)),
    ]
    for path in filter(None, paths):
        try:
            field_at(indicator.model, path)
        except FieldDoesNotExist:
            yield f"{indicator.code}: names “{path}”, which {indicator.model.__name__} lacks"
    try:
        if not isinstance(field_at(indicator.model, indicator.on)[0], DateField):
            yield f"{indicator.code}: “{indicator.on}” is no date"
    except FieldDoesNotExist:
        yield f"{indicator.code}: is dated by “{indicator.on}”, which {indicator.model.__name__} lacks"


@registry.check
def figures_hold() -> Iterator[str]:
    """Every printed figure has its indicator."""
    for figure in registry.on("figures").values():
        if not figure.asks and figure.indicator not in registry.on("indicators"):
            yield f"figure {figure.code}: no indicator “{figure.indicator}” is declared"
