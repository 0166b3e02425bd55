"""Where a declaration cites an article, and which; what is no citation is told at the start."""

import re
from collections.abc import Iterator

from fazhi.kernel import registry
from fazhi.kernel.law import BadCitation, cite

SHELVES = ("papers", "intakes", "notices", "obligations", "indicators")
# Some declarations cite several articles: of another law, or of the same.
BETWEEN = re.compile(r"[；;、](?=[^）)]*(?:法|条例|规定|办法|程序|意见))")


def citations() -> Iterator[tuple[str, str]]:
    """Where something is cited, and what."""
    for label, flow in registry.on("flows").items():
        for clock in flow.every_clock():
            yield f"{label} {clock.name}", getattr(clock.period, "law", "")
        for step in (*flow.steps.values(), flow.register):
            yield f"{label} {step.name}", step.law
            yield from ((f"{label} {step.name}: {gate.sentence}", gate.law) for gate in step.needs)
    for shelf in SHELVES:
        yield from ((f"{shelf} {name}", getattr(one, "law", "")) for name, one in registry.on(shelf).items())


def cited() -> dict[str, str]:
    """Each article that a declaration cites, once, and one place where it is cited."""
    return {one.strip(): where for where, text in citations() if isinstance(text, str) and text for one in BETWEEN.split(text)}


@registry.check
def citations_can_be_read() -> Iterator[str]:
    """Every citation names a law and an article."""
    for text, where in cited().items():
        try:
            cite(text)
        except BadCitation as wrong:
            yield f"{where}: {wrong}"
