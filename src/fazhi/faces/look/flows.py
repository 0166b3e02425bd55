"""A flow as a picture: its states from left to right, the steps between them, and where a case stands."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

BOX = (112, 36)
GAP = (58, 22)
EDGE = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A state at its place; `css` says been, now, or nothing."""

    name: str
    label: str
    x: int
    y: int
    css: str = ""
    final: bool = False

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + BOX[0] // 2, self.y + BOX[1] // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """The steps from one state to another, as one curve; `next` when they lead from where the case stands."""

    path: str
    label: str
    x: int
    y: int
    css: str = ""


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """Everything `<c-flow>` draws, in its own units."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int

    @property
    def box(self) -> tuple[int, int]:
        return BOX


def flow_picture(flow: Any, now: str = "", been: Collection[str] = ()) -> FlowPicture:
    """The picture of a declared flow, with the state in which a case stands and those it went through."""
    places = _places(flow)
    boxes = {
        name: Box(
            name, state.label, *_corner(*places[name]), "now" if name == now else "been" if name in been else "", state.final
        )
        for name, state in flow.states.items()
    }
    arrows = tuple(_arrow(boxes[one], boxes[other], labels, one == now) for (one, other), labels in _edges(flow).items())
    columns, rows = (max(place[axis] for place in places.values()) + 1 for axis in (0, 1))
    width, height = columns * (BOX[0] + GAP[0]) - GAP[0], rows * (BOX[1] + GAP[1]) - GAP[1]
    return FlowPicture(str(flow.model._meta.verbose_name), tuple(boxes.values()), arrows, width + 2 * EDGE, height + 4 * EDGE)


def _edges(flow: Any) -> dict[tuple[str, str], list[str]]:
    """Which state leads to which, by which steps."""
    found: dict[tuple[str, str], list[str]] = {}
    for step in flow.steps.values():
        for source in step.source:
            if step.target and step.target is not source:
                found.setdefault((source.name, step.target.name), []).append(step.label)
    return found


def _places(flow: Any) -> dict[str, tuple[int, int]]:
    """Column and row of each state: as many steps from the start as it takes, in the order of declaration."""
    columns = dict(_distances(flow))
    last = max(columns.values()) + 1
    taken: dict[int, int] = {}
    places = {}
    for name in flow.states:
        column = columns.get(name, last)
        places[name] = (column, taken.get(column, 0))
        taken[column] = taken.get(column, 0) + 1
    return places


def _distances(flow: Any) -> Iterator[tuple[str, int]]:
    edges, level, seen, distance = _edges(flow), [flow.start.name], {flow.start.name}, 0
    while level:
        yield from ((name, distance) for name in level)
        level = list(dict.fromkeys(other for one, other in edges if one in level and other not in seen))
        seen |= set(level)
        distance += 1


def _corner(column: int, row: int) -> tuple[int, int]:
    return EDGE + column * (BOX[0] + GAP[0]), 2 * EDGE + row * (BOX[1] + GAP[1])


def _arrow(one: Box, other: Box, labels: list[str], is_next: bool) -> Arrow:
    path = _onward(one, other) if other.x > one.x else _beside(one, other) if other.x == one.x else _back(one, other)
    (a, b), (c, d) = one.middle, other.middle
    return Arrow(path, "、".join(labels), (a + c) // 2, (b + d) // 2, "next" if is_next else "")


def _onward(one: Box, other: Box) -> str:
    """From the right side to the left side."""
    x, y, to_x, to_y = one.x + BOX[0], one.middle[1], other.x, other.middle[1]
    bend = max(24, (to_x - x) // 2)
    return f"M{x} {y} C{x + bend} {y} {to_x - bend} {to_y} {to_x - 1} {to_y}"


def _beside(one: Box, other: Box) -> str:
    """Between two states of one column, round the right side."""
    x, y, to_y = one.x + BOX[0], one.middle[1], other.middle[1]
    return f"M{x} {y} C{x + 30} {y} {x + 30} {to_y} {x + 1} {to_y}"


def _back(one: Box, other: Box) -> str:
    """To an earlier state, over the top."""
    x, y, to_x, to_y = one.middle[0], one.y, other.middle[0], other.y
    top = max(2, min(y, to_y) - 18)
    return f"M{x} {y} C{x} {top} {to_x} {top} {to_x} {to_y - 1}"
