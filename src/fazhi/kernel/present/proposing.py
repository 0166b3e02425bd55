"""系统建议: what is proposed while a question is being written. A person decides; a suggestion is never an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.law.finding import Hit
from fazhi.kernel.org.models import Person

SHELF = "proposers"


@dataclass(frozen=True, slots=True)
class Way:
    """A service the question may need, the words or rule that say so, and the article where a rule does."""

    service: str
    because: tuple[str, ...]
    law: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """A question that was answered before, reviewed by a person, with the words both have."""

    question: str
    answer: str
    cited: tuple[str, ...]
    reviewed_on: date | None
    because: tuple[str, ...]
    record: Any = None

    @property
    def told_because(self) -> str:
        return "、".join(self.because)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A record that may be about the same matter, and every sign of it."""

    record: Any
    because: tuple[str, ...]

    @property
    def label(self) -> str:
        return registry.label(self.record)


@dataclass(frozen=True, slots=True)
class Proposed:
    """Danger goes before all; the rest stands below it and says why it is there."""

    dangers: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    hits: tuple[Hit, ...] = ()
    alike: tuple[Alike, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    notes: tuple[str, ...] = ()  # who this is to us: said before all but danger

    @property
    def is_empty(self) -> bool:
        return not (self.notes or self.dangers or self.ways or self.hits or self.alike or self.earlier)


@dataclass(frozen=True, slots=True)
class Proposer:
    """What a module knows to propose: words of danger, which wait for nothing, and all the rest.

    The rest may ask who reads it (None is the public) and what else stands in the form.
    """

    dangers: Callable[[str], tuple[str, ...]]
    proposed: Callable[[str, Person | None, Mapping[str, str]], Proposed]


def leave(name: str, proposer: Proposer) -> None:
    """File a proposer under the name by which desks and intakes ask for it."""
    registry.leave(SHELF, name, proposer)


def proposer(name: str) -> Proposer | None:
    """The one of a name; None where its module is not installed."""
    return registry.on(SHELF).get(name)
