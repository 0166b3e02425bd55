"""Reference pages made from the declarations: each flow as a diagram with its deadlines and articles, and every shelf's names."""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from fazhi.faces.look.flows import flow_picture
from fazhi.kernel import registry
from fazhi.kernel.calendar import Period
from fazhi.kernel.calendar.periods import UNITS
from fazhi.kernel.flow.declared import Clock, Flow, Step

# The living example is installed in tests alone and has no page.
LEFT_OUT = ("example.",)


def pages() -> dict[str, str]:
    """File name → Markdown text."""
    flows = {label: flow for label, flow in sorted(registry.on("flows").items()) if not label.startswith(LEFT_OUT)}
    return {
        "declarations.md": declarations(),
        **{f"flow-{label}.md": "\n".join(flow_page(label, flow)) for label, flow in flows.items()},
        **{f"flow-{label}.svg": svg(flow) for label, flow in flows.items()},
    }


def flow_page(label: str, flow: type[Flow]) -> Iterator[str]:
    """One flow: the picture, the steps, the clocks."""
    yield from (f"# {flow.model._meta.verbose_name} `{label}`", "", "```mermaid", *picture(flow), "```", "", "## 步骤", "")
    yield from ("| 步骤 | 从 | 到 | 谁 | 须有 | 依据 |", "| --- | --- | --- | --- | --- | --- |")
    yield from (_step_row(step) for step in flow.steps.values())
    yield from ("", "## 期限", "", "| 期限 | 长度 | 依据 | 届满后 |", "| --- | --- | --- | --- |")
    yield from (_clock_row(clock, flow) for clock in flow.every_clock())
    yield ""


def picture(flow: type[Flow]) -> Iterator[str]:
    """The states and the steps between them, as a Mermaid state diagram."""
    yield "stateDiagram-v2"
    yield from (f'  state "{state.label}" as {state.name}' for state in flow.states.values())
    yield f"  [*] --> {flow.start.name}: {flow.register.label}"
    for step in flow.steps.values():
        for source in step.source:
            yield f"  {source.name} --> {(step.target or source).name}: {step.label}"
    yield from (f"  {state.name} --> [*]" for state in flow.states.values() if state.final)


def svg(flow: type[Flow]) -> str:
    """The same picture as the page of a case shows, as a file of its own."""
    drawn = render_to_string("desk/flow.html", {"picture": flow_picture(flow)})
    return drawn.strip().replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) + "\n"


def _step_row(step: Step) -> str:
    sources = "、".join(state.label for state in step.source)
    needs = "；".join(f"{gate.sentence}{f'（{gate.law}）' if gate.law else ''}" for gate in step.needs)
    roles = "、".join(role.label for role in step.roles)
    return f"| {step.label} | {sources} | {step.target.label if step.target else '不变'} | {roles} | {needs} | {step.law} |"


def _clock_row(clock: Clock, flow: type[Flow]) -> str:
    then = flow.steps[clock.lapses].label if clock.lapses else ""
    if isinstance(clock.period, Period):
        return f"| {clock.label} | {_length(clock.period)} | {clock.period.basis or ''} | {then} |"
    return f"| {clock.label} | {_first_line(clock.period)} | | {then} |"


def _length(period: Period) -> str:
    """The declared length: a city rule's default, since a city may set its own."""
    amount = period.amount if isinstance(period.amount, int) else period.amount.default
    return f"{amount}{UNITS[period.unit]}{'' if isinstance(period.amount, int) else '（可设定）'}"


def _first_line(period: Any) -> str:
    return getattr(period, "because", "") or (period.__doc__ or "按类型").strip().splitlines()[0]


def declarations() -> str:
    """Every declared name, by shelf."""
    lines = ["# Declarations", "", "Made from the code by `make draw`.", ""]
    for shelf in sorted(
        name
        for name in ("desks", "flows", "indicators", "intakes", "ledgers", "notices", "obligations", "papers", "roles", "rules")
    ):
        lines += [
            f"## {shelf}",
            "",
            *(
                f"- `{name}` {_told(one)}".rstrip()
                for name, one in sorted(registry.on(shelf).items())
                if not name.startswith(LEFT_OUT)
            ),
            "",
        ]
    return "\n".join(lines)


def _told(declaration: Any) -> str:
    found = getattr(declaration, "label", None) or getattr(declaration, "title", None)
    return str(found) if isinstance(found, str) else ""
