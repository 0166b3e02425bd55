"""Whether the unit that checks stands on the announced list of bodies; asked by name of the room that keeps it."""

from datetime import date

from fazhi.kernel import registry
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Unit

from ..rules import ANNOUNCED_ONLY

# (unit, day) → whether a body of the unit is announced and in its term.
ANNOUNCED = "enforcement.body_announced"
PUBLIC = "行政处罚法 第三十九条"


def must_be(unit: Unit, day: date) -> None:
    """Refuse a unit that announced no body, where the city holds checks to it and somebody can answer."""
    told = registry.on("answers").get(ANNOUNCED)
    if ANNOUNCED_ONLY.value(day) and told and not told(unit.pk, day):
        raise NotAllowed(f"{unit.name}在 {day} 不在公告的执法主体里，不能实施检查", PUBLIC)
