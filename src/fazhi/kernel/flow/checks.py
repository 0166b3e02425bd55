"""What a start finds wrong in a flow, in words: names, roles, missing clocks, dead ends."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist

from fazhi.kernel import registry

from .declared import Flow, State, Step


@registry.check
def flows_hold() -> Iterator[str]:
    """Every flow's steps ask for fields that exist, and every state says its time."""
    for flow in registry.on("flows").values():
        yield from _states_hold(flow)
        for step in flow.steps.values():
            yield from _step_holds(flow, step)
        yield from _clocks_hold(flow)


@registry.check
def papers_are_asked_where_they_say() -> Iterator[str]:
    """The steps in which a paper says its data are filled in are steps of the flow of its record."""
    for key, paper in registry.on("papers").items():
        flow = registry.on("flows").get(registry.label(paper.of))
        for step in " ".join(paper.asked_in.values()).split():
            if flow is None or step not in flow.steps:
                yield f"papers: {key} is asked in “{step}”, which is no step of its record"


def _states_hold(flow: type[Flow]) -> Iterator[str]:
    if not isinstance(getattr(flow, "start", None), State):
        yield f"{flow.__name__}: no start is declared"
        return
    for state in flow.states.values():
        if not state.final and state.due is None and not state.rests:
            yield f"{flow.__name__}: “{state.name}” has no deadline (say due=Unlimited() on purpose)"
        if not state.final and not flow.steps_from(state.name):
            yield f"{flow.__name__}: nothing leads out of “{state.name}”"
        if state.lapses and state.lapses not in flow.steps:
            yield f"{flow.__name__}: “{state.name}” lapses into “{state.lapses}”, which is no step"
        if state is not flow.start and not any(step.target is state for step in flow.steps.values()):
            yield f"{flow.__name__}: nothing leads to “{state.name}”"


def _step_holds(flow: type[Flow], step: Step) -> Iterator[str]:
    asked_of = step.on or flow.model
    for name in step.asked:
        try:
            asked_of._meta.get_field(name)
        except FieldDoesNotExist:
            yield f"{flow.__name__}: step “{step.name}” asks for “{name}”, which {asked_of.__name__} lacks"
    for state in (*step.source, *((step.target,) if step.target else ())):
        if state not in flow.states.values():
            yield f"{flow.__name__}: step “{step.name}” touches a state of another flow"
    for role in step.roles:
        if role not in registry.on("roles"):
            yield f"{flow.__name__}: step “{step.name}” names “{role}”, which is no role"
    for name in " ".join(gate.mended_by for gate in step.needs).split():
        if name not in flow.steps:
            yield f"{flow.__name__}: what refuses “{step.name}” is mended by “{name}”, which is no step"
    yield from _words_hold(flow, step)


def _words_hold(flow: type[Flow], step: Step) -> Iterator[str]:
    """The clocks and the paper that a step names."""
    named = {"extends": step.extends.split(), "ends": step.ends, "pauses": step.pauses if isinstance(step.pauses, tuple) else ()}
    for verb, clocks in named.items():
        yield from (
            f"{flow.__name__}: step “{step.name}” {verb} “{name}”, which is no clock"
            for name in clocks
            if not flow.clock_named(name)
        )
    if step.extends and not step.why:
        yield f"{flow.__name__}: step “{step.name}” extends a clock and asks no reason (why=True)"
    if step.issues and step.issues not in registry.on("papers"):
        yield f"{flow.__name__}: step “{step.name}” issues “{step.issues}”, which is no paper"


def _clocks_hold(flow: type[Flow]) -> Iterator[str]:
    for clock in flow.clocks.values():
        if not clock.starts:
            yield f"{flow.__name__}: the clock “{clock.name}” never starts"
        if clock.lapses and clock.lapses not in flow.steps:
            yield f"{flow.__name__}: the clock “{clock.name}” lapses into “{clock.lapses}”, which is no step"
