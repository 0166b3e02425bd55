"""Counties whose justice bureau has a secretariat and a section of research and inspection, counted from the tree of the day."""

from collections.abc import Callable
from datetime import date

from django.db.models import QuerySet

from fazhi.kernel.indicators.coverage import UnitCount
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.org.models import Person, Unit, UnitKind
from fazhi.kernel.org.paths import lineage

SECRETARIAT, INSPECTION = "秘书", "督察"


def counties(on: date) -> QuerySet[Unit]:
    """Those of the tree as it stands on a day."""
    return Unit.objects.in_force(on).filter(kind=UnitKind.COUNTY)


def internal_units(on: date, *functions: str) -> QuerySet[Unit]:
    """Units of bureaus with one of these functions, in force on a day."""
    return Unit.objects.in_force(on).filter(sector__in=functions, parent__kind=UnitKind.BUREAU)


def counties_with(function: str) -> Callable[[date], set[int]]:
    """The counties that have a unit of a function on a day, by id."""

    def having(on: date) -> set[int]:
        above = {path for unit in internal_units(on, function) for path in lineage(unit.path)}
        return set(counties(on).filter(path__in=above).values_list("pk", flat=True))

    return having


def counties_with_staff(on: date) -> set[int]:
    """The counties all of whose units have somebody who works there on a day."""
    manned = set(Person.objects.in_force(on).values_list("unit_id", flat=True))
    units = list(internal_units(on, SECRETARIAT, INSPECTION))
    bare = {path for unit in units if unit.pk not in manned for path in lineage(unit.path)}
    having = counties_with(SECRETARIAT)(on) & counties_with(INSPECTION)(on)
    return set(counties(on).filter(pk__in=having).exclude(path__in=bare).values_list("pk", flat=True))


def said(done: str) -> Callable[[list[Unit], list[Unit]], str]:
    """“全部” only when every county has it."""

    def words(having: list[Unit], lacking: list[Unit]) -> str:
        whole = len(having) + len(lacking)
        if not having:
            return "无数据"
        return f"{whole}个县(市区)中的{len(having)}个{done}" if lacking else f"{whole}个县(市区)全部{done}"

    return words


def figure(code: str, done: str, having: Callable[[date], set[int]], means: str) -> None:
    Figure(code, done, asks=UnitCount(code, done, counties, having, says=said(done), means=means))


figure("C1", "设立秘书股", counties_with(SECRETARIAT), "司法局内设秘书股的县（市区）")
figure("C2", "设立法治调研督察股", counties_with(INSPECTION), "司法局内设法治调研督察股的县（市区）")
figure("C3", "配备工作人员", counties_with_staff, "两个股都设立并且都有在岗人员的县（市区）")
