"""What the yearly statistics of enforcement count of inspections: one object with a complete record is one; what became another act is none."""

from datetime import date

from fazhi.kernel import registry
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Unit

from .models import Inspection

CASE = "enforcement.penaltycase"


def inspections(unit: Unit, first: date, last: date) -> int:
    """Inspections of a unit whose record was made in these days, but for those handed on as a case."""
    became = HandOver.objects.filter(of="spot_checks.inspection", kind=CASE).values("record_id")
    made = Inspection.objects.filter(unit=unit, recorded_on__range=(first, last)).exclude(state="cancelled")
    return made.exclude(pk__in=became).count()


registry.leave("acts_of_a_year", "inspection", inspections)
