"""Who may be assigned: the register, measured by what the law asks of a case, the least busy first."""

from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from fazhi.kernel import registry

from .grounds import EXPERIENCED
from .words import CRIMINAL, Kind, LawyerKind, Tag

if TYPE_CHECKING:
    from .models import AidCase, AidLawyer

MOST_NAMED = 8
LEAST_YEARS = 3  # 法律援助法 第二十六条
UNFIT = "不能指派给这一件：人员类别、执业证、执业年限或者专长不符合（法律援助法第十七条、第二十六条，未成年人保护法第一百零四条）"
BUSY = ("ahead", "assigned")


def told(case: "AidCase") -> str:
    """Names with the number of cases in hand, or that nobody meets the conditions."""
    named = [f"{row.name}（在办 {row.held}）" for row in fitting(case)[:MOST_NAMED]]
    return "、".join(named) or "名册里没有符合条件的人员"


def fitting(case: "AidCase") -> list["AidLawyer"]:
    """Those licensed and available who may be given this case, with `held`, how many they have in hand."""
    on, is_minor = localdate(), any(row.is_minor for row in case.rows("recipients"))
    found = [row for row in _register(case) if row.is_licensed(on) and (not is_minor or Tag.MINOR in row.tags)]
    if case.ground in EXPERIENCED:
        found = [row for row in found if row.years_in(case.kind, on) >= LEAST_YEARS]
    return sorted(found, key=lambda row: (row.held, row.pk))


def _register(case: "AidCase") -> QuerySet:
    """The centre's people of the kinds that a case admits."""
    held = Count("cases", filter=Q(cases__state__in=BUSY))
    rows = registry.model("legal_aid.aidlawyer").objects.filter(unit=case.unit_id, is_available=True).annotate(held=held)
    if case.kind in CRIMINAL:
        return rows.filter(kind=LawyerKind.LAWYER)
    return rows if case.kind == Kind.DRAFTING else rows.exclude(kind=LawyerKind.VOLUNTEER)
