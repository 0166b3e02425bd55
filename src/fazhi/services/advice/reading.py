"""Who may read a consultation: questions are sensitive, so a place alone is not enough."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from fazhi.kernel.org.models import UnitKind
from fazhi.kernel.org.paths import widest
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.kernel.records.querysets import NOWHERE, within

from .roles import LAWYER

if TYPE_CHECKING:
    from fazhi.kernel.org.models import Person


def scope_of(person: "Person | None", on: date | None = None) -> Q:
    """Leaders all in their place; clerks too, but no dangerous matter that is in another's hands; lawyers what is theirs."""
    if person is None:
        return NOWHERE
    theirs = Q(handler=person) | Q(recorded_by=person)
    open_to_clerks = Q(is_restricted=False) | Q(handler=None) | theirs
    led, kept = offices_of(person, LEADER, on), offices_of(person, CLERK, on) & open_to_clerks
    return led | kept | (Q(handler=person) | _their_turn(person) if person.scope(LAWYER, on=on) else NOWHERE)


def _their_turn(person: "Person") -> Q:
    """A question is open to the lawyer on duty whose turn it is, until somebody has it."""
    return Q(offered_to=person, state="submitted", is_restricted=False)


def office_of(person: "Person", on: date | None) -> Q:
    """The subtrees in which somebody is a clerk or a leader, but not those of a village."""
    return offices_of(person, LEADER, on) | offices_of(person, CLERK, on)


def offices_of(person: "Person", role: str, on: date | None) -> Q:
    """The subtrees of a role, but not those of a village: whoever works there knows the askers."""
    held = [granted for granted in person.grants(on) if granted.role == role and granted.unit_kind != UnitKind.VILLAGE]
    return within(widest(granted.path for granted in held))
