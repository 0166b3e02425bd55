"""How much waits for a person, in few questions: what the navigation says beside each line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum, Value
from django.db.models.expressions import CombinedExpression

from fazhi.kernel import registry
from fazhi.kernel.flow.handovers import addressed_to
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.obligations import owed_by
from fazhi.kernel.flow.passing_time import reminders_for
from fazhi.kernel.flow.signing import amount_awaiting
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.models import Record, Tally
from fazhi.kernel.records.querysets import NOWHERE, hidden_of, within
from fazhi.kernel.records.restricted import kinds_hidden_from

Kinds = Sequence[type[Desk]]
Models = Mapping[str, type[Record]]
States = Mapping[str, Sequence[str]]
COUNTED = Count("pk")


def counts(person: Person, desks: Kinds) -> dict[str, int]:
    """What waits, by the name of its page: hand-overs, obligations, reminders, signatures; and the open cases by their label."""
    rooms = {
        "desk:hand_overs": addressed_to(person).filter(state=HandOver.State.SENT),
        "desk:owed": owed_by(person),
        "desk:reminders": reminders_for(person).filter(of__in=readable(person)),
    }
    told: dict[str, int] = Counter({"desk:signing": amount_awaiting(person)})
    for room, amount in _standing(person, desks, [_counted(rows, name) for name, rows in rooms.items()]):
        told[room] += amount
    return told


def kinds_open(person: Person, desks: Kinds) -> set[str]:
    """The labels of which at least one open case stands where this person has a step, restricted ones among them."""
    return {label for label, amount in _standing(person, desks) if amount > 0}


def readable(person: Person) -> list[str]:
    """The kinds of record that this person's roles may read."""
    held = {granted.role for granted in person.grants()}
    return [label for label, desk in registry.on("desks").items() if held & set(desk.model.readers)]


def _standing(person: Person, desks: Kinds, besides: Sequence[QuerySet] = ()) -> Iterator[tuple[str, int]]:
    """(label, amount) of the open cases where this person has a step, and (room, amount) of what is counted besides: one question."""
    held = {granted.role for granted in person.grants()}
    labels = {registry.label(desk.model): desk.model for desk in desks}
    kinds = {label: model for label, model in labels.items() if label in registry.on("flows")}
    states = {label: states_of(registry.find("flows", label), held) for label in kinds}
    tallied = {label: model for label, model in kinds.items() if not model.narrows_scope}
    others = [*besides, *_seen(person, kinds, states), *_hidden(person, tallied, states)]
    for room, state, amount in _from_tallies(person, tallied, states).union(*others, all=True):
        if not state or state in states[room]:
            yield room, amount


def _from_tallies(person: Person, kinds: Models, states: States) -> QuerySet:
    """(label, state, amount) in the units where a person reads a kind; kinds that are read in the same places are asked for together."""
    together = defaultdict(list)
    for label, model in kinds.items():
        together[person.scope(*model.readers)].append(label)
    mine = NOWHERE
    for paths, labels in together.items():
        open_states = {state for label in labels for state in states[label]}
        mine |= within(paths, "unit__path") & Q(of__in=labels, state__in=open_states)
    return Tally.objects.filter(mine).values("of", "state").annotate(total=Sum("amount")).values_list("of", "state", "total")


def _seen(person: Person, kinds: Models, states: States) -> Iterator[QuerySet]:
    """The same of kinds of which a person may see fewer than the unit has."""
    for label, model in kinds.items():
        if model.narrows_scope:
            rows = acted_on_by(person, registry.find("flows", label), states[label])
            yield _counted(rows, label)


def _hidden(person: Person, kinds: Models, states: States) -> Iterator[QuerySet]:
    """What is restricted to others, taken off."""
    for label in kinds_hidden_from(person) & set(kinds):
        yield _counted(hidden_of(kinds[label], person, Q(state__in=states[label])), label, -Count("pk"))


def _counted(rows: QuerySet, name: str, amount: Count | CombinedExpression = COUNTED) -> QuerySet:
    named = rows.order_by().annotate(room=Value(name), of_state=Value("")).values("room", "of_state")
    return named.annotate(amount=amount).values_list("room", "of_state", "amount")


def acted_on_by(person: Person, flow: Any, states: Iterable[str]) -> QuerySet:
    """The cases in these states on which a person may act: some records are read by many and worked on by few."""
    held = {granted.role for granted in person.grants()}
    places = person.scope(*_acting_in(flow, frozenset(held)))
    return flow.model.objects.visible_to(person).filter(within(places), state__in=states)


def states_of(flow: type, held: Iterable[str]) -> tuple[str, ...]:
    """The states with a deadline in which somebody with these roles has a step."""
    return _states_of(flow, frozenset(held))


@cache
def _acting_in(flow: type, held: frozenset[str]) -> tuple[str, ...]:
    """Those of the roles that have a step in an open state."""
    open_states = [state.name for state in flow.states.values() if not state.final]
    return tuple(sorted(held & {role for name in open_states for step in flow.steps_from(name) for role in step.roles}))


@cache
def _states_of(flow: type, held: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        name
        for name, state in flow.states.items()
        if not state.final and any(held & set(step.roles) for step in flow.steps_from(name))
    )
