"""What a start finds wrong in what is shown, in words."""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from fazhi.kernel import registry
from fazhi.kernel.records.models import parts_of

from .declared import Desk, Intake, Ledger

DERIVED = {"due", "state"}


def lacks(model: type[Model], path: str) -> bool:
    """Whether a model has no field, property or part field of this name."""
    name, _, rest = path.partition("__")
    if not rest:
        return not (name in DERIVED or hasattr(model, name) or _has_field(model, name))
    if name in parts_of(model):
        return lacks(parts_of(model)[name], rest)
    return not _has_field(model, name) or lacks(model._meta.get_field(name).related_model, rest)


def _has_field(model: type[Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


@registry.check
def desks_hold() -> Iterator[str]:
    """Every word of a desk is a field of its model, every reader a role."""
    for desk in registry.on("desks").values():
        yield from _words_hold(desk)
        if not getattr(desk.model, "readers", ()):
            yield f"{desk.__name__}: {desk.model.__name__} names no readers, so nobody could see it"


def _words_hold(desk: type[Desk]) -> Iterator[str]:
    for slot in ("columns", "filters", "sorts", "form", "facts", "corrects"):
        for word in getattr(desk, slot).split():
            if lacks(desk.model, word):
                yield f"{desk.__name__}: {slot} names “{word}”, which {desk.model.__name__} lacks"
    for step, words in desk.reads.items():
        if wrong := [word for word in words.split() if lacks(desk.model, word)]:
            yield f"{desk.__name__}: beside “{step}” stands “{wrong[0]}”, which {desk.model.__name__} lacks"
    for label in desk.begins.split():
        if label not in registry.on("desks"):
            yield f"{desk.__name__}: begins “{label}”, which has no desk"
    for part, asked in desk.asks_of.items():
        yield from (
            f"{desk.__name__}: asks “{word}” of {part}, which lacks it"
            for word in asked.split()
            if lacks(desk.model, f"{part}__{word}")
        )
    for word in f"{desk.parts} {desk.asks_parts} {' '.join(desk.asks_of)}".split():
        if word not in parts_of(desk.model):
            yield f"{desk.__name__}: “{word}” is no part of {desk.model.__name__}"


@registry.check
def forms_open_with_what_they_ask() -> Iterator[str]:
    """What a registration begins with is a field of its form."""
    for desk in registry.on("desks").values():
        for name in desk.opens_with.keys() - {*desk.form.split()}:
            yield f"{desk.__name__}: begins with “{name}”, which it does not ask"


@registry.check
def plays_hold() -> Iterator[str]:
    """Where a recording is played, the step by which one says what for is a step of the record's flow."""
    for label, desk in registry.on("desks").items():
        flow = registry.on("flows").get(label)
        if desk.plays and (flow is None or desk.plays.step not in flow.steps):
            yield f"{desk.__name__}: plays a recording after “{desk.plays.step}”, which is no step of it"


@registry.check
def proposes_hold() -> Iterator[str]:
    """Whoever has something proposed names a question that is asked there."""
    for desk in registry.on("desks").values():
        if desk.proposes and desk.proposes.of.partition("__")[0] not in f"{desk.form} {desk.asks_parts}".split():
            yield f"{desk.__name__}: has something proposed for “{desk.proposes.of}”, which it does not ask"
    for intake in registry.on("intakes").values():
        if intake.proposes and intake.proposes.of not in {ask.name for stage in intake.stages for ask in stage.asks}:
            yield f"{intake.__name__}: has something proposed for “{intake.proposes.of}”, which it does not ask"


@registry.check
def ledgers_hold() -> Iterator[str]:
    """A ledger's headers are its own, its key is one of its columns, and what it refers to has a ledger."""
    for ledger in registry.on("ledgers").values():
        yield from _headers_hold(ledger)


def _headers_hold(ledger: type[Ledger]) -> Iterator[str]:
    headers = [header for column in ledger.columns for header in (column.header, *column.synonyms)]
    for header in {header for header in headers if headers.count(header) > 1}:
        yield f"{ledger.__name__}: the header “{header}” stands twice"
    names = [column.name for column in ledger.columns]
    if ledger.key and ledger.key not in names:
        yield f"{ledger.__name__}: the key “{ledger.key}” is none of its columns"
    for column in ledger.columns:
        if column.kind == "record" and column.refers_to not in registry.on("ledgers"):
            yield f"{ledger.__name__}: “{column.header}” refers to “{column.refers_to}”, which has no ledger"


@registry.check
def intakes_hold() -> Iterator[str]:
    """What the public may follow exists, and no screen asks too much."""
    for intake in registry.on("intakes").values():
        yield from _intake_holds(intake)


def _intake_holds(intake: type[Intake]) -> Iterator[str]:
    for word in intake.follows.split():
        if lacks(intake.model, word):
            yield f"{intake.__name__}: follows “{word}”, which {intake.model.__name__} lacks"
    yield from _promises_hold(intake)
    for stage in intake.stages:
        if len(stage.asks) > 5:
            yield f"{intake.__name__}: the stage “{stage.title}” asks more than five things"


def _promises_hold(intake: type[Intake]) -> Iterator[str]:
    """The states it puts into everyday words and the papers it hands out are declared."""
    flow = registry.on("flows").get(registry.label(intake.model))
    states = flow.states if flow else {}
    for state in intake.tells:
        if state not in states:
            yield f"{intake.__name__}: tells of the state “{state}”, which {intake.model.__name__} never reaches"
    for paper in intake.papers.split():
        if paper not in registry.on("papers"):
            yield f"{intake.__name__}: hands out “{paper}”, which is no paper"
        elif registry.find("papers", paper).is_internal:
            yield f"{intake.__name__}: hands out “{paper}”, which is internal"
