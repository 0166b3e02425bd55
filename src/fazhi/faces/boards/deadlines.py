"""在办事项还有多久: what stands open of each kind of case, by the days that its nearest deadline leaves."""

from __future__ import annotations

from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
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


Counts = dict[str, int]  # whole, over, near, soon


def counted(asked: Asked, modules: list[Module]) -> dict[Indicator, Counts]:
    """What is open of each kind of case of which there is any: all kinds in one question."""
    kinds = tallies.kinds()
    found = [each for module in modules for each in module.indicators if _counts_open(each)]
    found = [each for each in found if registry.label(each.model) in kinds]
    if not found:
        return {}
    first, *rest = (_open(asked, each, place) for place, each in enumerate(found))
    rows = first.union(*rest, all=True)
    return {found[row.pop("at")]: row for row in sorted(rows, key=itemgetter("at")) if row["whole"]}


def _counts_open(indicator: Indicator) -> bool:
    is_stock = isinstance(indicator, Standing) and not isinstance(indicator, Overdue) and not indicator.base
    return is_stock and issubclass(indicator.model, Case) and indicator.until == "closed_on"


def _open(asked: Asked, indicator: Indicator, place: int) -> QuerySet[Any]:
    on, cases = asked.on, indicator.model._default_manager.filter(asked.scope.condition("unit"), indicator.standing(asked.on))
    return (
        cases.order_by()
        .annotate(at=Value(place))
        .values("at")
        .annotate(
            whole=Count("pk"),
            over=Count("pk", filter=ends("over", on)),
            near=Count("pk", filter=ends("near", on)),
            soon=Count("pk", filter=Q(due_on__gt=on + NEAR, due_on__lte=on + SOON)),
        )
    )


def rows(asked: Asked, counts: dict[Indicator, Counts]) -> list[bars.BarRow]:
    """One bar for each kind of case that has any open."""
    return [_row(asked, indicator, own) for indicator, own in counts.items()]


def ends(when: str, on: date) -> Q:
    """Cases whose nearest deadline has passed, or ends within three days."""
    return Q(due_on__lt=on) if when == "over" else Q(due_on__gte=on, due_on__lte=on + NEAR)


def _row(asked: Asked, indicator: Indicator, counts: Counts) -> bars.BarRow:
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
