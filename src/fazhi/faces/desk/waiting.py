"""How much waits for a person, in few questions: what the navigation says beside each line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from django.db.models import Count, Q, QuerySet, Sum, Value

from fazhi.kernel import registry
from fazhi.kernel.flow.handovers import addressed_to
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.obligations import owed_by
from fazhi.kernel.flow.passing_time import reminders_for
from fazhi.kernel.flow.signing import amount_awaiting
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.models import Tally
from fazhi.kernel.records.querysets import NOWHERE, hidden_of, scope_of
from fazhi.kernel.records.restricted import kinds_hidden_from

from .lists import is_tallied

Kinds = Sequence[type[Desk]]


def counts(person: Person, desks: Kinds) -> dict[str, int]:
    """What waits, by the name of its page: hand-overs, obligations, reminders, signatures; and the open cases by their label."""
    waiting = {
        "desk:hand_overs": addressed_to(person).filter(state=HandOver.State.SENT),
        "desk:owed": owed_by(person),
        "desk:reminders": reminders_for(person).filter(of__in=readable(person)),
    }
    first, *others = (_counted(rows, name) for name, rows in waiting.items())
    told: dict[str, int] = Counter({"desk:signing": amount_awaiting(person)})
    for room, amount in first.union(*others, *open_cases(person, desks), *hidden_cases(person, desks), all=True):
        told[room] += amount
    return told


def kinds_open(person: Person, desks: Kinds) -> set[str]:
    """The labels of which at least one open case stands where this person has a step, restricted ones among them."""
    first, *others = open_cases(person, desks)
    return {label for label, amount in first.union(*others, all=True) if amount}


def readable(person: Person) -> list[str]:
    """The kinds of record that this person's roles may read."""
    held = {granted.role for granted in person.grants()}
    return [label for label, desk in registry.on("desks").items() if held & set(desk.model.readers)]


def _counted(rows: QuerySet, name: str) -> QuerySet:
    return rows.order_by().annotate(room=Value(name)).values("room").annotate(amount=Count("pk")).values_list("room", "amount")


def open_cases(person: Person, desks: Kinds) -> list[QuerySet]:
    """(label, how many cases stand where this person has a step): from the tallies, or counted where those tell too many."""
    held = {granted.role for granted in person.grants()}
    labels = {registry.label(desk.model): desk for desk in desks if registry.label(desk.model) in registry.on("flows")}
    mine, counted = NOWHERE, []
    for label, desk in labels.items():
        states = states_of(registry.find("flows", label), held)
        if is_tallied(desk.model):
            mine |= scope_of(desk.model, person, column="unit__path") & Q(of=label, state__in=states)
        else:  # of these a person may see fewer than the unit has
            counted.append(_counted(desk.model.objects.visible_to(person).filter(state__in=states), label))
    tallied = Tally.objects.filter(mine).values("of").annotate(total=Sum("amount")).values_list("of", "total")
    return [tallied, *counted]


def hidden_cases(person: Person, desks: Kinds) -> Iterator[QuerySet]:
    """(label, less how many): of those, what is restricted to others."""
    held = {granted.role for granted in person.grants()}
    hidden = kinds_hidden_from(person) & set(registry.on("flows"))
    for desk in desks:
        if (label := registry.label(desk.model)) in hidden and is_tallied(desk.model):
            rows = hidden_of(desk.model, person, Q(state__in=states_of(registry.find("flows", label), held)))
            yield (
                rows.order_by()
                .annotate(room=Value(label))
                .values("room")
                .annotate(amount=-Count("pk"))
                .values_list("room", "amount")
            )


def states_of(flow: type, held: Iterable[str]) -> tuple[str, ...]:
    """The states with a deadline in which somebody with these roles has a step."""
    return _states_of(flow, frozenset(held))


@cache
def _states_of(flow: type, held: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        name
        for name, state in flow.states.items()
        if not state.final and any(held & set(step.roles) for step in flow.steps_from(name))
    )
