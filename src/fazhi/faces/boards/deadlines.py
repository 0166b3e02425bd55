"""在办事项还有多久: what stands open of each kind of case, by the days that its nearest deadline leaves."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import format_html

from fazhi.faces.look import bars, maps
from fazhi.faces.look.parts import Column
from fazhi.kernel import registry
from fazhi.kernel.indicators.declared import Indicator, Overdue, Standing
from fazhi.kernel.records import tallies
from fazhi.kernel.records.models import Case

from .asked import Asked
from .catalog import Module

WHEN = {"near": "三日内到期的", "over": "期限已过的"}
NEAR, SOON = timedelta(days=3), timedelta(days=7)
LEGEND = [maps.Class("q2", "七日以上"), maps.Class("q3", "四至七日"), maps.Class("fs", "三日内"), maps.Class("fo", "已逾期")]
HEADS = [Column("事项"), Column("在办", "num"), Column("按剩余期限"), Column("三日内", "num"), Column("逾期", "num")]


def open_cases(modules: list[Module]) -> list[Indicator]:
    """The indicators that count what of a kind of case is open."""
    return [each for module in modules for each in module.indicators if _counts_open(each)]


def of_what_there_is(indicators: list[Indicator]) -> list[Indicator]:
    """Those of kinds that have a record at all."""
    kinds = tallies.kinds()
    return [each for each in indicators if registry.label(each.model) in kinds]


def _counts_open(indicator: Indicator) -> bool:
    is_stock = isinstance(indicator, Standing) and not isinstance(indicator, Overdue)
    return is_stock and issubclass(indicator.model, Case) and indicator.until == "closed_on"


def rows(asked: Asked, modules: list[Module]) -> list[bars.BarRow]:
    """One bar for each kind of case that has any open, by one question each."""
    found = ((each, _counted(asked, each)) for each in of_what_there_is(open_cases(modules)))
    return [_row(asked, each, counts) for each, counts in found if counts["whole"]]


def _counted(asked: Asked, indicator: Indicator) -> dict[str, int]:
    on, cases = asked.on, indicator.model._default_manager.filter(asked.scope.condition("unit"))
    return cases.filter(indicator.base, indicator.standing(on)).aggregate(
        whole=Count("pk"),
        over=Count("pk", filter=ends("over", on)),
        near=Count("pk", filter=ends("near", on)),
        soon=Count("pk", filter=Q(due_on__gt=on + NEAR, due_on__lte=on + SOON)),
    )


def ends(when: str, on: date) -> Q:
    """Cases whose nearest deadline has passed, or ends within three days."""
    return Q(due_on__lt=on) if when == "over" else Q(due_on__gte=on, due_on__lte=on + NEAR)


def _row(asked: Asked, indicator: Indicator, counts: dict[str, int]) -> bars.BarRow:
    later = counts["whole"] - counts["over"] - counts["near"] - counts["soon"]
    parts = [("q2", later), ("q3", counts["soon"]), ("fs", counts["near"]), ("fo", counts["over"])]
    url = reverse("boards:figure", args=[indicator.code]) + asked.query(period="", show="")
    numbers = [_door(asked, indicator, counts[name], name) for name in ("near", "over")]
    whole = _door(asked, indicator, counts["whole"])
    return bars.BarRow(str(indicator.model._meta.verbose_name), bars.shares(parts), numbers, url, whole)


def _door(asked: Asked, indicator: Indicator, amount: int, due: str = "") -> str:
    """A number that opens into the cases it counts."""
    url = reverse("boards:records", args=[indicator.code]) + asked.query(period="", show="", due=due)
    return format_html('<a href="{}">{}</a>', url, f"{amount:,}") if amount else "0"
