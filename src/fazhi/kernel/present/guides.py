"""先测一测: a few questions without a name whose answers are kept nowhere, and what they come to, before one of the public applies."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from fazhi.kernel import registry

from .declared import Ask


@dataclass(frozen=True, slots=True)
class Found:
    """What the answers come to: a title, reasons each with its article or none, what to bring, and how an application begins."""

    title: str
    speaks_for: bool
    reasons: tuple[tuple[str, str], ...]
    brings: tuple[str, ...] = ()
    begins: dict[str, str] = field(default_factory=dict)  # answers to questions of the intake


@dataclass(frozen=True, slots=True)
class Guide:
    """Questions before an intake; `found` is a pure function of the cleaned answers and promises nothing."""

    key: str
    intake: str  # the key of the intake that it leads to
    title: str
    summary: str
    asks: tuple[Ask, ...]
    found: Callable[[dict[str, Any]], Found]
    note: str = ""

    def __post_init__(self) -> None:
        registry.leave("guides", self.key, self)


def guide_of(intake: str) -> Guide | None:
    """The guide that leads to an intake."""
    return next((guide for guide in registry.on("guides").values() if guide.intake == intake), None)
