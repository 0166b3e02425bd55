"""指标: counts, rates, sums and spans; declared once, asked for by name, opened into records."""

from importlib import import_module
from typing import Any

WHERE = {
    "coverage": "UnitCount",
    "declared": "Count CountDistinct DatedRate Indicators MinOverPeriods Quotient Rate Share Span Standing Sum",
    "evaluation": "by_month by_unit compared evaluate records_of",
    "figures": "Figure FigureRow figure_table",
    "publication": "correct drift publish",
    "rollups": "differences recompute refresh",
    "values": "Value",
}
OWNERS = {name: room for room, names in WHERE.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """The public names, once Django has loaded its apps: they stand on tables."""
    if name in OWNERS:
        return getattr(import_module(f".{OWNERS[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
