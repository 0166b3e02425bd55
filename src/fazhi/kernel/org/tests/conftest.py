"""A small city: two counties, three towns, a village each; a clerk, a head, a stranger."""

from datetime import date
from types import SimpleNamespace

import pytest

from fazhi.kernel.org.models import Grant, Person, Unit, UnitKind
from fazhi.kernel.org.roles import CLERK

LONG_AGO = date(2000, 1, 1)


def unit(code: str, name: str, kind: str, parent: Unit | None = None) -> Unit:
    return Unit.objects.create(code=code, name=name, kind=kind, parent=parent)


@pytest.fixture
def city(db) -> SimpleNamespace:
    top = unit("10", "莲城市", UnitKind.CITY)
    east = unit("1001", "东山县", UnitKind.COUNTY, top)
    west = unit("1002", "西水县", UnitKind.COUNTY, top)
    towns = [
        unit(f"{parent.code}0{n}", name, UnitKind.TOWN, parent)
        for parent, n, name in (
            (east, 1, "青石镇"),
            (east, 2, "白沙镇"),
            (west, 1, "红枫镇"),
        )
    ]
    villages = [unit(f"{town.code}01", f"{town.name[:2]}村", UnitKind.VILLAGE, town) for town in towns]
    return SimpleNamespace(top=top, east=east, west=west, towns=towns, villages=villages)


@pytest.fixture
def people(city) -> SimpleNamespace:
    clerk = Person.objects.create(name="东山办事员", unit=city.east)
    other = Person.objects.create(name="西水办事员", unit=city.west)
    stranger = Person.objects.create(name="陌生人", unit=city.west)
    Grant.objects.create(person=clerk, role=CLERK, unit=city.east, valid_from=LONG_AGO)
    Grant.objects.create(person=other, role=CLERK, unit=city.west, valid_from=LONG_AGO)
    return SimpleNamespace(clerk=clerk, other=other, stranger=stranger)
