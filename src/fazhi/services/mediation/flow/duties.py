"""What committees owe as time goes by: an election every three years, though no village election reminds anybody."""

from datetime import date

from django.db.models import QuerySet

from fazhi.kernel.calendar import Months
from fazhi.kernel.flow.obligations import Obligation
from fazhi.kernel.org.models import Unit

from ..models import Committee
from ..words import Register

QUARTER = Months(3, law="人民调解法 第九条第二款", roll=False)


def due_for_election(last: date) -> QuerySet[Unit]:
    """Committees whose term ends in the quarter that begins after a day."""
    ending = Committee.objects.filter(standing=Register.ACTIVE, term_to__gt=last, term_to__lte=QUARTER.due(last))
    return Unit.objects.filter(pk__in=ending.values("unit"))


RE_ELECTION = Obligation(
    "mediation.re_election",
    "调委会任期届满改选",
    due_for_election,
    "quarter",
    QUARTER,
    law="人民调解法 第九条第二款",
    zero=False,
)
