"""Enters the schemes to begin with into a city that has none."""

from datetime import date

from fazhi.kernel.flow import registers
from fazhi.kernel.org.models import Person, Unit

from .models import LinkScheme, LinkSchemeItem
from .schemes import EXAMPLE, SCHEMES


def plant(unit: Unit, person: Person, valid_from: date) -> list[LinkScheme]:
    """Enter the schemes that the city does not have yet."""
    known = set(LinkScheme.objects.filter(unit=unit).values_list("name", flat=True))
    return [_entered(name, unit, person, valid_from) for name in SCHEMES if name not in known]


def _entered(name: str, unit: Unit, person: Person, valid_from: date) -> LinkScheme:
    items = [LinkSchemeItem(group=group, name=item, meaning=EXAMPLE) for group, item in SCHEMES[name]]
    return registers.enter(LinkScheme(unit=unit, name=name, meaning=EXAMPLE, valid_from=valid_from), person, {"items": items})
