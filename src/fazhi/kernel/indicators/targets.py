"""Year targets: set with their basis, kept in the ledger, and held against what is."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person, Unit

from .checks import FORBIDDEN, is_of_fines
from .declared import Indicator
from .models import Target
from .publication import may_publish


@transaction.atomic
def aim(
    indicator: Indicator, unit: Unit, year: int, value: Decimal, basis: str, person: Person, is_ceiling: bool = False
) -> Target:
    """Set what a unit is to reach; raises PermissionDenied for who may not publish its figures either, and for fines to all."""
    if is_of_fines(indicator):
        raise PermissionDenied(f"罚没款不得作为考核目标（{FORBIDDEN}）")
    if not may_publish(person, unit):
        raise PermissionDenied(f"只有领导和统计员可以给{unit}定目标")
    target = Target.objects.create(
        code=indicator.code,
        unit=unit,
        year=year,
        value=value,
        is_ceiling=is_ceiling,
        basis=basis,
        set_at=timezone.now(),
        set_by=person,
    )
    book.write(book.Act(target, "aim", f"{unit}{target}", actor=person, unit=unit, reason=basis, rows=[target]))
    return target


def targets_of(unit: Unit, year: int, codes: Iterable[str] | None = None) -> dict[str, Target]:
    """The targets that hold for a unit in a year, by code."""
    rows = Target.objects.filter(unit=unit, year=year)
    rows = rows if codes is None else rows.filter(code__in=list(codes))
    return {target.code: target for target in rows.order_by("set_at", "id")}
