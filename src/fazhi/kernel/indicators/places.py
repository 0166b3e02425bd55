"""Where a figure is asked for: subtrees of the tree of today, or of the tree as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Expression, F, OuterRef, Q, Subquery

from fazhi.kernel.org.models import Placement, Unit
from fazhi.kernel.org.paths import within_any

NOW, THEN = "now", "then"


@dataclass(frozen=True, slots=True)
class Scope:
    """Subtrees, and the tree in which they are taken; no prefixes means everything."""

    prefixes: tuple[str, ...] | None = None
    structure: str = NOW
    on: date | None = None

    @classmethod
    def of(cls, unit: Unit | None, structure: str = NOW, on: date | None = None) -> Scope:
        return cls((unit.path,) if unit else None, structure, on)

    def condition(self, place: str) -> Q:
        """The records whose unit (found at `place`) lies within; all of them, or none, need no question."""
        if self.prefixes is None:
            return Q()
        if self.structure == NOW:
            return within_any(self.prefixes, f"{place}__path")
        placed = Placement.objects.on(self.on).filter(within_any(self._then())).values("unit_id")
        return Q(**{f"{place}__in": placed})

    def path(self, place: str) -> Expression | F:
        """Where a record's unit stands in the tree that is asked."""
        if self.structure == NOW:
            return F(f"{place}__path")
        return Subquery(Placement.objects.on(self.on).filter(unit=OuterRef(f"{place}_id")).values("path")[:1])

    def _then(self) -> list[str]:
        """Where the asked units stood on that day."""
        asked = Unit.objects.filter(path__in=self.prefixes).values("pk")
        return list(Placement.objects.on(self.on).filter(unit__in=asked).values_list("path", flat=True))


def paths_of(units: Iterable[Unit], structure: str, on: date) -> dict[int, str]:
    """Where units stand in the tree that is asked, by their ids; who had no place then has none here."""
    if structure == NOW:
        return {unit.pk: unit.path for unit in units}
    pages = Placement.objects.on(on).filter(unit__in=[unit.pk for unit in units])
    return dict(pages.values_list("unit_id", "path"))
