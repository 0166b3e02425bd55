"""What whoever keeps a register of providers owes once a year: the register after the year's checks."""

from datetime import date

from django.db.models import Exists, OuterRef

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.obligations import Obligation
from fazhi.kernel.org.models import Unit

from ..models import Provider
from ..roles import KEEPERS
from ..rules import REGISTER_DAYS


def keepers(day: date) -> set[Unit]:
    """The units that keep providers."""
    return set(Unit.objects.in_force(day).filter(Exists(Provider.objects.filter(unit=OuterRef("pk")))))


YEARLY = Obligation(
    "legal_services.register",
    "服务人员名录年度核对、导入",
    keepers,
    "year",
    Days(REGISTER_DAYS, roll=False),
    zero=False,
    by=KEEPERS,
)
