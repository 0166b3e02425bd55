"""What an address asks: which unit, which period, as of which day, in which tree; never beyond what the person may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from fazhi.faces.desk.day import today
from fazhi.faces.desk.doorway import staff
from fazhi.kernel.indicators.places import NOW, THEN, Scope
from fazhi.kernel.indicators.publication import READERS
from fazhi.kernel.indicators.windows import UnknownWindow, Window, window_of
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.paths import covers, lineage, within_any

REPORT = "report"  # each figure over the window in which the report prints it
EARLIEST, LATEST = date(1949, 10, 1), date(2099, 12, 31)
STRUCTURES = {NOW: "按现行机构", THEN: "按当时机构"}


def scope_of(person: Person | None) -> tuple[str, ...]:
    """The subtrees whose figures a person reads."""
    return person.scope(*READERS) if person else ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One view of the figures."""

    person: Person
    unit: Unit
    period: str
    window: Window | None
    on: date
    structure: str
    above: tuple[Unit, ...] = ()  # what lies over the unit and is still the person's
    places: tuple[Unit, ...] = ()  # where the person's scope begins
    is_whole: bool = False  # the unit is the one root: no condition is needed
    faults: tuple[str, ...] = ()
    given: dict[str, str] = field(default_factory=dict)

    @property
    def scope(self) -> Scope:
        return Scope(None if self.is_whole else (self.unit.path,), self.structure, self.on)

    def query(self, **changed: Any) -> str:
        """The address's question with some answers changed; defaults are left out."""
        merged = {**self.given, **{name: str(value) for name, value in changed.items()}}
        return "?" + urlencode({name: value for name, value in merged.items() if value})

    @property
    def days(self) -> str:
        """The stretch asked for, in words."""
        if self.window is None:
            return f"各按报告口径，截至{words_of(self.on)}"
        stretch = self.window.stretch(self.on)
        return f"{words_of(stretch.first)}至{words_of(stretch.last)}" if stretch.first else f"截至{words_of(stretch.last)}"


def words_of(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def board(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of figures: for those who read them alone, with what is asked in place of the request's parameters."""

    @staff
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, asked_in(request), *args, **kwargs)

    return guarded


KEPT = ("unit", "period", "on", "structure", "show")


def asked_in(request: HttpRequest) -> Asked:
    """Read the address; what is no period or no day is named and replaced, a unit that is not theirs is 404."""
    person, given, faults = request.user.person, request.GET.dict(), []
    prefixes = scope_of(person)
    if not prefixes:
        raise Http404
    places = tuple(Unit.objects.filter(path__in=prefixes).order_by("path"))
    unit = _unit(given.get("unit", ""), prefixes, places)
    on, period, structure = _day(given, faults), _period(given, faults), _structure(given, faults)
    above = Unit.objects.filter(path__in=lineage(unit.path)[:-1]).order_by("path")
    return Asked(
        person,
        unit,
        period,
        None if period == REPORT else window_of(period),
        on,
        structure,
        tuple(each for each in above if any(covers(prefix, each.path) for prefix in prefixes)),
        places,
        unit.parent_id is None and not Unit.objects.filter(parent=None).exclude(pk=unit.pk).exists(),
        tuple(faults),
        {name: given[name] for name in KEPT if given.get(name)},
    )


def _unit(code: str, prefixes: tuple[str, ...], places: tuple[Unit, ...]) -> Unit:
    if not code:
        return places[0]
    unit = Unit.objects.filter(within_any(prefixes), code=code).first()
    if unit is None:
        raise Http404
    return unit


def _day(given: dict[str, str], faults: list[str]) -> date:
    text = given.get("on", "")
    try:
        on = date.fromisoformat(text) if text else today()
    except ValueError:
        on = None
    if on and EARLIEST <= on <= LATEST:
        return on
    faults.append(f"“{given.pop('on')}”不是可用的日期，请写成 2023-12-04 的样子；下面是截至{words_of(today())}的数字")
    return today()


def _period(given: dict[str, str], faults: list[str]) -> str:
    """A period by its name, or from the two days of the form."""
    first, last = given.get("first", ""), given.get("last", "")
    if bool(first) != bool(last):
        faults.append("自定时段要写起止两天；下面没有按自定时段")
    name = f"{first}..{last}" if first and last else given.get("period") or REPORT
    try:
        if name != REPORT:
            window_of(name)
    except UnknownWindow:
        faults.append(f"没有“{name}”这个时段，请从“换时段”里选；下面各按报告口径")
        name = REPORT
    given["period"] = "" if name == REPORT else name
    return name


def _structure(given: dict[str, str], faults: list[str]) -> str:
    name = given.get("structure") or NOW
    if name not in STRUCTURES:
        faults.append(f"机构口径只有“{'”“'.join(STRUCTURES.values())}”；下面{STRUCTURES[NOW]}")
        given.pop("structure")
    return name if name in STRUCTURES else NOW
