"""The units that a board shows: what lies directly below, the map's towns, in the tree that is asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel.indicators.places import NOW
from fazhi.kernel.org.models import Placement, Unit, UnitKind
from fazhi.kernel.org.units import REGIONS

from .asked import Asked

CALLED = {UnitKind.CITY: "地市", UnitKind.COUNTY: "县市区", UnitKind.TOWN: "镇街", UnitKind.VILLAGE: "村（社区）"}


def below(asked: Asked, parents: Iterable[Unit]) -> dict[int, list[Unit]]:
    """The units directly below each, with the names and places that they have in the tree that is asked."""
    found: dict[int, list[Unit]] = {parent.pk: [] for parent in parents}
    if asked.structure == NOW:
        for unit in Unit.objects.on(asked.on).filter(parent__in=list(found)).order_by("code"):
            found[unit.parent_id].append(unit)
        return found
    pages = Placement.objects.on(asked.on).filter(parent__in=list(found)).select_related("unit").order_by("unit__code")
    for page in pages:
        if page.unit.holds(asked.on):
            page.unit.name = page.name
            found[page.parent_id].append(page.unit)
    return found


def regions(units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.kind in REGIONS]


def called(units: list[Unit]) -> str:
    """What the units below are called together: 五个县市区 say 县市区."""
    kinds = {unit.kind for unit in units}
    return CALLED.get(next(iter(kinds)), "单位") if len(kinds) == 1 else "单位"


def short(unit: Unit) -> str:
    """A name that fits a square."""
    name = unit.short_name or unit.name
    for ending in ("街道", "社区", "村民委员会", "居民委员会", "镇", "乡", "村"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)[:4]
    return name[:4]


def crumbs(asked: Asked, *more: Link) -> list[Link]:
    """The board, what lies above the unit, the unit, and further."""
    home = reverse("boards:home")
    above = [Link(each.name, home + asked.query(unit=each.code)) for each in asked.above]
    here = Link(asked.unit.name, home + asked.query() if more else "")
    return [Link("驾驶舱", home), *above, here, *more]


def unit_links(asked: Asked, path: str) -> list[tuple[str, list[Link]]]:
    """Where one may look instead: own places, what lies above, beside and below."""
    parent = asked.above[-1] if asked.above else None
    parents = [asked.unit, *([parent] if parent else [])]
    found = below(asked, parents)
    groups = [
        ("我的范围", asked.places if len(asked.places) > 1 else ()),
        ("上级", asked.above),
        ("下级", regions(found[asked.unit.pk])),
        ("同级", [unit for unit in regions(found[parent.pk]) if unit.pk != asked.unit.pk] if parent else ()),
    ]
    return [(title, [Link(unit.name, path + asked.query(unit=unit.code)) for unit in units]) for title, units in groups if units]
