"""What there is to show: the modules by pillar, their figures and indicators, as the registry has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from fazhi.faces.desk.shell import PILLARS
from fazhi.kernel import registry
from fazhi.kernel.indicators.coverage import UnitCount
from fazhi.kernel.indicators.declared import Indicator, Standing, indicator_of
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.windows import Window

FIRST = 4  # indicators that stand for a module which declares no figure


@dataclass(frozen=True, slots=True)
class Headline:
    """What one tile shows: an indicator over the report's window, or units and schemes that a function counts."""

    code: str
    indicator: Indicator | None = None
    window: Window | None = None
    asks: Any = None
    sentence: str = "{text}"

    @property
    def counts_units(self) -> bool:
        return isinstance(self.asks, UnitCount)


@dataclass(slots=True)
class Module:
    """One module and what it counts."""

    name: str
    label: str
    pillar: str
    indicators: list[Indicator] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def headlines(self) -> list[Headline]:
        """The figures that a report prints, else the first indicators."""
        if self.figures:
            return [headline(figure) for figure in self.figures]
        first = [each for each in self.indicators if not isinstance(each, Standing)] or self.indicators
        return [Headline(each.code, each) for each in first[:FIRST]]


def headline(figure: Figure) -> Headline:
    """A declared figure as a tile."""
    indicator = indicator_of(figure.indicator) if not figure.asks else None
    return Headline(figure.code, indicator, figure.window, figure.asks, figure.sentence)


def modules() -> dict[str, Module]:
    """Every module that counts something, by name, in the order of the pillars."""
    found: dict[str, Module] = {}
    for indicator in registry.on("indicators").values():
        _module(found, indicator.model._meta.app_label).indicators.append(indicator)
    for _, figure in sorted(registry.on("figures").items()):
        _module(found, app_of(figure)).figures.append(figure)
    order = list(PILLARS)
    return dict(sorted(found.items(), key=lambda item: order.index(item[1].pillar)))


def _module(found: dict[str, Module], name: str) -> Module:
    if name not in found:
        app = apps.get_app_config(name)
        found[name] = Module(name, str(app.verbose_name), getattr(app, "pillar", "services"))
    return found[name]


def app_of(figure: Figure) -> str:
    """The module that declared a figure: its indicator's, or that of the function which answers it."""
    if not figure.asks:
        return figure.indicator.partition(".")[0]
    function = figure.asks.having if isinstance(figure.asks, UnitCount) else figure.asks
    return apps.get_containing_app_config(function.__module__).label


def by_pillar(found: dict[str, Module]) -> Iterator[tuple[str, list[Module]]]:
    """The pillars that count something."""
    for pillar, label in PILLARS.items():
        if here := [module for module in found.values() if module.pillar == pillar]:
            yield label, here
