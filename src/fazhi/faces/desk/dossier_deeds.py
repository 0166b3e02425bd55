"""What may be done with a record now, what comes first, and what stands in the way of the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from fazhi.faces.look.parts import Refusal
from fazhi.faces.look.tongues import phrase, said
from fazhi.kernel import registry
from fazhi.kernel.flow.declared import Flow, Step
from fazhi.kernel.flow.doors import Offer
from fazhi.kernel.flow.refusals import NotAllowed

from .forms import may_register, part_names
from .held import Held

BRIEF = 8  # fields


@dataclass(frozen=True, slots=True)
class Deed:
    """A step that may be taken now; `brief` when its form fits in a dialog, `leads` when it is what comes next."""

    label: str
    url: str
    brief: bool = False
    leads: bool = False


class Deeds(Held):
    """The steps of a record before one person."""

    @property
    def actions(self) -> list[Deed]:
        """The open steps: what clears the way of the next move stands first, then what moves the case on."""
        steps = [offer.step for offer in self.offers if offer.is_open and not offer.step.on]
        onward = self.onward
        steps.sort(key=lambda step: (step not in onward, bool(step.target), step.danger))
        first = self._first_steps or [step for step in self._leading if step.on]
        steps = [*first, *(step for step in steps if step not in first)]
        return [self._deed(step, leads=step in self._leading) for step in steps] + self._begun

    @cached_property
    def onward(self) -> list[Step]:
        """The steps, open or refused, that bring the case nearer to its end."""
        return onward(self.flow, self.record.state, [offer.step for offer in self.offers]) if self.flow else []

    @cached_property
    def _next(self) -> Offer | None:
        """The move that the flow has next from here, open or refused: of the case, or else of one of its parts."""
        onward = self.onward
        moves = [offer for offer in self.offers if offer.step in onward]
        of_parts = (offer for offer in moves if offer.step.on and self._is_open(offer))
        return next((offer for offer in moves if not offer.step.on), None) or next(of_parts, None)

    def _is_open(self, offer: Offer) -> bool:
        """Whether a step may be taken; one on a part, whether there is such a part."""
        step = offer.step
        return offer.is_open and (not step.on or any(self.is_open_on(part, step) for part in self.rows_of(step.on)))

    @cached_property
    def _first_steps(self) -> list[Step]:
        return [step for refusal in self._next.refusals for step in self._menders(refusal)] if self._next else []

    @property
    def _leading(self) -> list[Step]:
        """The one step that is marked as what to do next; none, where the next move waits for what no step can clear away."""
        if self._first_steps:
            return self._first_steps[:1]
        return [self._next.step] if self._next and self._next.is_open else []

    def _menders(self, refusal: NotAllowed) -> list[Step]:
        """The steps open to this person that clear away what stands in the way."""
        named = refusal.mended_by.split()
        found = {offer.step.name: offer.step for offer in self.offers if offer.step.name in named and self._is_open(offer)}
        return [found[name] for name in named if name in found]

    def _deed(self, step: Step, *, leads: bool = False) -> Deed:
        """A step on its page or in a dialog; one on a part is taken in the table of the parts."""
        if step.on:
            return Deed(step.label, f"{self.address('record')}#part-{self.name_of(step.on)}", leads=leads)
        return Deed(step.label, self.address("step", step.name), _is_brief(step), leads)

    @property
    def _begun(self) -> list[Deed]:
        """What may be registered from here, while the record has not come to its end."""
        if self.flow and self.flow.states[self.record.state].final:
            return []
        desks = [registry.find("desks", label) for label in self.desk.begins.split()]
        return [
            Deed(
                f"登记{desk.named()}",
                f"{reverse('desk:new', args=[registry.label(desk.model)])}?beside={self.label}:{self.record.pk}",
            )
            for desk in desks
            if may_register(desk, self.person)
        ]

    @property
    def refusals(self) -> list[Refusal]:
        """The steps that may not be taken yet: those refused for one reason together, with the way to mend it."""
        found: dict[tuple[str, str], tuple[NotAllowed, list[str]]] = {}
        for offer in self.offers:
            for refusal in offer.refusals[:1]:
                found.setdefault((refusal.sentence, refusal.law), (refusal, []))[1].append(said(offer.step.label))
        return [
            Refusal(said("、").join(labels), refusal.sentence, refusal.law, tuple(self.ways(refusal)))
            for refusal, labels in found.values()
        ]

    def ways(self, refusal: NotAllowed) -> list[Deed]:
        """Where to go to clear away what stands in the way."""
        return [self._deed(step) for step in self._menders(refusal)]

    @property
    def for_others(self) -> list[Refusal]:
        """The steps from here that are not this person's, with whose they are."""
        if not self.flow:
            return []
        return [Refusal(step.label, phrase("由{}办理", _roles(step)), step.law) for step in self._others]

    @property
    def _others(self) -> list[Step]:
        mine = {offer.step.name for offer in self.offers}
        return [step for step in self.flow.steps_from(self.record.state) if step.name not in mine]

    @property
    def awaited(self) -> str:
        """The next move where none is open to this person: what it is, and whose."""
        if not self.flow or any(self._is_open(offer) for offer in self.offers if offer.step in self.onward):
            return ""
        moves = onward(self.flow, self.record.state, self._others)
        found = next((step for step in moves if not step.is_automatic_only), None)
        return phrase("下一步“{}”由{}办理。", found.label, _roles(found)) if found else ""


def onward(flow: type[Flow], state: str, steps: Iterable[Step]) -> list[Step]:
    """Those that lead on from a state: to a later one, as the flow declares them, or where none does, to any other.

    What was paused is resumed first; a pause leads nowhere, nor does what must be justified.
    """
    order = list(flow.states)
    moves = [step for step in steps if step.target and not (step.danger or step.pauses or step.why)]
    resumes = [step for step in moves if step.resumes]
    later = [step for step in moves if order.index(step.target.name) > order.index(state)]
    return [*resumes, *(step for step in later if not step.resumes)] or [step for step in moves if step.target.name != state]


def _roles(step: Step) -> str:
    return said("、").join(said(role.label) for role in step.roles)


def _is_brief(step: Step) -> bool:
    """Whether its form is short enough for a dialog."""
    return len(step.asked) + (len(step.shows.split() or part_names(step.adds)) if step.adds else 0) <= BRIEF
