"""Every address that the installation answers, with its arguments filled in for one record."""

import os
from dataclasses import dataclass

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from fazhi.kernel import registry
from fazhi.kernel.documents import papers_of

# Open to all by intent; everything else asks who comes. The public's own face is open as a whole.
OPEN = {
    "login",
    "logout",
    "language",
    "api:openapi",
    "api:docs",
    "api:docs_group",
    "api:laws",
    "api:law_search",
    "api:law",
    "api:article",
}
OPEN |= {"api:due", "api:year", "api:elsewhere", "api:intakes", "api:apply", "api:follow"}
OPEN_ROOMS = ("fazhi.faces.portal", "fazhi.faces.look")


@dataclass(frozen=True)
class Route:
    """A named address and what it takes."""

    name: str
    takes: tuple[str, ...]
    view: object

    @property
    def is_open(self):
        return self.name in OPEN or getattr(self.view, "__module__", "").startswith(OPEN_ROOMS)

    @property
    def is_of_a_record(self):
        return {"label", "pk"} <= set(self.takes)

    def address(self, **given):
        """The address with these arguments and a plausible one for each other; None where Django finds none."""
        try:
            return reverse(
                self.name,
                kwargs={name: given.get(name, 1 if name.endswith("pk") or name == "year" else "x") for name in self.takes},
            )
        except NoReverseMatch:
            return None


# All kinds of records, as CI asks, instead of a share of them that takes a developer minutes: FAZHI_EVERY=1 make test
ALL = bool(os.environ.get("FAZHI_EVERY"))


def some(labels, turn):
    """Every fourth kind for what costs a page or more a kind; tests with other turns ask the others."""
    return [label for place, label in enumerate(sorted(labels)) if ALL or (place + turn) % 4 == 0]


def shared_out(found, label, ways=8):
    """A kind's share of what is asked of all kinds: the views are the same, so that each is asked with every eighth kind; in CI every fourth."""
    turn, ways = sorted(registry.on("desks")).index(label), ways // 2 if ALL else ways
    return [each for place, each in enumerate(found) if (place + turn) % ways == 0]


def routes():
    """All of them, each once."""
    return list(dict.fromkeys(_walked(get_resolver().url_patterns, "")))


def _walked(patterns, space):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            name = f"{space}{pattern.name}" if pattern.name else f"{space}elsewhere"
            yield Route(name, tuple(pattern.pattern.regex.groupindex), pattern.callback)
        else:
            yield from _walked(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)


def of_records():
    return [route for route in routes() if route.is_of_a_record]


def of_staff():
    return [route for route in routes() if not route.is_open]


def arguments(model):
    """What `name`, `key` and `form` may be for a kind of record: its first step, its first paper."""
    flow, papers = registry.on("flows").get(registry.label(model)), papers_of(model)
    steps = [step.name for step in flow.steps.values() if not step.on and not step.is_automatic_only] if flow else []
    return {"name": steps[0] if steps else "x", "key": papers[0].key() if papers else "x", "form": "docx"}
