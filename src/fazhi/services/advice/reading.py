"""Who may read a consultation: questions are sensitive, so a place alone is not enough."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.kernel.records.querysets import NOWHERE, in_offices

from .roles import LAWYER

if TYPE_CHECKING:
    from fazhi.kernel.org.models import Person


def scope_of(person: "Person | None", on: date | None = None) -> Q:
    """Leaders all in their place; clerks too, but no dangerous matter that is in another's hands; lawyers what is theirs."""
    if person is None:
        return NOWHERE
    theirs = Q(handler=person) | Q(recorded_by=person)
    open_to_clerks = Q(is_restricted=False) | Q(handler=None) | theirs
    led, kept = in_offices(person, LEADER, on=on), in_offices(person, CLERK, on=on) & open_to_clerks
    return led | kept | (Q(handler=person) | _their_turn(person) if person.scope(LAWYER, on=on) else NOWHERE)


def _their_turn(person: "Person") -> Q:
    """A question is open to the lawyer on duty whose turn it is, until somebody has it."""
    return Q(offered_to=person, state="submitted", is_restricted=False)
