"""Units as the tree stands or stood, and who one is here."""

from datetime import date
from typing import Annotated

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from fazhi.kernel import registry
from fazhi.kernel.org.models import Unit

from .doorway import person_of

router = Router(tags=["单位与本人"])
EACH = 200


class UnitRef(Schema):
    """A unit by code and name."""

    code: str
    name: str


class UnitLine(UnitRef):
    """A unit in the tree."""

    short_name: str
    kind: str
    kind_name: str
    parent: str | None
    valid_from: date
    valid_to: date | None
    successor: str | None


class Units(Schema):
    """A page of units in the order of the tree."""

    units: list[UnitLine]
    next: str | None


class Granted(Schema):
    """A role in a unit and all below it."""

    role: str
    role_name: str
    unit: UnitRef
    as_substitute_for: str | None


class Me(Schema):
    """Who asks, and what was granted."""

    name: str
    unit: UnitRef
    grants: list[Granted]


@router.get("/units", response=Units, summary="单位", url_name="units")
def units(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=60)] = "",
    kind: str = "",
    under: str = "",
    on: date | None = None,
    after: str = "",
) -> Units:
    """The units in force on a day, from the top; `after` is the code of the last one before."""
    rows = Unit.objects.on(on or timezone.localdate()).select_related("parent", "successor").order_by("path")
    rows = rows.filter(Q(name__contains=q) | Q(code__startswith=q)) if q else rows
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.under(_unit(under)) if under else rows
    page = list((rows.filter(path__gt=_unit(after).path) if after else rows)[: EACH + 1])
    return Units(units=[_line(unit) for unit in page[:EACH]], next=page[EACH - 1].code if len(page) > EACH else None)


@router.get("/units/{code}", response=UnitLine, summary="一个单位", url_name="unit")
def unit(request: HttpRequest, code: str) -> UnitLine:
    """One unit, also one that was closed."""
    return _line(_unit(code))


def _unit(code: str) -> Unit:
    found = Unit.objects.select_related("parent", "successor").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _line(unit: Unit) -> UnitLine:
    return UnitLine(
        code=unit.code,
        name=unit.name,
        short_name=unit.short_name,
        kind=unit.kind,
        kind_name=unit.get_kind_display(),
        parent=unit.parent and unit.parent.code,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        successor=unit.successor and unit.successor.code,
    )


@router.get("/me", response=Me, summary="本人和权限", url_name="me")
def me(request: HttpRequest) -> Me:
    """Who a token or session stands for, and where."""
    person, roles = person_of(request), registry.on("roles")
    grants = person.grants()
    places = Unit.objects.in_bulk([granted.unit_id for granted in grants])
    return Me(
        name=person.name,
        unit=_ref(person.unit),
        grants=[
            Granted(
                role=granted.role,
                role_name=roles[granted.role].label if granted.role in roles else granted.role,
                unit=_ref(places[granted.unit_id]),
                as_substitute_for=granted.as_substitute_for and granted.as_substitute_for.name,
            )
            for granted in grants
        ],
    )


def _ref(unit: Unit) -> UnitRef:
    return UnitRef(code=unit.code, name=unit.name)
