"""What the report says of linked mechanisms: schemes as the city has written them, offices as they are registered."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet

from fazhi.kernel.indicators.coverage import UnitCount
from fazhi.kernel.indicators.figures import FigureRow
from fazhi.kernel.org.models import Unit, UnitKind

from .models import JointOffice, LinkScheme

POLICE = "警司联动"


def scheme_row(code: str, name: str, sentence: str) -> Callable[[date], FigureRow]:
    """A figure that counts the items of a scheme as the city has written it."""

    def row(on: date) -> FigureRow:
        scheme = scheme_on(name, on)
        items = [each for each in scheme.items.all() if each.is_on(on)] if scheme else []
        text = sentence.format(name=name) if scheme else "无数据"
        return FigureRow(code, name, text, len(items), "项", len(items), defined(name, Counter(each.group for each in items)))

    return row


def scheme_on(name: str, on: date) -> LinkScheme | None:
    """The scheme of this name in force on a day."""
    found = LinkScheme.objects.filter(name__contains=name, valid_from__lte=on).exclude(valid_to__lte=on)
    return found.order_by("-valid_from", "-pk").prefetch_related("items").first()


def defined(name: str, groups: Counter[str]) -> str:
    """What was counted, by group: that 1 has one, 3 has three, and how many N are."""
    told = "，".join(f"{group} 组 {amount} 项" for group, amount in groups.items() if group)
    return f"“{name}”在联动体系里登记的项目数{f'（{told}）' if told else ''}；含义以本市登记为准"


def regions(on: date) -> QuerySet[Unit]:
    """The city and its counties."""
    return Unit.objects.in_force(on).filter(kind__in=(UnitKind.CITY, UnitKind.COUNTY))


def with_joint_office(on: date) -> set[int]:
    """Regions in which an office of police and justice is open on a day."""
    offices = JointOffice.objects.filter(mechanism=POLICE, opened_on__lte=on).filter(Q(closed_on=None) | Q(closed_on__gt=on))
    return {place.pk for office in offices.select_related("unit__parent") if (place := region_of(office.unit))}


def region_of(unit: Unit) -> Unit | None:
    """The city or county that a unit is, or in which it sits."""
    return unit if unit.kind in (UnitKind.CITY, UnitKind.COUNTY) else unit.parent


def joint_offices_said(having: list[Unit], lacking: list[Unit]) -> str:
    """At the city and in every county, or in how many of them."""
    there, counties = len(_counties(having)), len(_counties([*having, *lacking]))
    if having and not lacking:
        return f"市级以及{counties}个县市区全域挂牌“{POLICE}”办公室"
    return partly(len(having) > there, there, counties) if having else "无数据"


def _counties(units: list[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.kind == UnitKind.COUNTY]


def partly(has_city: bool, there: int, counties: int) -> str:
    """Without 全域, as soon as one is missing."""
    return f"{'市级以及' if has_city else ''}{counties}个县市区中的{there}个挂牌“{POLICE}”办公室"


JOINT_OFFICES = UnitCount(
    "L3",
    f"{POLICE}办公室",
    regions,
    with_joint_office,
    sentence=f"{{every}}挂牌“{POLICE}”办公室{{amount}}{{unit}}",
    says=joint_offices_said,
    means=f"在册未撤销的“{POLICE}”办公室所在的市和县市区",
)
