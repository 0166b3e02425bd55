"""What waits for a signature: the steps that must be signed at a level, and the cases that stand before them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person

from .declared import Flow, Step
from .gates import SignedAt
from .models import Approval


@dataclass(frozen=True, slots=True)
class Awaited:
    """A case that cannot take a step until somebody at a level has signed."""

    case: Any
    step: Step
    gate: SignedAt


def signatures_of(step: Step) -> list[SignedAt]:
    """The signatures that a step must have."""
    return [gate for gate in step.needs if isinstance(gate, SignedAt)]


def awaiting(person: Person, most: int = 50) -> list[Awaited]:
    """The cases that wait for this person's signature, the most urgent of each kind first."""
    return [
        Awaited(case, step, gate) for flow, step, gate in _signed_steps() for case in _unsigned(flow, step, gate, person)[:most]
    ]


def amount_awaiting(person: Person) -> int:
    """How many signatures this person is waited for; no question of any case for who signs at no level."""
    if not _signed_steps() or not person.levels():
        return 0
    return sum(_unsigned(flow, step, gate, person).count() for flow, step, gate in _signed_steps() if _signs(person, gate))


def _signs(person: Person, gate: SignedAt) -> bool:
    return any(level == gate.level for _, level in person.levels())


def waits_for(person: Person, case: Any, step: Step) -> SignedAt | None:
    """The signature on a step that this person may give now, if any."""
    signed = set(_signed(case).filter(step=step.name).values_list("level", flat=True))
    levels = person.levels_at(case.path)
    return next((gate for gate in signatures_of(step) if gate.level in levels and gate.level not in signed), None)


@cache
def _signed_steps() -> tuple[tuple[type[Flow], Step, SignedAt], ...]:
    flows = registry.on("flows").values()
    return tuple((flow, step, gate) for flow in flows for step in flow.steps.values() for gate in signatures_of(step))


def _unsigned(flow: type[Flow], step: Step, gate: SignedAt, person: Person) -> QuerySet[Any]:
    paths = [path for path, level in person.levels() if level == gate.level]
    given = Approval.objects.filter(
        of=registry.label(flow.model),
        record_id=OuterRef("pk"),
        version=OuterRef("version"),
        step=step.name,
        level=gate.level,
    )
    cases = flow.model.objects.visible_to(person).filter(path__in=paths, state__in=[state.name for state in step.source])
    return cases.filter(~Exists(given)).select_related("unit").order_by("due_on", "pk")


def _signed(case: Any) -> QuerySet[Approval]:
    return Approval.objects.filter(of=registry.label(case), record_id=case.pk, version=case.version)
