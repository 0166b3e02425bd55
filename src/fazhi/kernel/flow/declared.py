"""The words in which a module declares the life of its cases: Flow, State, Step, Clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from fazhi.kernel import registry
from fazhi.kernel.calendar import Period
from fazhi.kernel.org.roles import CLERK, PUBLIC, SCHEDULE, Role

from .gates import Gate

Roles = Role | tuple[Role, ...]
Due = Period | Callable[[Any], Period | None] | None


@dataclass(eq=False, slots=True)
class State:
    """Where a case stands. `due` runs from entry to leaving; `Unlimited` says on purpose that the law sets no time."""

    label: str
    due: Due = None
    final: bool = False
    due_label: str = ""
    lapses: str = ""  # the step that time itself takes when `due` runs out
    remind: tuple[int, ...] = (3, 1)
    rests: bool = False  # waiting for somebody outside: no deadline of ours
    name: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.name or name  # `start = applied` is a second name for the same state

    def to(self, target: State, label: str, **asked: Any) -> Step:
        """A step from here to another state."""
        return Step(label, source=(self,), target=target, **asked)

    def stays(self, label: str, **asked: Any) -> Step:
        """A step that records something and leaves the case where it is."""
        return Step(label, source=(self,), target=None, **asked)

    def __or__(self, other: State | States) -> States:
        return States((self,)) | other

    @property
    def clock(self) -> Clock | None:
        return (
            Clock(self.due_label or f"{self.label}期限", self.due, name=f"in_{self.name}", remind=self.remind, lapses=self.lapses)
            if self.due
            else None
        )


class States(tuple[State, ...]):
    """Several states from which the same step may be taken."""

    def __or__(self, other: State | States) -> States:
        return States((*self, *((other,) if isinstance(other, State) else other)))

    def to(self, target: State, label: str, **asked: Any) -> Step:
        return Step(label, source=tuple(self), target=target, **asked)

    def stays(self, label: str, **asked: Any) -> Step:
        return Step(label, source=tuple(self), target=None, **asked)


@dataclass(eq=False, slots=True)
class Step:
    """What may be done in a state: by whom, what it asks, what must hold, what it does, under which article."""

    label: str
    source: tuple[State, ...] = ()
    target: State | None = None
    by: Roles = ()
    asks: str = ""  # field names; `name!` must be filled in, `name?` may stay empty
    on: type | None = None  # the part on which the step is taken, if not the case itself
    adds: type | None = None  # the part that the step adds
    shows: str = ""  # fields of the added part, if not all
    needs: tuple[Gate, ...] = ()
    does: Callable[[Any, Any], None] | None = None
    why: bool = False  # a reason must be given
    law: str = ""
    numbers: bool = False  # the case gets its number here
    pauses: bool | tuple[str, ...] = False  # all clocks, or those named: the law's days for others run on
    resumes: bool = False
    extends: str = ""  # the name of the clock that this step lengthens
    ends: tuple[str, ...] = ()
    hands_over: str = ""  # the label of the kind of record the receiver opens
    issues: str = ""  # the key of the paper that is made
    attaches: str = ""  # the kind under which photos and papers are kept that come with it
    bulk: bool = False
    tells: str = ""  # what the user should know before taking it
    danger: bool = False
    theirs: Callable[[Any, Any, Any], bool] | None = None  # (case, whose code, part): whether it is this one's of the public
    name: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def is_theirs(self, case: Any, holder: Any, part: Any) -> bool:
        """Whether the holder of a code may take it; without a word about it, on oneself alone."""
        if self.theirs:
            return self.theirs(case, holder, part)
        return part == holder if self.on else True

    @property
    def roles(self) -> tuple[Role, ...]:
        return self.by if isinstance(self.by, tuple) else (self.by,)

    @property
    def asked(self) -> dict[str, bool | None]:
        """Field name → True must, False may, None as the field says."""
        marks = {"!": True, "?": False}
        return {word.rstrip("!?"): marks.get(word[-1]) for word in self.asks.split()}

    @property
    def is_public(self) -> bool:
        return PUBLIC in self.roles

    @property
    def is_automatic_only(self) -> bool:
        """Taken by the passing of time and by nobody else."""
        return self.roles == (SCHEDULE,)

    def __repr__(self) -> str:
        return f"<Step {self.name} {self.label}>"


@dataclass(eq=False, slots=True)
class Clock:
    """A period of the law that runs across states, from one act to another."""

    label: str
    period: Due
    starts: Step | Register | tuple[Step | Register, ...] = ()  # the register itself, where the period runs from there
    stops: Step | tuple[Step, ...] = ()
    since: Callable[[Any], date | None] | None = None  # the day from which it runs, if not that of the act
    remind: tuple[int, ...] = (3, 1)
    lapses: str = ""  # the step that time itself takes when the clock runs out
    theirs: bool = False  # time of the parties or of another body: when it passes, nobody here was late
    name: str = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def starts_with(self, step: Step | Register) -> bool:
        return step in (self.starts if isinstance(self.starts, tuple) else (self.starts,))

    def stops_with(self, step: Step) -> bool:
        return step in (self.stops if isinstance(self.stops, tuple) else (self.stops,))


@dataclass(frozen=True, slots=True)
class Unlimited:
    """Said on purpose: neither law nor local rule sets a time here."""

    because: str = "法律没有规定期限"

    def __call__(self, case: Any) -> None:
        return None


@dataclass(eq=False, slots=True)
class Register:
    """How a case begins: who may register it, what is asked, what must hold."""

    label: str = "登记"
    by: Roles = ()
    needs: tuple[Gate, ...] = ()
    does: Callable[[Any, Any], None] | None = None
    law: str = ""
    numbers: bool = False
    name: str = "register"

    @property
    def roles(self) -> tuple[Role, ...]:
        return self.by if isinstance(self.by, tuple) else (self.by,)


class Flow:
    """The life of one kind of case; subclassing it files it."""

    model: ClassVar[type]
    start: ClassVar[State]
    register: ClassVar[Register] = Register()
    importers: ClassVar[tuple[Role, ...]] = (CLERK,)  # who may bring whole lives in from an Excel ledger
    states: ClassVar[dict[str, State]]
    steps: ClassVar[dict[str, Step]]
    clocks: ClassVar[dict[str, Clock]]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.states = dict(_declared(cls, State))
        cls.steps = dict(_declared(cls, Step))
        cls.clocks = dict(_declared(cls, Clock))
        registry.leave("flows", registry.label(cls.model), cls)

    @classmethod
    def steps_from(cls, state: str) -> list[Step]:
        """The steps that leave or stay in a state, in the order of their declaration."""
        return [step for step in cls.steps.values() if cls.states[state] in step.source]

    @classmethod
    def every_clock(cls) -> Iterator[Clock]:
        """The clocks of states and those that run across them."""
        yield from (state.clock for state in cls.states.values() if state.clock)
        yield from cls.clocks.values()

    @classmethod
    def clock_named(cls, name: str) -> Clock | None:
        return next((clock for clock in cls.every_clock() if clock.name == name), None)


def _declared(flow: type, kind: type) -> Iterator[tuple[str, Any]]:
    for owner in reversed(flow.__mro__):
        yield from ((name, value) for name, value in vars(owner).items() if isinstance(value, kind) and name != "start")


def flow_of(model_or_case: Any) -> type[Flow]:
    """The flow that moves this kind of case."""
    return registry.find("flows", registry.label(model_or_case))
